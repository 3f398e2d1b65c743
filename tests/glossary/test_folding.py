"""What counts as one spelling, and where each folded character came from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary.folding import APOSTROPHES, BREAK, HYPHENS, canonical, fold

from .strategies import texts

anything = st.one_of(texts, st.text(st.characters(codec="utf-8"), max_size=30))
latin = st.text(st.sampled_from("aéÉèçœŒ \u0301\u0308\u00ad'’-–\u00a0\n\u202f2Z"), max_size=20)


@given(st.one_of(anything, latin))
def test_every_folded_character_has_its_place_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(anything)
def test_canonical_is_settled_at_once(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(texts)
def test_nfc_and_nfd_are_one_spelling(text: str) -> None:
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(unicodedata.normalize("NFC", text))
    assert fold(unicodedata.normalize("NFD", text)).text == fold(text).text


@given(latin)
def test_folding_is_canonical_without_accents_and_case(text: str) -> None:
    assert fold(text).text == fold(canonical(text)).text


@pytest.mark.parametrize("sign", APOSTROPHES)
def test_apostrophes_are_equal(sign: str) -> None:
    assert canonical(f"l{sign}étage") == "l'étage"


@pytest.mark.parametrize("sign", [*HYPHENS, "\u00a0", "\u202f", "  ", "\n", " \t"])
def test_hyphens_and_blanks_between_letters_are_equal(sign: str) -> None:
    assert canonical(f"Soyouz{sign}2") == "Soyouz 2"


@pytest.mark.parametrize("text", ["Soyouz – 2", "- Soyouz", "Soyouz -", "a -- b"])
def test_a_dash_with_room_around_it_stays_a_dash(text: str) -> None:
    assert canonical(text) == text


def test_a_paragraph_break_is_no_blank() -> None:
    assert canonical("engin\n\nspatial") == f"engin{BREAK}spatial"
    assert canonical("engin\nspatial") == "engin spatial"


def test_ligatures_and_invisible_characters() -> None:
    assert canonical("cœur mai\u00adson") == "coeur maison"
    assert canonical("ŒUVRE") == "OEUVRE"
    assert fold("Œu").ends == [1, 1, 2]
