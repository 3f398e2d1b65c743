"""The index must hold the very words that the similarity is computed from."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import sentences
from translate.memory.words import index_words
from translate.similarity import stems

_TRICKY = st.text(st.sampled_from("aéœß1²½٣ \u00a0\u202f.,'’_-<>/e\u0301Å…™İ"), max_size=30)


@given(st.one_of(st.text(), sentences, _TRICKY))
@example("3,5 tonnes à 1 500 km, T+3 h, 12e étage, b2c, 1500000, 2b")
@example("e\u030112")
@example("İ1")
@example("<1>Le lanceur</1> l’étage d'Œdipe")
def test_the_words_are_those_of_the_similarity(text: str) -> None:
    wanted = [re.sub(r"[\s.,]", "", word) if word[0].isdigit() else word for word in stems(text)]

    assert index_words(text) == wanted
