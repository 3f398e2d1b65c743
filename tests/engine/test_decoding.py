"""Decoding in batches: no source is told apart by its company."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.engine.argos import ArgosEngine
from translate.engine.decoding import _batches
from translate.engine.options import EngineOptions
from translate.engine.packages import find_route

pytestmark = pytest.mark.model

SUBJECTS = ("Le lanceur", "La mission de ravitaillement", "Elle", "Le directeur de l’agence spatiale européenne", "On")
VERBS = ("a quitté", "surveille encore", "n’a jamais vu", "remplacera peut-être", "avait")
OBJECTS = ("la Terre.", "le pas de tir numéro 3, fermé depuis mars.", "l’orbite basse ?", "peur", "deux étages :")
SENTENCE = st.builds(" ".join, st.tuples(*(st.sampled_from(words) for words in (SUBJECTS, VERBS, OBJECTS))))
SEARCHES = ({}, {"hypotheses": 6}, {"align": True})


@pytest.fixture(scope="module")
def apart() -> ArgosEngine:
    """An engine that decodes every source by itself."""
    return ArgosEngine(find_route("fr", "en", "bundled")[0], EngineOptions(threads=1, batch_tokens=1))


@given(sources=st.lists(SENTENCE, min_size=2, max_size=12, unique=True), search=st.sampled_from(SEARCHES))
@settings(max_examples=40)
def test_a_source_comes_out_the_same_to_the_bit_in_any_company(
    engine: ArgosEngine, apart: ArgosEngine, sources: list[str], search: dict[str, int]
) -> None:
    assert engine.translate(sources, **search) == apart.translate(sources, **search)


@given(
    lengths=st.lists(st.integers(1, 30), max_size=60),
    limit=st.integers(1, 200),
)
def test_batches_hold_every_source_once_and_need_no_padding(lengths: list[int], limit: int) -> None:
    batches = list(_batches([("a",) * length for length in lengths], limit))
    assert sorted(number for batch in batches for number in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len({lengths[number] for number in batch}) == 1
        assert len(batch) == 1 or len(batch) * lengths[batch[0]] <= limit
    firsts = [lengths[batch[0]] for batch in batches]
    assert firsts == sorted(firsts, reverse=True)
