"""Figures in a target follow those of its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.catalogue.figures import renumber


@pytest.mark.parametrize(
    ("target", "old", "new", "expected"),
    [
        ("Launch on March 4", "Tir le 4 mars", "Tir le 5 mars", "Launch on March 5"),
        ("It weighs 1,500 kg", "Il pèse 1 500 kg", "Il pèse 1 600 kg", "It weighs 1,600 kg"),
        ("It weighs 999 kg", "Il pèse 999 kg", "Il pèse 1\u202f050,5 kg", "It weighs 1,050.5 kg"),
        ("up 3.5%", "de 3,5 %", "de 4,25 %", "up 4.25%"),
        ("4 of 5", "4 sur 5", "5 sur 6", "5 of 6"),
        ("four engines on March 4", "4 moteurs le 4 mars", "5 moteurs le 4 mars", "four engines on March 4"),
        ("four engines", "4 moteurs", "5 moteurs", "four engines"),
        ("<1>4</1> <4/>", "<1>4</1> <4/>", "<1>6</1> <4/>", "<1>6</1> <4/>"),
        ("flight 14, day 4", "vol 14, jour 4", "vol 14, jour 9", "flight 14, day 9"),
    ],
)
def test_a_changed_figure_is_replaced_where_it_can_be_told(target: str, old: str, new: str, expected: str) -> None:
    assert renumber(target, old, new, "en") == expected


def test_a_language_with_a_comma_keeps_the_sources_spelling() -> None:
    assert renumber("Sie wiegt 1 500,5 kg", "1 500,5 kg", "1 600,5 kg", "de") == "Sie wiegt 1 600,5 kg"


@given(st.lists(st.integers(10, 9999), min_size=1, max_size=4, unique=True), st.data())
def test_back_and_forth_gives_the_same_target(figures: list[int], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.integers(10000, 99999), min_size=len(figures), max_size=len(figures), unique=True))
    old, new = ("vols " + ", ".join(map(str, some)) for some in (figures, others))
    target = "flights " + " and ".join(map(str, figures))

    assert renumber(renumber(target, old, new, "en"), new, old, "en") == target
