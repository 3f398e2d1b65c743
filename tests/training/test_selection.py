"""The pairs most like the wanted prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import sentencepiece as spm
from hypothesis import given
from hypothesis import strategies as st

from training.pairs import Pair
from training.selection import Bigrams, Likeness, as_text

if TYPE_CHECKING:
    from pathlib import Path

_SIZE = 12
_SENTENCES = st.lists(st.lists(st.integers(3, _SIZE - 1), max_size=6), min_size=1, max_size=8)


@given(_SENTENCES, _SENTENCES)
def test_a_sentence_costs_the_mean_of_its_pieces(learnt: list[list[int]], asked: list[list[int]]) -> None:
    model = Bigrams(as_text(learnt), _SIZE)
    together = model.surprise(as_text(asked))
    alone = np.array([model.surprise(as_text([sentence]))[0] for sentence in asked])
    assert together == pytest.approx(alone)
    assert (together[[not sentence for sentence in asked]] == 0).all()


@given(_SENTENCES, st.integers(3, _SIZE - 1))
def test_the_probabilities_of_what_follows_add_up_to_one(learnt: list[list[int]], piece: int) -> None:
    model = Bigrams(as_text(learnt), _SIZE)
    pairs = as_text([[piece, following] for following in range(_SIZE)])
    first = model.surprise(as_text([[piece]]))[0]
    assert np.exp(-(2 * model.surprise(pairs) - first)).sum() == pytest.approx(1.0)


def test_the_pairs_of_the_wanted_kind_are_selected_in_their_order(vocabulary: Path) -> None:
    pieces = spm.SentencePieceProcessor(model_file=str(vocabulary))
    space = [Pair(f"le moteur de la fusée {word} une vanne", "") for word in ("ouvre", "ferme", "vide", "chauffe")]
    house = [Pair(f"monsieur le président pose {word} question", "") for word in ("une", "la", "sa", "notre")]
    mixed = [pair for both in zip(space, house, strict=True) for pair in both] + [Pair("le", "")]
    likeness = Likeness([Pair("un moteur de fusée et une vanne", ""), Pair("la vanne de la fusée", "")], pieces)
    assert likeness.select(mixed, 4) == space
    assert likeness.select(mixed, 99) == mixed[:-1]
