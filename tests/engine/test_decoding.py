"""Decoding in batches: no source is told apart by its company."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.engine.argos import ArgosEngine
from translate.engine.options import EngineOptions
from translate.engine.packages import find_route

pytestmark = pytest.mark.model

SUBJECTS = ("Le lanceur", "La mission de ravitaillement", "Elle", "Le directeur de l’agence spatiale européenne", "On")
VERBS = ("a quitté", "surveille encore", "n’a jamais vu", "remplacera peut-être", "avait")
OBJECTS = ("la Terre.", "le pas de tir numéro 3, fermé depuis mars.", "l’orbite basse ?", "peur", "deux étages :")
SENTENCE = st.builds(" ".join, st.tuples(*(st.sampled_from(words) for words in (SUBJECTS, VERBS, OBJECTS))))
MANY = [f"{subject} {verb} {thing}" for subject in SUBJECTS for verb in VERBS for thing in OBJECTS]
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


@given(parts=st.lists(st.lists(SENTENCE, min_size=1, max_size=8), min_size=2, max_size=4))
@settings(max_examples=15)
def test_several_threads_get_what_each_would_get_alone(engine: ArgosEngine, parts: list[list[str]]) -> None:
    with ThreadPoolExecutor(len(parts)) as pool:
        together = list(pool.map(engine.translate, parts))
    assert together == [engine.translate(part) for part in parts]


def test_many_batches_of_several_threads_are_kept_apart(engine: ArgosEngine, apart: ArgosEngine) -> None:
    parts = [MANY[place::4] for place in range(4)] + [MANY[:40]]
    with ThreadPoolExecutor(len(parts)) as pool:
        together = list(pool.map(engine.translate, parts))
    assert together == [apart.translate(part) for part in parts]


def test_one_thread_that_gives_up_does_not_hold_up_another(engine: ArgosEngine) -> None:
    class GivenUpError(Exception):
        pass

    def give_up(_count: int) -> None:
        raise GivenUpError

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(engine.translate, MANY, progress=give_up)
        second = pool.submit(engine.translate, MANY[::2])
        with pytest.raises(GivenUpError):
            first.result()
        assert second.result() == engine.translate(MANY[::2])
