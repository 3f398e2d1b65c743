"""Article -> segments: the sentences of each block, with their place in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from translate.model import PlaceableKind, PlaceableRole, Segment
from translate.placeables import tag
from translate.segmentation.boundaries import find_boundaries
from translate.segmentation.projection import BREAKS, Projection, project
from translate.segmentation.rules import Rules, rules_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.model import Article, Block, Placeable
    from translate.segmentation.srx import SrxRules

_ALPHANUMERIC = re.compile(r"[^\W_]")


def segment(article: Article, *, rules: Rules | SrxRules | None = None) -> tuple[Segment, ...]:
    """Return the segments of the translatable blocks of `article`, in order.

    What lies between two segments of a block is white space and line breaks (soft, with their container's prefix, or
    hard); a block without a letter or a digit has no segment. An inset is one segment, after those of its block.
    Which segments a block has depends on that block and the language alone. `rules` replaces the language's table.
    """
    rules = rules_for(article.language) if rules is None else rules
    found: list[Segment] = []
    for number, block in enumerate(article.blocks):
        if not block.translatable:
            continue
        spans = split_block(block, article.language, rules=rules)
        line = block.line
        counted = 0
        for position, (start, end) in enumerate(spans, 1):
            line += block.raw.count("\n", counted, start)
            counted = start
            source, placeables = tag(block.raw, block.placeables, start, end)
            found.append(
                Segment(source, block.kind.value, number, start, end, line, placeables, position, siblings=len(spans))
            )
        found += _inset_segments(number, block)
    return tuple(found)


def _inset_segments(number: int, block: Block) -> Iterator[Segment]:
    for inset in block.insets:
        source, placeables = tag(block.raw, inset.placeables, inset.start, inset.end)
        line = block.line + block.raw.count("\n", 0, inset.start)
        yield Segment(source, inset.kind.value, number, inset.start, inset.end, line, placeables)


def split_block(block: Block, language: str, *, rules: Rules | SrxRules | None = None) -> list[tuple[int, int]]:
    """Return the spans of the segments of `block`, as offsets into its raw text."""
    projection = project(block)
    if not any(character.isalnum() for character in projection.text):
        return []
    edges = _Edges(block)
    *cuts, _ = [edges.extend(projection.raw_end(end)) for end in _ends(projection, language, rules)]
    spans = []
    start = 0
    for cut in [*cuts, len(block.raw)]:
        span = edges.trim(start, cut)
        if span[0] < span[1]:
            spans.append(span)
        start = max(start, cut)
    return spans


def _ends(projection: Projection, language: str, rules: Rules | SrxRules | None) -> Iterator[int]:
    """Yield the ends of the sentences of a projection; a hard break ends one unless a small letter follows it."""
    text = projection.text
    start = 0
    for end in [*projection.hard_breaks, len(text)]:
        if end < len(text):
            following = _ALPHANUMERIC.search(text, end)
            goes_on = following is None or following[0].islower()
            if goes_on or not _ALPHANUMERIC.search(text, start, end):
                continue
        first = bisect_left(projection.protected, (start, start))
        last = bisect_left(projection.protected, (end, end))
        protected = [(left - start, right - start) for left, right in projection.protected[first:last]]
        yield from (start + found for found in find_boundaries(text[start:end], language, protected, rules=rules))
        yield end
        start = end


class _Edges:
    """Where the segments of one block may begin and end among its placeables."""

    def __init__(self, block: Block) -> None:
        self.raw = block.raw
        self.breaks_by_start = {p.start: p.end for p in block.placeables if _is_blank(p)}
        self.breaks_by_end = {end: start for start, end in self.breaks_by_start.items()}
        self.closing = {p.start: p.end for p in block.placeables if _closes(p)}

    def extend(self, end: int) -> int:
        """Return `end` moved behind the markup that closes there, such as the `**` of `**Fin.** Suite`."""
        while end in self.closing:
            end = self.closing[end]
        # A closing marker behind the white space belongs to what it closes: `<b>Fin. </b>Suite`.
        behind = self._skip(end)
        return self.extend(behind) if behind in self.closing else end

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Return the span without the white space and the line breaks at its ends."""
        start = min(self._skip(start), end)
        while end > start and (end in self.breaks_by_end or self.raw[end - 1].isspace()):
            end = self.breaks_by_end.get(end, end - 1)
        return start, max(start, end)

    def _skip(self, at: int) -> int:
        while at < len(self.raw) and (at in self.breaks_by_start or self.raw[at].isspace()):
            at = self.breaks_by_start.get(at, at + 1)
        return at


def _is_blank(placeable: Placeable) -> bool:
    """Return whether it is a line break, white space written by name such as `&nbsp;`, or a seam that shows nothing."""
    return placeable.kind in BREAKS or (placeable.kind is PlaceableKind.PLAIN and not placeable.shown.strip())


def _closes(placeable: Placeable) -> bool:
    return placeable.role is PlaceableRole.CLOSE or (
        placeable.kind is PlaceableKind.FOOTNOTE and placeable.role is PlaceableRole.SINGLE
    )
