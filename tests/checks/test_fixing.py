"""Safe fixes: they end, they settle what they fix, and they leave words alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.checks.fixing import apply_fixes, fix_target
from translate.checks.registry import find_mistakes
from translate.model import Finding, Severity, State, Unit

_WORDS = ["fusée", "Tir", "the", "a", "1 250", "3,5", "14 h 05", "40", "https://exemple.org/a,b", "<1>"]
_MARKS = ["%", " ", "  ", "\u00a0", "«", "»", "“", '"', "(", ")", ",", ".", ":", ";", "!", "?", "\u200b", "\n"]
PIECES = st.lists(st.sampled_from(_WORDS + _MARKS), max_size=14).map("".join)


def _fix(source: str, target: str) -> str:
    return fix_target(Unit(source, "", target, State.DRAFT), lambda unit: find_mistakes(unit, []))


@given(PIECES, PIECES)
def test_a_second_fix_changes_nothing(source: str, target: str) -> None:
    fixed = _fix(source, target)

    assert _fix(source, fixed) == fixed


@given(PIECES, PIECES)
def test_fixes_touch_no_word(source: str, target: str) -> None:
    def words(text: str) -> list[str]:
        lowered = re.sub(r"(\d)[ \u00a0]?h[ \u00a0]?(?=\d)", r"\1", text.lower())
        return list(re.sub(r"[\W_]", "", re.sub(r"\b(the|a)(\s+\1\b)+", r"\1", lowered)))

    fixed = _fix(source, target)

    assert words(re.sub("[\u200b]", "", fixed)) == words(re.sub("[\u200b]", "", target))


@pytest.mark.parametrize(
    ("source", "target", "fixed"),
    [
        ("Il dit : « oui » !", "He says : « yes » !", "He says: “yes”!"),
        ("3,5 t et 40 %.", "3,5 t and 40 %.", "3.5 t and 40%."),
        ("1 250 km, à 14 h 05.", "1 250 km, at 14 h 05.", "1,250 km, at 14:05."),
        ("Le tir.", "The the launch. ", "The launch."),
        ("Le tir.", "the  launch.", "The launch."),
        ("Le tir (1).", "The launch ( 1 ).", "The launch (1)."),
        ("Le tir.", "The la\u00adunch.", "The launch."),
        ("« Un “mot” »", "« A “word” »", "« A “word” »"),
        ("Le tir", "The launch", "The launch"),
    ],
)
def test_what_is_fixed(source: str, target: str, fixed: str) -> None:
    assert _fix(source, target) == fixed


def test_of_two_fixes_at_one_place_the_first_is_taken() -> None:
    findings = [Finding("a", Severity.INFO, "", 1, 3, "x"), Finding("b", Severity.INFO, "", 2, 4, "y")]

    assert apply_fixes("abcd", findings) == "axd"
