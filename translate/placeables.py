"""Inline markup as short numbered tags: `tag` shows `<1>`, `</1>` and `<2/>` to translators, `untag` puts it back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from translate.model import Placeable, PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TAG = re.compile(r"</?([0-9]{1,9})/?>")
_UNTAGGED = (PlaceableKind.SOFT_BREAK, PlaceableKind.PLAIN)
_SHAPES = {PlaceableRole.OPEN: "<{}>", PlaceableRole.CLOSE: "</{}>", PlaceableRole.SINGLE: "<{}/>"}


def tag(raw: str, placeables: Sequence[Placeable], start: int, end: int) -> tuple[str, tuple[Placeable, ...]]:
    """Return `raw[start:end]` as a translator sees it, and its tags with offsets into that text.

    `placeables` have offsets into `raw`, are in order and do not overlap; one that the slice cuts in two is shown as
    it is written. Numbers start at 1 and follow the order of appearance; both ends of a pair share one. A number whose
    tag the text itself contains is not used. A SOFT_BREAK becomes a space and a PLAIN what it shows, without a tag.
    """
    taken = {
        int(found[1])
        for text in (raw[start:end], *_spelt(raw, placeables, start, end))
        for found in _TAG.finditer(text)
    }
    numbers = (number for number in count(1) if number not in taken)
    pairs: dict[int, int] = {}
    shown: list[str] = []
    tags: list[Placeable] = []
    length = 0
    position = start
    for placeable in placeables_within(placeables, start, end):
        text = raw[position : placeable.start]
        length += len(text)
        piece = placeable.shown if placeable.kind is PlaceableKind.PLAIN else " "
        if placeable.kind not in _UNTAGGED:
            number = _number(placeable, pairs, numbers)
            piece = _SHAPES[placeable.role].format(number)
            tags.append(replace(placeable, start=length, end=length + len(piece), number=number))
        shown += (text, piece)
        length += len(piece)
        position = placeable.end
    shown.append(raw[position:end])
    return "".join(shown), tuple(tags)


def _spelt(raw: str, placeables: Sequence[Placeable], start: int, end: int) -> Iterator[str]:
    """Yield the slice as PLAIN placeables make it read, where there are any: `&lt;1&gt;` spells a tag, too."""
    inside = list(placeables_within(placeables, start, end))
    if any(placeable.kind is PlaceableKind.PLAIN for placeable in inside):
        limits = [start, *(limit for p in inside for limit in (p.start, p.end)), end]
        shown = [p.shown if p.kind in _UNTAGGED else "\0" for p in inside]
        texts = [raw[left:right] for left, right in zip(limits[::2], limits[1::2], strict=True)]
        yield "".join(piece for pair in zip(texts, [*shown, ""], strict=True) for piece in pair)


def read_words(raw: str, placeables: Sequence[Placeable]) -> str:
    """Return `raw` as a reader sees it: markup left out, a line break as a space, a PLAIN placeable as it shows.

    `placeables` are those of the whole text, in order and not overlapping.
    """
    words: list[str] = []
    position = 0
    for placeable in placeables:
        is_break = placeable.kind in (PlaceableKind.SOFT_BREAK, PlaceableKind.LINE_BREAK)
        shown = placeable.shown if placeable.kind is PlaceableKind.PLAIN else " " if is_break else ""
        words += (raw[position : placeable.start], shown)
        position = placeable.end
    return "".join(words) + raw[position:]


def placeables_within(placeables: Sequence[Placeable], start: int, end: int) -> Iterator[Placeable]:
    """Yield those of `placeables`, which are in order and do not overlap, that lie wholly between two offsets."""
    for index in range(bisect_left(placeables, start, key=lambda p: p.start), len(placeables)):
        placeable = placeables[index]
        if placeable.start >= end:
            return
        if placeable.end <= end:
            yield placeable


def untag(target: str, placeables: Sequence[Placeable], escape: Callable[[str], str] | None = None) -> str:
    """Return `target` with each tag of `placeables` replaced by the markup it stands for.

    Other text is kept, or is what `escape` makes of it.
    """
    raws = _raws(placeables)
    if escape is None:
        return _TAG.sub(lambda found: raws.get(found[0], found[0]), target)
    parts: list[str] = []
    position = 0
    for found in _TAG.finditer(target):
        if found[0] in raws:
            parts += (escape(target[position : found.start()]), raws[found[0]])
            position = found.end()
    return "".join(parts) + escape(target[position:])


def tag_problems(target: str, placeables: Sequence[Placeable], source: str = "") -> list[str]:
    """Return what is wrong with the tags of `target`, one line each: missing, repeated, unknown or crossed.

    A tag that is no placeable is accepted as often as it stands in `source`, where it is prose.
    """
    raws = _raws(placeables)
    found = [match[0] for match in _TAG.finditer(target)]
    counts = Counter(found)
    prose = Counter(match[0] for match in _TAG.finditer(source))
    problems = [f"The tag {shape} is missing." for shape in raws if shape not in counts]
    for shape, times in counts.items():
        if shape in raws and times > 1:
            problems.append(f"The tag {shape} stands {times} times; the source has it once.")
        elif shape not in raws and times > prose[shape]:
            problems.append(f"The tag {shape} is not in the source.")
    return problems + _order_problems([shape for shape in found if counts[shape] == 1], placeables)


def _number(placeable: Placeable, pairs: dict[int, int], numbers: Iterator[int]) -> int:
    if placeable.role is PlaceableRole.SINGLE:
        return next(numbers)
    if placeable.number not in pairs:
        pairs[placeable.number] = next(numbers)
    return pairs[placeable.number]


def _raws(placeables: Sequence[Placeable]) -> dict[str, str]:
    """Map each tag, as it is written in a target, to its markup."""
    return {_SHAPES[p.role].format(p.number): p.raw for p in placeables if p.number}


def _order_problems(shapes: Sequence[str], placeables: Sequence[Placeable]) -> list[str]:
    """Look at the pairs that the source has whole: each must open before it closes, and none may cross another."""
    roles = {_SHAPES[p.role].format(p.number): p for p in placeables}
    ends = Counter(p.number for p in placeables if p.role is not PlaceableRole.SINGLE)
    standing = Counter(roles[shape].number for shape in shapes if shape in roles)
    problems: list[str] = []
    opened: list[int] = []
    for placeable in (roles[shape] for shape in shapes if shape in roles):
        number = placeable.number
        if ends[number] != 2 or standing[number] != 2:
            continue
        if placeable.role is PlaceableRole.OPEN:
            opened.append(number)
        elif number not in opened:
            problems.append(f"The tag </{number}> stands before <{number}>.")
        elif opened[-1] != number:
            problems.append(f"The tags <{number}> and <{opened[-1]}> cross: one must lie inside the other.")
            opened.remove(number)
        else:
            opened.pop()
    return problems
