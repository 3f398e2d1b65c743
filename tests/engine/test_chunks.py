"""Cutting sources and joining targets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translate.engine.chunks import cut, cut_around, halve, join
from translate.model import Alignment, Hypothesis

TEXTS = st.text(alphabet="ab é.,;:!?«»()\n\u202f｟0｠<1>", max_size=200)


def rejoin(source: str, parts: list[str], starts: list[int]) -> str:
    text = ""
    for part, start in zip(parts, starts, strict=True):
        assert not source[len(text) : start].strip()
        text = source[:start] + part
    return text + source[len(text) :]


@given(source=TEXTS, limit=st.integers(1, 40))
def test_the_parts_and_the_white_space_between_them_are_the_source(source: str, limit: int) -> None:
    parts = cut(source, lambda text: len(text) <= limit)
    assert all(part.text and part.text == part.text.strip() for part in parts)
    assert all(source[part.start :].startswith(part.text) for part in parts)
    assert rejoin(source, [part.text for part in parts], [part.start for part in parts]) == source


@given(words=st.lists(st.text(alphabet="abc,.", min_size=1, max_size=9), max_size=60), limit=st.integers(10, 40))
def test_every_part_fits_where_words_do(words: list[str], limit: int) -> None:
    parts = cut(" ".join(words), lambda text: len(text) <= limit)
    assert all(len(part.text) <= limit for part in parts)


@given(source=TEXTS)
def test_joining_parts_that_stand_for_themselves_is_the_source(source: str) -> None:
    parts = cut(source, lambda text: len(text) <= 5)
    found = {part.text: [Hypothesis(part.text, -1.0)] for part in parts}
    (output,) = join(source, parts, found)
    assert output.text == source


@given(before=st.text(alphabet="ab, ", max_size=30), after=st.text(alphabet="ab, ", max_size=30))
def test_placeholders_and_tags_are_never_cut(before: str, after: str) -> None:
    for held in ("｟12｠", "</3>"):
        parts = cut(before + held + after, lambda text: len(text) <= 4)
        assert sum(part.text.count(held) for part in parts) == 1


def test_the_best_place_near_the_middle_is_taken() -> None:
    assert halve("Un vol, long. Une fusée, loin") == len("Un vol, long. ")
    assert halve("Un vol long ; une fusée, là") == len("Un vol long ; ")
    assert halve("Un vol bref, une fusée au loin") == len("Un vol bref, ")
    assert halve("Il va (à pied) là") == len("Il va ")
    assert halve("Deux mots") == len("Deux ")
    assert halve("abcdef") == 3
    assert halve("a") == 0


def test_a_break_at_the_edge_is_not_taken() -> None:
    assert halve("Oui. Une phrase plus longue, qui dure et dure encore") == len("Oui. Une phrase plus longue, ")


def test_what_stands_around_a_span_is_cut_off() -> None:
    text = "L’agence (Роскосмос) dort"
    parts = cut_around(text, [(10, 19)])
    assert [(part.text, part.start) for part in parts] == [("L’agence (", 0), ("Роскосмос", 10), (") dort", 19)]


def test_scores_warnings_and_alignments_are_joined() -> None:
    source = "abc  d"
    parts = cut(source, lambda text: " " not in text)
    found = {
        "abc": [Hypothesis("xy", -1.0, (Alignment(0, 2, 1, 3, 0.5),), ("length",)), Hypothesis("z", -2.0)],
        "d": [Hypothesis("uvw", -5.0, (Alignment(1, 2, 0, 1, 0.7),), ("length",))],
    }
    first, second = join(source, parts, found)
    assert (first.text, second.text) == ("xy  uvw", "z  uvw")
    assert first.score == (-1.0 * 3 - 5.0) / 4
    assert first.warnings == ("length",)
    assert first.alignments == (Alignment(0, 2, 1, 3, 0.5), Alignment(5, 6, 5, 6, 0.7))
