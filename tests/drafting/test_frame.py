"""Frames come off and go back on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.drafting.frame import peel, reframe


@given(st.text(alphabet='ab [](){}«»“”"—-* \u00a0\n.', max_size=30))
def test_the_parts_are_the_text(text: str) -> None:
    framed = peel(text)

    assert framed.before + framed.core + framed.after == text
    assert framed.core == framed.core.strip(" \n\u00a0")


@given(st.text(alphabet="ab []()—*\n.<1/>", max_size=30))
def test_putting_a_frame_back_without_quotes_is_the_identity(text: str) -> None:
    framed = peel(text)

    assert reframe(framed, framed.core) == text


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("[NDLR : une phrase.", "NDLR : une phrase."),
        ("La suite de la note.]", "La suite de la note."),
        ("[Une note entière.]", "Une note entière."),
        ("« Une citation. »", "Une citation."),
        ("— Bonjour, dit-il.", "Bonjour, dit-il."),
        ("- un point de liste", "un point de liste"),
        ("Le lanceur [voir plus haut] est prêt.", "Le lanceur [voir plus haut] est prêt."),
        ("[A] et [B]", "[A] et [B]"),
        ("-5 degrés", "-5 degrés"),
        ("(a) et (b", "(a) et (b"),
        ("…", "…"),
        ("", ""),
        ("<1>Une légende entière.</1>", "Une légende entière."),
        ("<1>[<2>Une note</2>]</1>", "Une note"),
        ("<1>Le début d'une légende.", "Le début d'une légende."),
        ("La suite, avec un <2>mot</2>.</1>", "La suite, avec un <2>mot</2>."),
        ("<1>Un</1> et <2>deux</2>", "<1>Un</1> et <2>deux</2>"),
        ("<1></1>", "<1></1>"),
    ],
)
def test_what_is_peeled(text: str, core: str) -> None:
    assert peel(text).core == core


def test_guillemets_become_straight_quotes_without_their_spaces() -> None:
    assert reframe(peel("«\u00a0Partons\u00a0»"), "Let's go") == '"Let\'s go"'
