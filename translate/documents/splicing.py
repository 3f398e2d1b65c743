"""Putting targets in the place of their segments, by offset: what has no target stays as it is."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from translate.documents.prose import LINE_END
from translate.model import PlaceableKind
from translate.placeables import placeables_within, untag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from translate.model import Article, Block, Placeable, Segment

_UNTAGGED = {PlaceableKind.SOFT_BREAK, PlaceableKind.PLAIN}


class Edit(NamedTuple):
    """Another text in the place of a stretch of a block, by offsets into it."""

    start: int
    end: int
    text: str


def is_inset(article: Article, segment: Segment) -> bool:
    """Return whether a segment is a text of its own in the markup of its block."""
    limits = (segment.start, segment.end)
    return any((inset.start, inset.end) == limits for inset in article.blocks[segment.block].insets)


def edit(raw: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made, which are in order and do not overlap."""
    parts: list[str] = []
    position = 0
    for start, end, new in edits:
        parts += (raw[position:start], new)
        position = end
    return "".join(parts) + raw[position:]


class EditedMarkup:
    """A block with edits made, in order, each of them inside one of its placeables, and where its segments are then.

    `block` has no insets any more.
    """

    def __init__(self, block: Block, edits: Sequence[Edit]) -> None:
        self._ends = [one.end for one in edits]
        self._growth = [0, *accumulate(len(one.text) - (one.end - one.start) for one in edits)]
        placeables = tuple(self._edited(placeable, edits) for placeable in block.placeables)
        self.block = replace(block, raw=edit(block.raw, edits), placeables=placeables, insets=())

    def segment(self, segment: Segment) -> Segment:
        """Return a segment where it stands now; its tags mean the edited markup."""
        start, end = self._moved(segment.start), self._moved(segment.end)
        markup = [p for p in placeables_within(self.block.placeables, start, end) if p.kind not in _UNTAGGED]
        tags = tuple(replace(tag, raw=now.raw) for tag, now in zip(segment.placeables, markup, strict=True))
        return replace(segment, start=start, end=end, placeables=tags)

    def _moved(self, offset: int) -> int:
        return offset + self._growth[bisect_right(self._ends, offset)]

    def _edited(self, placeable: Placeable, edits: Sequence[Edit]) -> Placeable:
        origin = placeable.start
        inside = edits[bisect_right(self._ends, origin) : bisect_right(self._ends, placeable.end)]
        raw = edit(placeable.raw, [Edit(one.start - origin, one.end - origin, one.text) for one in inside])
        return replace(placeable, start=self._moved(origin), end=self._moved(placeable.end), raw=raw)


def changes(
    article: Article, segments: Sequence[Segment], targets: Mapping[int, str]
) -> Iterator[tuple[int, list[tuple[Segment, str]]]]:
    """Yield each block number that gets another text, with its segments to replace in order and their targets.

    A target equal to its source changes nothing, and neither does an empty one, which is how a catalogue says that
    there is none yet. Line ends in a target become spaces: the lines of an article are its structure. A space that the
    source lacks between two segments, as in `(Une note.)Suite`, stands between their targets. Raises ValueError when
    two segments overlap; an inset lies inside another one.
    """
    blocks: dict[int, list[tuple[Segment, str]]] = {}
    for number, target in targets.items():
        segment = segments[number]
        folded = _on_one_line(target)
        if folded.strip() and folded != segment.source:
            blocks.setdefault(segment.block, []).append((segment, folded))
    siblings: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.block in blocks and segment.siblings > 1:
            siblings.setdefault(segment.block, []).append(segment)
    for block in sorted(blocks):
        replaced = sorted(blocks[block], key=lambda item: item[0].start)
        texts = [segment for segment, _ in replaced if not is_inset(article, segment)]
        limits = [0, *(limit for segment in texts for limit in (segment.start, segment.end))]
        if limits != sorted(limits) or limits[-1] > len(article.blocks[block].raw):
            raise ValueError(f"segments of block {block} overlap or leave it")
        yield block, _set_apart(article.blocks[block], siblings.get(block, ()), replaced)


def _set_apart(
    block: Block, siblings: Sequence[Segment], replaced: Sequence[tuple[Segment, str]]
) -> list[tuple[Segment, str]]:
    """Return segments and targets with a space where two `siblings` touch in the source: `(Une note.)Suite`.

    The space goes behind the target of the first one, or before that of the second where only that is replaced.
    """
    targets = dict(replaced)
    for left, right in pairwise(siblings):
        gap = placeables_within(block.placeables, left.end, right.start)
        seams = sum(one.end - one.start for one in gap if one.kind is PlaceableKind.PLAIN and not one.shown)
        if seams != right.start - left.end:
            continue
        edges = (_words(left, targets)[-1:], _words(right, targets)[:1])
        if any(not edge.strip() or _is_wide(edge) for edge in edges):
            continue
        if left in targets:
            targets[left] += " "
        elif right in targets:
            targets[right] = " " + targets[right]
    return [(segment, targets[segment]) for segment, _ in replaced]


def _words(segment: Segment, targets: Mapping[Segment, str]) -> str:
    """Return what a segment will read as, its markup left out."""
    return untag(targets.get(segment, segment.source), [replace(one, raw="") for one in segment.placeables])


def _is_wide(character: str) -> bool:
    """Return whether a character is of a script that writes no space between sentences."""
    return unicodedata.east_asian_width(character) in ("W", "F")


def splice(article: Article, segments: Sequence[Segment], targets: Mapping[int, str]) -> str:
    """Return the article's text with the targets in it, for a format where any text can stand anywhere."""
    raws = [block.raw for block in article.blocks]
    for block, replaced in changes(article, segments, targets):
        parts: list[str] = []
        position = 0
        for segment, target in replaced:
            parts += (raws[block][position : segment.start], untag(target, segment.placeables))
            position = segment.end
        raws[block] = "".join(parts) + raws[block][position:]
    return "".join(raws)


def _on_one_line(target: str) -> str:
    lines = LINE_END.split(target)
    return target if len(lines) == 1 else " ".join(line.strip(" \t") for line in lines if line.strip())
