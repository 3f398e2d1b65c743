"""Inline markup as numbered tags."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.model import Placeable, PlaceableKind, PlaceableRole
from translate.placeables import read_words, tag, tag_problems, untag

OPEN, CLOSE, SINGLE = PlaceableRole.OPEN, PlaceableRole.CLOSE, PlaceableRole.SINGLE
LAWS = settings(deadline=None, max_examples=300)

prose = st.text(alphabet="ab <>/12 é\n｟｠0", max_size=12)
markup = st.sampled_from(["**", "<b>", "`x`", "](u)", "<1>", "\n> "])


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Placeable, ...]]:
    """A raw text and its placeables: pairs that may cross, single ones and soft breaks, with prose between them."""
    raw = draw(prose)
    placeables = []
    unclosed: list[int] = []
    pairs = 0
    for role in draw(st.lists(st.sampled_from(["open", "close", "single", "break"]), max_size=8)):
        piece = "\n> " if role == "break" else draw(markup)
        number = 0
        kind, where = PlaceableKind.EMPHASIS, SINGLE
        if role == "open":
            pairs += 1
            number, where = pairs, OPEN
            unclosed.append(number)
        elif role == "close" and unclosed:
            number, where = unclosed.pop(draw(st.integers(0, len(unclosed) - 1))), CLOSE
        elif role == "break":
            kind = PlaceableKind.SOFT_BREAK
        placeables.append(Placeable(len(raw), len(raw) + len(piece), piece, kind, where, number))
        raw += piece + draw(prose)
    return raw, tuple(placeables)


def one_line(raw: str, placeables: tuple[Placeable, ...], start: int, end: int) -> str:
    """The slice with each whole soft break in it as a space."""
    for placeable in reversed(placeables):
        if placeable.kind is PlaceableKind.SOFT_BREAK and start <= placeable.start and placeable.end <= end:
            raw = raw[: placeable.start] + " " + raw[placeable.end :]
            end -= placeable.end - placeable.start - 1
    return raw[start:end]


@LAWS
@given(marked_texts(), st.data())
def test_untag_gives_back_what_tag_took(marked: tuple[str, tuple[Placeable, ...]], data: st.DataObject) -> None:
    raw, placeables = marked
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    shown, tags = tag(raw, placeables, start, end)
    assert untag(shown, tags) == one_line(raw, placeables, start, end)
    assert tag_problems(shown, tags, shown) == [] or crosses(tags)
    assert not [problem for problem in tag_problems(shown, tags) if "missing" in problem]
    assert all(re.fullmatch(r"</?\d+/?>", shown[t.start : t.end]) for t in tags)


def crosses(tags: tuple[Placeable, ...]) -> bool:
    """Whether two whole pairs overlap without one holding the other."""
    spans = [
        (t.start, next(u.end for u in tags if u.role is CLOSE and u.number == t.number))
        for t in tags
        if t.role is OPEN and any(u.role is CLOSE and u.number == t.number for u in tags)
    ]
    return any(a < c < b < d for a, b in spans for c, d in spans)


@LAWS
@given(marked_texts())
def test_numbers_begin_at_1_and_skip_only_those_that_the_prose_has(marked: tuple[str, tuple[Placeable, ...]]) -> None:
    raw, placeables = marked
    _, tags = tag(raw, placeables, 0, len(raw))
    taken = {int(number) for number in re.findall(r"</?(\d{1,9})/?>", raw)}
    numbers = list(dict.fromkeys(t.number for t in tags))
    free = [number for number in range(1, len(numbers) + len(taken) + 1) if number not in taken]
    assert numbers == free[: len(numbers)]


def bold(raw: str) -> tuple[Placeable, ...]:
    ends = [found.span() for found in re.finditer(r"\*\*", raw)]
    return tuple(
        Placeable(*span, "**", PlaceableKind.EMPHASIS, CLOSE if at % 2 else OPEN, at // 2 + 1)
        for at, span in enumerate(ends)
    )


def test_a_pair_shares_a_number_and_a_literal_tag_survives() -> None:
    raw = "Un **premier** essai <1> puis **un autre**."
    shown, tags = tag(raw, bold(raw), 0, len(raw))
    assert shown == "Un <2>premier</2> essai <1> puis <3>un autre</3>."
    assert untag("A <2>first</2> test <1>, <9>then</9> <3>another</3>.", tags) == (
        "A **first** test <1>, <9>then</9> **another**."
    )


def test_a_span_over_two_sentences_leaves_half_a_pair_in_each() -> None:
    raw = "Un **mot. Deux** mots."
    assert tag(raw, bold(raw), 0, 9)[0] == "Un <1>mot."
    assert tag(raw, bold(raw), 10, len(raw))[0] == "Deux</1> mots."


def test_a_placeable_that_the_slice_cuts_is_shown_as_written() -> None:
    raw = "Un **mot**."
    assert tag(raw, bold(raw), 4, len(raw))[0] == "*mot</1>."


def test_a_plain_placeable_reads_as_what_it_shows_and_has_no_tag() -> None:
    raw = "R&amp;D &lt;1&gt; **x**"
    spans = [(found.span(), shown) for found, shown in zip(re.finditer("&.*?;", raw), "&<>", strict=True)]
    plain = tuple(Placeable(*span, raw[slice(*span)], PlaceableKind.PLAIN, shown=shown) for span, shown in spans)
    shown, tags = tag(raw, plain + bold(raw), 0, len(raw))
    assert shown == "R&D <1> <2>x</2>"
    assert [placeable.number for placeable in tags] == [2, 2]
    assert read_words(raw, plain + bold(raw)) == "R&D <1> x"


@pytest.mark.parametrize(
    ("target", "problems"),
    [
        ("<1>A</1> <2/>", []),
        ("<2/> <1>A</1>", []),
        ("<1>A</1>", ["The tag <2/> is missing."]),
        ("<1>A</1> <2/><2/>", ["The tag <2/> stands 2 times; the source has it once."]),
        ("<1>A</1> <2/> <7>", ["The tag <7> is not in the source."]),
        ("</1>A<1> <2/>", ["The tag </1> stands before <1>."]),
    ],
)
def test_tag_problems_are_named(target: str, problems: list[str]) -> None:
    tags = (
        Placeable(0, 3, "**", PlaceableKind.EMPHASIS, OPEN, 1),
        Placeable(4, 8, "**", PlaceableKind.EMPHASIS, CLOSE, 1),
        Placeable(9, 13, "`x`", PlaceableKind.CODE, SINGLE, 2),
    )
    assert tag_problems(target, tags) == problems


def test_crossed_pairs_are_named() -> None:
    raw = "**a** **b**"
    tags = tag(raw, bold(raw), 0, len(raw))[1]
    assert tag_problems("<1>a <2>b</1> c</2>", tags) == ["The tags <1> and <2> cross: one must lie inside the other."]
    assert tag_problems("<1>a <2>b</2> c</1>", tags) == []


def test_a_tag_in_the_prose_is_no_problem() -> None:
    assert tag_problems("The tag <5>", (), source="La balise <5>") == []
    assert tag_problems("The tag <5> <5>", (), source="La balise <5>") == ["The tag <5> is not in the source."]
