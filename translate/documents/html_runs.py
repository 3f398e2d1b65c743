"""Stretches of running text between two boundaries: which part of one is the text, and what its markup means.

Markup around a whole text stays outside of it, so that a translator has no tags to carry; what is left is joined
where nothing stands in between.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from translate.documents.html_prose import Place, Span, Text, is_blank, prose_spans, read_prose, trim
from translate.documents.prose import classify, has_prose
from translate.documents.scripts import join_scripts
from translate.model import BlockKind, PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SINGLE, _OPEN, _CLOSE = PlaceableRole.SINGLE, PlaceableRole.OPEN, PlaceableRole.CLOSE


@dataclass(slots=True)
class Piece:
    """A part of a run: prose where `kind` is None, else markup; the tags of an element `name` have a role.

    `words` says that it is part of what a reader reads, `hidden` that none of it is translated. `texts` are those of
    its attributes, and `mate` is the place in the run of the other end of its pair.
    """

    start: int
    end: int
    kind: PlaceableKind | None = None
    role: PlaceableRole = _SINGLE
    name: str = ""
    words: bool = False
    hidden: bool = False
    texts: list[Text] = field(default_factory=list)
    mate: int = -1


def read_run(text: str, pieces: list[Piece], kind: BlockKind, *, breaks: bool = False) -> Iterator[Text]:
    """Yield the text of a run, if there is one, and the texts of the attributes outside of it."""
    _match(pieces)
    for piece in pieces:
        if piece.kind is None:
            piece.words = not is_blank(text, piece.start, piece.end)
    first, last = _core(pieces)
    found = _text(text, pieces[first:last], kind, first, breaks=breaks) if first < last else None
    outside = [*pieces[:first], *pieces[last:]] if found else pieces
    for piece in outside:
        yield from piece.texts
    if found:
        yield found


def _match(pieces: list[Piece]) -> None:
    """Join the tags that open and close the same element; what is crossed by another pair stays alone."""
    opened: list[int] = []
    waiting: dict[str, int] = {}
    for place, piece in enumerate(pieces):
        if piece.role is _OPEN:
            opened.append(place)
            waiting[piece.name] = waiting.get(piece.name, 0) + 1
        elif piece.role is _CLOSE and waiting.get(piece.name):
            while True:
                at = opened.pop()
                waiting[pieces[at].name] -= 1
                if pieces[at].name == piece.name:
                    break
            pieces[at].mate, piece.mate = place, at


def _core(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return the smallest part of a run that has all its words, and both ends of each pair that it cuts."""
    words = [place for place, piece in enumerate(pieces) if piece.words]
    if not words:
        return 0, 0
    first, last = words[0], words[-1]
    for place in range(first - 1, -1, -1):
        if pieces[place].role is _OPEN and first <= pieces[place].mate <= last:
            first = place
    for place in range(last + 1, len(pieces)):
        if pieces[place].role is _CLOSE and first <= pieces[place].mate <= last:
            last = place
    return first, last + 1


def _text(text: str, pieces: Sequence[Piece], kind: BlockKind, offset: int, *, breaks: bool) -> Text | None:
    """Return the text of the pieces, which begin at place `offset` of their run; None without prose."""
    start, end = pieces[0].start, pieces[-1].end
    if pieces[0].kind is None:
        start, _ = trim(text, start, pieces[0].end)
    if pieces[-1].kind is None:
        _, end = trim(text, max(start, pieces[-1].start), end)
    spans: list[Span] = []
    prose: list[Span] = []
    for place, piece in enumerate(pieces, offset):
        if piece.kind is None:
            inside = max(piece.start, start), min(piece.end, end)
            prose += (found := prose_spans(text, *inside, breaks=breaks))
            spans += found
            continue
        prose.append(Span(piece.start, piece.end, piece.kind))
        whole = offset <= piece.mate < offset + len(pieces)
        pair = min(place, piece.mate) - offset + 1 if whole else 0
        _add(spans, Span(piece.start, piece.end, piece.kind, piece.role if pair else _SINGLE, pair))
    words = read_prose(text, start, end, prose)
    if not has_prose(words):
        return None
    if kind is BlockKind.PARAGRAPH:
        kind = classify(words.strip())
    insets = tuple(inset for piece in pieces for inset in piece.texts)
    return Text(start, end, kind, Place.CONTENT, tuple(_joined(join_scripts(text, spans, start))), insets)


def _add(spans: list[Span], span: Span) -> None:
    """Add a span; a pair with no text inside becomes one piece, such as an anchor or an icon."""
    if span.role is _CLOSE:
        at = len(spans)
        start = span.start
        image = False
        while at and spans[at - 1].end == start:
            at -= 1
            start = spans[at].start
            image = image or spans[at].kind is PlaceableKind.IMAGE
            if spans[at].pair == span.pair:
                del spans[at:]
                kind = PlaceableKind.IMAGE if image else PlaceableKind.TAG
                spans.append(Span(start, span.end, kind))
                return
            if spans[at].role is not _SINGLE or spans[at].kind not in {PlaceableKind.IMAGE, PlaceableKind.TAG}:
                break
    spans.append(span)


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return the spans with pairs that stand directly inside one another as one pair."""
    closings = {span.pair: place for place, span in enumerate(spans) if span.role is _CLOSE}
    first: dict[int, int] = {}
    taken: set[int] = set()
    for place, (outer, inner) in enumerate(pairwise(spans), 1):
        if outer.role is inner.role is _OPEN and outer.end == inner.start:
            last, before = closings[outer.pair], closings[inner.pair]
            if last == before + 1 and spans[before].end == spans[last].start:
                taken |= {place, last}
                first[inner.pair] = first.get(outer.pair, outer.pair)
    result: list[Span] = []
    for place, span in enumerate(spans):
        if place in taken:
            result[-1] = replace(result[-1], end=span.end)
        else:
            result.append(replace(span, pair=first[span.pair]) if span.pair in first else span)
    return result
