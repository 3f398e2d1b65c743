"""A block's text as sentences are sought in it: markup taken out, and a way back to the block's offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from translate.model import PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from translate.model import Block, Placeable

OPAQUE = "\ufffc"
"""Stands for an image, a bare link or another thing that is neither prose nor white space."""
BREAKS = (PlaceableKind.SOFT_BREAK, PlaceableKind.LINE_BREAK)

_ENTITY = re.compile(r"&(?:nbsp|laquo|raquo|hellip|quot|ldquo|rdquo|lsquo|rsquo|mdash|ndash|#160|#8239|#x202f|#xa0);")
"""Spaces, quotation marks and dashes that a document writes by name."""


class Projection(NamedTuple):
    """The prose of a block.

    `text` has the code and the symbols of `protected` in it and no other markup. `hard_breaks` are the offsets of
    line ends that the author asked for. Piece number `i` of `text` starts at `starts[i]` and stands for the block's
    raw text from `raw_starts[i]` to `raw_ends[i]`.
    """

    text: str
    protected: list[tuple[int, int]]
    hard_breaks: list[int]
    starts: list[int]
    raw_starts: list[int]
    raw_ends: list[int]

    def raw_end(self, offset: int) -> int:
        """Return the offset in the block behind the character before `offset`, which is at least 1."""
        index = bisect_right(self.starts, offset - 1) - 1
        behind = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.raw_ends[index] if offset == behind else self.raw_starts[index] + offset - self.starts[index]


def project(block: Block) -> Projection:
    """Return the prose of `block`: markers of emphasis, links, tags and footnotes are left out, a break is a space."""
    pieces: list[str] = []
    found = Projection("", [], [], [], [], [])
    length = position = image = 0

    def add(piece: str, raw_start: int, raw_end: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            found.starts.append(length)
            found.raw_starts.append(raw_start)
            found.raw_ends.append(raw_end)
            length += len(piece)

    def add_prose(start: int, end: int) -> None:
        for entity in _ENTITY.finditer(block.raw, start, end):
            add(block.raw[start : entity.start()], start, entity.start())
            add(unescape(entity[0]), *entity.span())
            start = entity.end()
        add(block.raw[start:end], start, end)

    for placeable in block.placeables:
        add_prose(position, placeable.start)
        shown = _shown(placeable)
        if shown == OPAQUE or placeable.kind is PlaceableKind.CODE:
            found.protected.append((length, length + len(shown)))
        if placeable.kind is PlaceableKind.IMAGE and placeable.role is PlaceableRole.OPEN:
            image = length
        elif placeable.kind is PlaceableKind.IMAGE and placeable.role is PlaceableRole.CLOSE:
            # A description belongs to its image: it is never cut, and its full stop ends nothing.
            found.protected.append((image, length))
        if placeable.kind is PlaceableKind.LINE_BREAK:
            found.hard_breaks.append(length)
        add(shown, placeable.start, placeable.end)
        position = placeable.end
    add_prose(position, len(block.raw))
    return found._replace(text="".join(pieces))


def _shown(placeable: Placeable) -> str:
    """Return what stands for `placeable` in the prose: as long as its raw text, a few characters, or nothing."""
    if placeable.kind in BREAKS:
        return " "
    if placeable.kind is PlaceableKind.PLAIN:
        return placeable.shown
    if placeable.role is not PlaceableRole.SINGLE or placeable.kind is PlaceableKind.FOOTNOTE:
        return ""
    if placeable.kind in (PlaceableKind.CODE, PlaceableKind.TERM):
        return placeable.raw
    character = unescape(placeable.raw)
    return character if len(character) == 1 else OPAQUE
