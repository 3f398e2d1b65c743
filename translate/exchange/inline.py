"""The numbered tags of a segment, cut out of its text so that they can become elements of another format.

`<1>` and `</1>` are a pair where they hold something and no other pair crosses them; `<2/>` stands alone. A tag that
stands more than once, or that makes no sense, is left in the text: as text it comes back as it went.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from translate.xml_text import UNWRITABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_OWN = re.compile(rf"<(/?)([1-9]\d{{0,8}})>|<([1-9]\d{{0,8}})/>|({UNWRITABLE.pattern})")
_LEGEND = re.compile(r"<([1-9]\d{0,8})/?>(?:…</\1>)? ([a-z ]+): (.*)")


class CodeRole(StrEnum):
    """What an inline code does."""

    OPEN = "open"
    CLOSE = "close"
    LONE_OPEN = "lone open"
    LONE_CLOSE = "lone close"
    SINGLE = "single"
    CHARACTER = "character"
    """Not a tag, but a character that XML cannot write."""


@dataclass(frozen=True, slots=True)
class Code:
    """A tag in a text: its number, or the number of a character that XML cannot write."""

    role: CodeRole
    number: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a tag stands for: the kind of markup, and what the article has there."""

    kind: str
    shown: str


_SHAPES = {
    CodeRole.OPEN: "<{}>", CodeRole.CLOSE: "</{}>", CodeRole.LONE_OPEN: "<{}>", CodeRole.LONE_CLOSE: "</{}>",
    CodeRole.SINGLE: "<{}/>",
}  # fmt: skip


def cut(text: str) -> list[str | Code]:
    """Return a text as pieces; `join` puts them together again. OPEN and CLOSE come in pairs, well nested."""
    found = list(_OWN.finditer(text))
    counts = Counter(match[0] for match in found)
    roles = _roles([match for match in found if match[4] is None and counts[match[0]] == 1])
    pieces: list[str | Code] = []
    position = 0
    for match in found:
        if match[4] is not None:
            code = Code(CodeRole.CHARACTER, ord(match[4]))
        elif match.start() in roles:
            code = Code(roles[match.start()], int(match[2] or match[3]))
        else:
            continue
        pieces += (text[position : match.start()], code)
        position = match.end()
    return [piece for piece in (*pieces, text[position:]) if piece != ""]


def join(pieces: Iterable[str | Code]) -> str:
    """Return the text that `cut` cut."""
    return "".join(piece if isinstance(piece, str) else _shape(piece) for piece in pieces)


def meanings(comments: Iterable[str]) -> dict[int, Meaning]:
    """Return what the tags of a unit stand for, as the program's own comments tell it, by their numbers."""
    found = (_LEGEND.fullmatch(line) for line in comments)
    return {int(line[1]): Meaning(line[2], line[3]) for line in found if line is not None}


def _shape(code: Code) -> str:
    return chr(code.number) if code.role is CodeRole.CHARACTER else _SHAPES[code.role].format(code.number)


def _roles(tags: Sequence[re.Match[str]]) -> dict[int, CodeRole]:
    """Return the role of each tag, by its place in the text; a number that is used in two ways has none."""
    singles = {match[3] for match in tags if match[3]}
    ends = Counter(match[2] for match in tags if match[2])
    roles: dict[int, CodeRole] = {}
    opened: list[re.Match[str]] = []
    for match in tags:
        number = match[2] or match[3]
        if match[3]:
            if number not in ends:
                roles[match.start()] = CodeRole.SINGLE
        elif number in singles:
            continue
        elif not match[1]:
            roles[match.start()] = CodeRole.LONE_OPEN
            if ends[number] == 2:
                opened.append(match)
        else:
            roles[match.start()] = CodeRole.LONE_CLOSE
            if opened and opened[-1][2] == number:
                roles[opened.pop().start()] = CodeRole.OPEN
                roles[match.start()] = CodeRole.CLOSE
            else:
                opened = [other for other in opened if other[2] != number]
    return roles
