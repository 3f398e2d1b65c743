"""The detector of languages: the same answers as langdetect's own, to the last digit."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from translate.checks.languages import detection
from translate.checks.languages.detection import rank_languages

TEXTS = (
    "Le moteur du deuxième étage s'est rallumé comme prévu au-dessus de l'océan Indien.",
    "The second stage relit its engine over the Indian Ocean, as planned.",
    "El motor de la segunda etapa se encendió de nuevo sobre el océano.",
    "Двигатель второй ступени снова включился над океаном.",
    "二段目のエンジンは海の上でもう一度点火した。",
    "Soyouz MS-29, Progress MS-31, Crew Dragon Endeavour, Starliner Calypso",
    "…",
    "12 345",
)
"""Of one language each, of none, and of names alone."""


@pytest.fixture(scope="module", autouse=True)
def _seeded() -> None:
    from langdetect import DetectorFactory

    DetectorFactory.seed = detection._SEED


def ask_langdetect(text: str) -> list[tuple[str, float]]:
    from langdetect import LangDetectException, detect_langs

    try:
        return [(found.lang, found.prob) for found in detect_langs(text)]
    except LangDetectException:
        return []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), max_size=3).map(" ".join) | st.text(max_size=60))
@example("")
@example(" ".join(TEXTS[:2]))
def test_the_answers_are_those_of_langdetect(text: str) -> None:
    assert rank_languages(text) == ask_langdetect(text)


@pytest.mark.parametrize(("text", "language"), list(zip(TEXTS[:5], ("fr", "en", "es", "ru", "ja"), strict=True)))
def test_a_sentence_is_in_its_language(text: str, language: str) -> None:
    assert rank_languages(text)[0][0] == language


def test_the_same_text_always_gets_the_same_answer() -> None:
    mixed = "Le lanceur Falcon 9 was launched depuis Cape Canaveral with two satellites."
    assert len({tuple(rank_languages(mixed)) for _ in range(5)}) == 1
