"""What the metadata at the head of a Markdown file holds: texts by offset, and the way each is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

DOUBLE_QUOTED = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"', re.DOTALL)


class Style(Enum):
    """How a value is written, which says what must be escaped in it.

    BLOCK is YAML's `|` and `>`, FLOW a word of one of its lists in brackets.
    """

    PLAIN = auto()
    FLOW = auto()
    SINGLE = auto()
    DOUBLE = auto()
    BLOCK = auto()
    TOML_BASIC = auto()
    TOML_LITERAL = auto()
    TOML_LONG_LITERAL = auto()


@dataclass(frozen=True, slots=True)
class Value:
    """A text in the front matter: its lines as (start, end) offsets into the file, without indentation and quotes.

    `key` is the path of its key in small letters, such as "cover.alt".
    """

    key: str
    lines: tuple[tuple[int, int], ...]
    style: Style


def is_wanted(path: Sequence[str], keys: Collection[str] | None) -> str | None:
    """Return the path of a key as one text when it is one of `keys` (None: any), else None."""
    key = ".".join(path).lower()
    return key if keys is None or key in keys else None


def trim_lines(text: str, lines: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...] | None:
    """Return what `lines` have between two offsets, without the blanks at their ends.

    None when nothing is left, or when several lines are not simply joined by spaces.
    """
    result: list[tuple[int, int]] = []
    for line_start, line_end in lines:
        first, last = max(line_start, start), min(line_end, end)
        if first > last or line_start > end:
            continue
        words = text[first:last]
        first += len(words) - len(words.lstrip(" \t"))
        result.append((first, first + len(words.strip(" \t"))))
    broken = len(result) > 1 and any(first == last or text[last - 1] == "\\" for first, last in result)
    return None if broken or not result else tuple(result)
