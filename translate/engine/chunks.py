"""Sources too long for the model, cut at clauses and put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from translate.engine.alignment import shift_alignments
from translate.model import Alignment, Hypothesis

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_BREAKS = (
    re.compile(r"(?<=[.!?…])[\"»”’)\]]*\s+(?=\S)|(?<=[。！？])"),
    re.compile(r"(?<=[;:])\s+(?=\S)|(?<=[；：])"),
    re.compile(r"(?<=[,)\]»”–—])\s+(?=\S)|\s+(?=[(\[«“–—])|(?<=[，、])"),
    re.compile(r"\s+"),
    re.compile(r"(?<=[^\w\s])(?=\S)"),
)
"""Where a source may be cut, the best kind first: sentences, clauses, phrases, words, punctuation inside a word."""

_HELD = re.compile(r"｟\d+｠|</?\d+/?>")
"""Placeholders and tags, which are never cut."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a source, without white space around it; `start` is its offset in the source."""

    text: str
    start: int


def cut(source: str, fits: Callable[[str], bool]) -> list[Chunk]:
    """Return the parts of `source`, in order, with nothing but white space around and between them.

    What does not fit is cut in two at the best place near its middle, and so again, down to what cannot be cut.
    """
    start = len(source) - len(source.lstrip())
    text = source.strip()
    if not text:
        return []
    place = 0 if fits(text) else halve(text)
    if not place:
        return [Chunk(text, start)]
    return [
        *(Chunk(part.text, part.start + start) for part in cut(text[:place], fits)),
        *(Chunk(part.text, part.start + start + place) for part in cut(text[place:], fits)),
    ]


def cut_around(text: str, spans: Sequence[tuple[int, int]]) -> list[Chunk]:
    """Return the parts of `text`: each of the spans by itself, and what stands before, between and after them."""
    if not spans:
        return []
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    parts = [(start, text[start:end]) for start, end in pairwise(edges) if text[start:end].strip()]
    return [Chunk(part.strip(), start + len(part) - len(part.lstrip())) for start, part in parts]


def halve(text: str) -> int:
    """Return the offset at which `text` is best cut in two, or 0 when it cannot be."""
    middle = len(text) / 2
    held = [match.span() for match in _HELD.finditer(text)]
    for breaks in _BREAKS:
        places = [match.end() for match in breaks.finditer(text)]
        if place := _nearest(middle, places, held, margin=len(text) * 0.2):
            return place
    return _nearest(middle, range(1, len(text)), held, margin=1)


def join(source: str, parts: Sequence[Chunk], found: Mapping[str, Sequence[Hypothesis]]) -> list[Hypothesis]:
    """Return the outputs for `source` made of those for its parts, of which `found` has at least one for each.

    White space comes from the source, the score is the mean weighted by the parts' lengths.
    """
    if not parts:
        return [Hypothesis(source, 0.0)]
    outputs = [found[part.text] for part in parts]
    most = max(len(candidates) for candidates in outputs)
    return [
        _join_row(source, parts, [candidates[min(row, len(candidates) - 1)] for candidates in outputs])
        for row in range(most)
    ]


def _join_row(source: str, parts: Sequence[Chunk], outputs: Sequence[Hypothesis]) -> Hypothesis:
    text = ""
    end = 0
    links: list[Alignment] = []
    for part, output in zip(parts, outputs, strict=True):
        text += source[end : part.start]
        links += shift_alignments(output.alignments, target=len(text), source=part.start)
        text += output.text
        end = part.start + len(part.text)
    return Hypothesis(
        text=text + source[end:],
        score=sum(output.score * len(part.text) for part, output in zip(parts, outputs, strict=True))
        / sum(len(part.text) for part in parts),
        alignments=tuple(links),
        warnings=tuple(dict.fromkeys(warning for output in outputs for warning in output.warnings)),
    )


def _nearest(middle: float, places: Sequence[int], held: Sequence[tuple[int, int]], margin: float) -> int:
    """Return the place nearest to the middle, at least `margin` from either end and outside what is held, or 0."""
    free = [
        place
        for place in places
        if margin <= place <= 2 * middle - margin and not any(start < place < end for start, end in held)
    ]
    return min(free, key=lambda place: abs(place - middle), default=0)
