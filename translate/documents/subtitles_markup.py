"""The markup inside a cue: tags, positions and escapes, and where a line of it may be broken."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from translate.model import Placeable, PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_LINE = 42
"""A longer target goes on two lines: the usual bound of broadcasters' and streaming services' guides, in characters."""

TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z]+)(?:[.\s=][^<>\r\n]*)?>|<\d[\d:.]*>|\{\\[^{}\r\n]*\}", re.ASCII)
"""`<i>`, `</i>`, `<c.red>`, `<v Anna>`, `<font color=red>`; the moment `<00:01.000>`; an override such as `{\\an8}`."""

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_UNSEEN = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_EMPHASIS = frozenset(("i", "b", "u", "em", "strong"))
_DEEPEST = 50  # tags that are never closed are not looked for any longer
_SPACE = re.compile(r"[ \t]+(?![-–—])")


def find_placeables(raw: str, *, escapes: bool) -> tuple[Placeable, ...]:
    """Return the markup of a cue's text in order; with `escapes`, as in WebVTT, entities read as their characters."""
    found = [*_tags(raw), *_breaks(raw)]
    if escapes:
        for one in _ENTITY.finditer(raw):
            shown = unescape(one[0])
            if len(shown) == 1:
                kind = PlaceableKind.TAG if unicodedata.category(shown) in _UNSEEN else PlaceableKind.PLAIN
                found.append(Placeable(*one.span(), one[0], kind, shown=shown if kind is PlaceableKind.PLAIN else ""))
    return tuple(sorted(found, key=lambda placeable: placeable.start))


def inner_span(raw: str) -> tuple[int, int]:
    """Return what is left of a cue's text without the white space, positions and pairs of tags that hold all of it."""
    start, end = 0, len(raw)
    tags = _tags(raw)
    by_start, by_end = {tag.start: tag for tag in tags}, {tag.end: tag for tag in tags}
    start, end = _trimmed(raw, start, end)
    while start < end:
        first, last = by_start.get(start), by_end.get(end)
        if first and first.role is PlaceableRole.SINGLE and first.raw.startswith("{"):
            start = first.end
        elif first and last and first.role is PlaceableRole.OPEN and first.number == last.number:
            start, end = first.end, last.start
        else:
            break
        start, end = _trimmed(raw, start, end)
    return start, end


def break_line(words: str, line_end: str) -> str:
    """Return a cue's text on one line, or, when it is too long for one, on two about equally long."""
    width = _width(words)
    if width <= LONGEST_LINE:
        return words
    best = (len(words), 0, 0)
    hidden = 0
    tags = deque(found.span() for found in TAG.finditer(words))
    for start, end in (found.span() for found in _SPACE.finditer(words)):
        while tags and tags[0][1] <= start:
            hidden += tags[0][1] - tags[0][0]
            tags.popleft()
        if start > 0 and end < len(words) and not (tags and tags[0][0] < start):
            left = start - hidden
            best = min(best, (abs(2 * left + end - start - width), start, end))
    _, start, end = best
    return words[:start] + line_end + words[end:] if end else words


def _trimmed(raw: str, start: int, end: int) -> tuple[int, int]:
    while start < end and raw[start].isspace():
        start += 1
    while start < end and raw[end - 1].isspace():
        end -= 1
    return start, end


def _width(words: str) -> int:
    return len(TAG.sub("", words))


def _breaks(raw: str) -> Iterator[Placeable]:
    return (Placeable(*found.span(), found[0], PlaceableKind.SOFT_BREAK) for found in _BREAK.finditer(raw))


def _tags(raw: str) -> list[Placeable]:
    """Return the tags; those that open and close each other share a number."""
    tags: list[Placeable] = []
    opened: list[tuple[str, int]] = []
    pairs = 0
    for found in TAG.finditer(raw):
        name = (found["name"] or "").lower()
        kind = PlaceableKind.EMPHASIS if name in _EMPHASIS else PlaceableKind.TAG
        tags.append(Placeable(*found.span(), found[0], kind))
        if name and not found["close"]:
            opened.append((name, len(tags) - 1))
            del opened[:-_DEEPEST]
        elif name and any(name == other for other, _ in opened):
            while opened[-1][0] != name:
                opened.pop()
            _, partner = opened.pop()
            pairs += 1
            tags[partner] = replace(tags[partner], role=PlaceableRole.OPEN, number=pairs)
            tags[-1] = replace(tags[-1], role=PlaceableRole.CLOSE, number=pairs)
    return tags
