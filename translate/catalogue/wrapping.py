"""The layout of strings in a PO file: the same escapes and the same line breaks as GNU gettext's `msgcat`."""

from __future__ import annotations

import unicodedata

PAGE_WIDTH = 79
"""Columns of a line, as gettext's tools write by default."""

_ESCAPES = str.maketrans(
    {"\\": r"\\", '"': r"\"", "\a": r"\a", "\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v"}
)


def text_width(text: str) -> int:
    """Return the columns that `text` takes on a terminal: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def string_lines(prefix: str, keyword: str, text: str, *, wrap: bool = True) -> list[str]:
    """Return the lines, without line ends, that write `keyword "text"`, each beginning with `prefix`."""
    portions = [portion.translate(_ESCAPES) for portion in text.splitlines(keepends=True)] or [""]
    single = f'{prefix}{keyword} "{portions[0]}"'
    if len(portions) == 1 and (not wrap or text_width(single) <= PAGE_WIDTH):
        return [single]
    lines = [f'{prefix}{keyword} ""']
    for portion in portions:
        lines += (f'{prefix}"{piece}"' for piece in _pieces(portion, PAGE_WIDTH - 2 - len(prefix)))
    return lines


def _pieces(portion: str, width: int) -> list[str]:
    pieces = [""]
    words = portion.split(" ")
    for number, word in enumerate(words):
        atom = word + (" " if number < len(words) - 1 else "")
        if pieces[-1] and text_width(pieces[-1] + atom) > width:
            pieces.append(atom)
        else:
            pieces[-1] += atom
    return pieces
