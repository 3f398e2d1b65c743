"""Entries as this program and gettext's tools write them, read by one expression: nearly all of any catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = r'"[^"\\\n]*(?:\\[\\nrt"][^"\\\n]*)*"'
_PREVIOUS = rf"{_LINE}(?:\n#\| {_LINE})*"
_STRING = rf"{_LINE}(?:\n{_LINE})*"
_ENTRY = re.compile(
    rf"(\n*)((?:#(?![|~])[^\n]*\n)*)"
    rf"((?:\#\|\ msgctxt\ ({_PREVIOUS})\n)?(?:\#\|\ msgid\ ({_PREVIOUS})\n)?"
    rf"(?:msgctxt\ ({_STRING})\n)?msgid\ ({_STRING})\nmsgstr\ ({_STRING})(?:\n|\Z))"
)
_JOINT = re.compile(r'"\n(?:#\| )?"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}


class Strings(NamedTuple):
    """The texts of an entry's strings; None where the file has no such keyword. `plural_targets` are in order."""

    context: str | None
    source: str
    target: str
    previous_context: str | None = None
    previous_source: str | None = None
    plural: str | None = None
    plural_targets: tuple[str, ...] = ()
    previous_plural: str | None = None


class Regular(NamedTuple):
    """An entry in use, without plural forms: its comment lines, its texts, and the pieces of the file that it is.

    `gap` are the blank lines before it, `raw` is its own text and `strings` the part of that with the strings; `line`
    is the number of its first line, counted from 0.
    """

    comments: list[str]
    texts: Strings
    raw: str
    strings: str
    gap: str
    line: int


def read_regular(text: str) -> tuple[list[Regular], int]:
    """Return the regular entries that a PO file begins with, and the offset of what is left to be read.

    Where anything but blank lines is left, it begins with a regular entry that is not among those returned: what
    follows an entry may turn out to belong to it.
    """
    if "\r" in text:
        return [], 0
    found: list[Regular] = []
    starts = [0]
    for entry, end in _match_entries(text):
        found.append(entry)
        starts.append(end)
    if text[starts[-1] :].strip("\n"):
        del found[-1:]
        starts = starts[:-1] or [0]
    return found, starts[-1]


def _match_entries(text: str) -> Iterator[tuple[Regular, int]]:
    line = end = 0
    while match := _ENTRY.match(text, end):
        gap, comments, strings, previous_context, previous_source, context, source, target = match.groups()
        line += len(gap)
        texts = Strings(
            _read(context), _read(source) or "", _read(target) or "", _read(previous_context), _read(previous_source)
        )
        lines = [one.strip() for one in comments.split("\n")[:-1]]
        end = match.end()
        yield Regular(lines, texts, comments + strings, strings, gap, line), end
        line += len(lines) + strings.count("\n")


def _read(quoted: str | None) -> str | None:
    """Return the text that a string of one or more quoted lines stands for."""
    if quoted is None:
        return None
    text = _JOINT.sub("", quoted[1:-1]) if "\n" in quoted else quoted[1:-1]
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text) if "\\" in text else text
