"""The layout of strings in a PO file: the same escapes and the same line breaks as GNU gettext's `msgcat`."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from translate.catalogue import linebreaks, linerules
from translate.catalogue.linebreaks import Break, line_class

PAGE_WIDTH = 79
"""Columns of a line, as gettext's tools write by default."""


class Edition(Enum):
    """Whose line breaks: those of gettext 0.21, by Unicode 14, or those of gettext 0.23, by Unicode 16."""

    UNICODE_14 = 14
    UNICODE_16 = 16


_ESCAPES = str.maketrans(
    {"\\": r"\\", '"': r"\"", "\a": r"\a", "\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v"}
)
_PORTION = re.compile(r"[^\n]*\n|[^\n]+")
_ESCAPE = re.compile(r"\\.")


@lru_cache(maxsize=4096)
def character_width(character: str) -> int:
    """Return the columns of a character on a terminal: two for wide ones, none for combining and control ones."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Zl", "Zp") or line_class(character) in ("JV", "JT"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def text_width(text: str) -> int:
    """Return the columns that `text` takes on a terminal."""
    return len(text) if text.isascii() else sum(map(character_width, text))


def string_lines(
    prefix: str, keyword: str, text: str, *, wrap: bool = True, edition: Edition = Edition.UNICODE_14
) -> list[str]:
    """Return the lines, without line ends, that write `keyword "text"`, each beginning with `prefix`.

    A string that fills more than one line begins with an empty one, as gettext's tools write it.
    """
    width = PAGE_WIDTH - 2 - len(prefix) if wrap else None
    portions = _PORTION.findall(text)
    if len(portions) <= 1:
        pieces = _pieces(text, width, len(keyword) + 1, edition)
        if len(pieces) == 1 and (width is None or len(keyword) + 1 <= width):
            return [f'{prefix}{keyword} "{pieces[0]}"']
    lines = [f'{prefix}{keyword} ""']
    for portion in portions:
        lines += (f'{prefix}"{piece}"' for piece in _pieces(portion, width, 0, edition))
    return lines


@lru_cache(maxsize=1024)
def _pieces(portion: str, width: int | None, column: int, edition: Edition) -> tuple[str, ...]:
    """Cut a portion, given without escapes, into the escaped texts of its lines; the first begins at `column`.

    Remembered, for a run renders what it writes twice: to plan it and to write it.
    """
    text = portion.translate(_ESCAPES)
    if width is None or (text.isascii() and column + len(text) <= width):
        return (text,)
    # No line ends between a backslash and its letter, nor before the "\n" at the end.
    kept = {match.end() - 1 for match in _ESCAPE.finditer(text)} if "\\" in text else set()
    if portion.endswith("\n"):
        kept.add(len(text) - 2)
    pieces: list[str] = []
    start, place = 0, 0
    candidate = -1
    rules = linebreaks if edition is Edition.UNICODE_14 else linerules
    for index, kind in [*rules.break_opportunities(text), (len(text), Break.POSSIBLE)]:
        if index in kept:
            continue
        piece = text_width(text[place:index])
        if candidate >= 0 and column + piece > width:
            pieces.append(text[start:candidate])
            start, column = candidate, 0
        column += piece
        candidate, place = index, index
        if kind is Break.MANDATORY:
            candidate, column, place = -1, 0, index + 1
    return (*pieces, text[start:])
