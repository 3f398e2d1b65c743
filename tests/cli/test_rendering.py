"""Tables: what this program sets itself looks as rich would set it, and what does not fit is folded, not cut."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

from hypothesis import given, settings
from hypothesis import strategies as st

from translate.cli.rendering import _print_folded, print_table, set_table
from translate.counting import counted

WORDS = st.text(st.sampled_from("abcéœ ’«»–12,-"), max_size=12).map(str.strip)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], list[bool]]:
    count = draw(st.integers(1, 4))
    names = draw(st.lists(WORDS.map(lambda word: f"n{word}e"), min_size=count, max_size=count))
    rows = draw(st.lists(st.lists(WORDS, min_size=count, max_size=count), max_size=3))
    return [names, *rows], draw(st.lists(st.booleans(), min_size=count, max_size=count))


@given(tables())
@settings(max_examples=100, deadline=None)
def test_a_table_that_fits_is_set_as_rich_sets_it(made: tuple[list[list[str]], list[bool]]) -> None:
    cells, numeric = made
    printed = io.StringIO()
    with redirect_stdout(printed):
        _print_folded(cells, numeric, 160)

    assert set_table(cells, numeric, 160) == printed.getvalue().removesuffix("\n").split("\n")


def test_a_table_that_is_too_wide_is_folded() -> None:
    printed = io.StringIO()
    with redirect_stdout(printed):
        print_table(("article", "done"), [("long/" * 60 + "end.txt", 40.0)])

    cell = "".join(line[:150].strip() for line in printed.getvalue().split("\n")[3:])
    assert cell.replace(" ", "").startswith("long/" * 20)
    assert max(map(len, printed.getvalue().split("\n"))) <= 160
    assert "40 %" in printed.getvalue()


def test_wide_letters_are_left_to_rich() -> None:
    assert set_table([["name"], ["宇宙"]], [False], 80) is None
    assert set_table([["name"], ["Soyouz"]], [False], 80) is not None
    assert set_table([["name"], ["Soyouz"]], [False], 7) is None


@given(st.integers(0, 10**7), st.sampled_from(["unit", "new unit", "finding"]))
@settings(max_examples=50, deadline=None)
def test_only_one_is_one(number: int, noun: str) -> None:
    shown, _, what = counted(number, noun).partition(" ")
    assert int(shown.replace(",", "")) == number
    assert what == (noun if number == 1 else f"{noun}s")


def test_large_numbers_are_grouped() -> None:
    assert [counted(number, "row") for number in (0, 1, 2, 1_204)] == ["0 rows", "1 row", "2 rows", "1,204 rows"]
