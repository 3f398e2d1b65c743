"""Targets into the XML of a DOCX part: the runs of a changed block are written anew, each in the style of its tag."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from translate.documents.docx_atoms import Part
from translate.errors import DocumentError
from translate.model import PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import PurePath

    from translate.documents.docx_atoms import Atom, Style, Wrapper
    from translate.documents.docx_units import Pair, Prose, Unit
    from translate.model import Segment

_TAG = re.compile(r"(</?[0-9]{1,9}/?>)")
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ENDS = re.compile(r"^[ \t\r\n]|[ \t\r\n]$")
_PRESERVE = ' xml:space="preserve"'
_AT_THE_END = re.compile(r"<(?:[^\s:>]+:)?(?:bookmark|comment|perm|move|customXml).*?(?:Start)\b")


class _Depth(IntEnum):
    """How deep in a paragraph the writer stands: beside the runs, in a run, or in its text."""

    PARAGRAPH = 0
    RUN = 1
    TEXT = 2


def fill(
    prose: Prose, text: str, before: str, replaced: Sequence[tuple[Segment, str]], path: PurePath
) -> tuple[str, str]:
    """Return what stands before a block and in it when segments of its `prose` are replaced by their targets.

    `text` is the part's. Well-formed XML comes out whatever became of the tags. Raises DocumentError for a character
    that XML cannot hold.
    """
    in_text = bool(prose.units[0].style)
    composer = _Composer(text, prose, *_place(prose.units[0], prose.first))
    opened: list[Pair] = []
    limits = [prose.start + limit for segment, _ in replaced for limit in (segment.start, segment.end)]
    units = deque(_cut(prose.units, limits))
    for segment, target in replaced:
        if found := _ILLEGAL.search(target):
            problem = f"the character U+{ord(found[0]):04X} cannot be written in an office document"
            raise DocumentError(problem, path=path, line=segment.line, remedy="Take the character out of the target.")
        composer.keep(_taken(units, prose.start + segment.start), opened)
        composer.translate(segment, target, _taken(units, prose.start + segment.end), opened)
    composer.keep(units, opened)
    composer.finish(*_place(prose.units[-1], prose.last))
    if in_text and _PRESERVE not in before[before.rindex("<") :] and _ENDS.search(composer.first_words()):
        at = before.rindex(">")
        before = before[:at] + _PRESERVE + before[at:]
    return before, "".join(composer.written)


def _place(unit: Unit, style: Style) -> tuple[_Depth, Style]:
    """Return where the block's `unit` at one end borders on the XML outside, and the style of the words there."""
    if unit.style:
        return _Depth.TEXT, style
    if style.links:
        return _Depth.PARAGRAPH, replace(style, wrappers=style.wrappers[: style.wrappers.index(style.links[0])])
    return _Depth.RUN, style


def _cut(units: Sequence[Unit], limits: Sequence[int]) -> Iterator[Unit]:
    """Yield the units, prose cut in two where a segment begins or ends in it."""
    for unit in units:
        inside = limits[bisect_right(limits, unit.start) : bisect_left(limits, unit.end)]
        cuts = [unit.start, *dict.fromkeys(inside), unit.end]
        yield from (replace(unit, start=start, end=end) for start, end in pairwise(cuts))


def _taken(units: deque[Unit], end: int) -> list[Unit]:
    """Take away and return the units that end at an offset or before it."""
    taken = []
    while units and units[0].end <= end:
        taken.append(units.popleft())
    return taken


def _follow(unit: Unit, opened: list[Pair]) -> None:
    if unit.pair and unit.role is PlaceableRole.OPEN:
        opened.append(unit.pair)
    elif unit.pair in opened:
        opened.remove(unit.pair)


@dataclass(slots=True)
class _Composer:
    """Writes the content of a paragraph from a given place on; it knows in which element it stands."""

    text: str
    prose: Prose
    depth: _Depth
    style: Style
    wrappers: tuple[Wrapper, ...] = ()
    written: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.wrappers = self.style.wrappers

    def first_words(self) -> str:
        """Return what was written into the element that was open from the start."""
        return "".join(takewhile(lambda piece: not piece.startswith("<"), self.written))

    def keep(self, units: Iterable[Unit], opened: list[Pair]) -> None:
        """Write units as they are; `opened` are the tags that are open, before and after."""
        for unit in units:
            if unit.style:
                self._write(self.text[unit.start : unit.end], unit.style)
            elif unit.atom:
                self._write_atom(unit.atom)
            _follow(unit, opened)

    def translate(self, segment: Segment, target: str, inside: Sequence[Unit], opened: list[Pair]) -> None:
        """Write a target: each of its tags is one of `inside`, the segment's units; marks that nobody sees are kept."""
        tags = [unit for unit in inside if unit.is_tag]
        meanings = {
            segment.source[shown.start : shown.end]: unit for shown, unit in zip(segment.placeables, tags, strict=True)
        }
        hidden = [unit.atom for unit in inside if unit.atom and unit.atom.part is Part.HIDDEN]
        starts = [atom for atom in hidden if _AT_THE_END.match(self.text, atom.start)]
        for atom in starts:
            self._write_atom(atom)
        stack = list(opened)
        done: set[int] = set()
        for piece in _TAG.split(target):
            unit = meanings.get(piece)
            if unit is None:
                if piece:
                    self._write(piece.translate(_ESCAPES), self._style(stack))
            elif unit.pair:
                _follow(unit, stack)
            elif unit.atom and unit.start not in done:
                done.add(unit.start)  # a picture or a note that stands twice would share one identifier
                self._write_atom(unit.atom)
        for atom in hidden:
            if atom not in starts:
                self._write_atom(atom)
        for unit in inside:
            _follow(unit, opened)

    def finish(self, depth: _Depth, style: Style) -> None:
        """Go to where the XML behind the block goes on: how deep, and in the wrappers of which style."""
        if depth is _Depth.PARAGRAPH or self.wrappers != style.wrappers:
            self._leave_run()
            self._wrap(style.wrappers)
        here = style if self.depth is _Depth.PARAGRAPH else self.style
        if depth is _Depth.TEXT:
            self._enter_text(here)
        elif depth is _Depth.RUN:
            self._enter_run(here)

    def _style(self, stack: Sequence[Pair]) -> Style:
        """Return the style of words in a stack of tags: the innermost one's, in the links that are open."""
        style = stack[-1].style if stack else self.prose.base
        links = [pair.link for pair in stack if pair.link]
        wrappers = [wrapper for wrapper in style.wrappers if not wrapper.kind or wrapper in links]
        wrappers += [link for link in links if link not in wrappers]
        return replace(style, wrappers=tuple(wrappers))

    def _write(self, words: str, style: Style) -> None:
        self._enter_text(style)
        self.written.append(words)

    def _write_atom(self, atom: Atom) -> None:
        if atom.style:
            self._enter_run(atom.style)
        else:
            self._leave_run()
        self.written.append(self.text[atom.start : atom.end])

    def _enter_text(self, style: Style) -> None:
        if self.depth is _Depth.TEXT and self._looks_like(style):
            return
        self._enter_run(style)
        self.written.append(f"<{style.prefix}t{_PRESERVE}>")
        self.depth = _Depth.TEXT

    def _enter_run(self, style: Style) -> None:
        if self.depth is not _Depth.PARAGRAPH and self._looks_like(style):
            self._leave_text()
            return
        self._leave_run()
        self._wrap(style.wrappers)
        self.written.append(style.opening)
        self.style, self.depth = style, _Depth.RUN

    def _wrap(self, wrappers: tuple[Wrapper, ...]) -> None:
        """Leave the elements around the runs that are not wanted, and enter those that are."""
        common = 0
        while common < min(len(self.wrappers), len(wrappers)) and self.wrappers[common] == wrappers[common]:
            common += 1
        self.written += [wrapper.closing for wrapper in reversed(self.wrappers[common:])]
        self.written += [wrapper.opening for wrapper in wrappers[common:]]
        self.wrappers = wrappers

    def _looks_like(self, style: Style) -> bool:
        return self.style.look == style.look and self.style.links == style.links

    def _leave_text(self) -> None:
        if self.depth is _Depth.TEXT:
            self.written.append(f"</{self.style.prefix}t>")
            self.depth = _Depth.RUN

    def _leave_run(self) -> None:
        self._leave_text()
        if self.depth is _Depth.RUN:
            self.written.append(f"</{self.style.prefix}r>")
            self.depth = _Depth.PARAGRAPH
