"""What kind of segment each unit of an article is, as people who edit it would say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from translate.model import Unit

PROSE, BRACKETED, QUOTATION = "prose", "bracketed note", "quotation"

_LATER_SENTENCE = re.compile(r"(?:.*, s|S)entence (?:[2-9]|\d\d+) of \d+")
_OPENING = re.compile(r"\A(?:</?\d+/?>|[-–—\s])*")
_MARKS = re.compile(r"[\[\]«»“”]")
_PAIRS = {"[": "]", "«": "»", "“": "”"}
_KINDS = {"[": BRACKETED, "«": QUOTATION, "“": QUOTATION}


def classify(units: Iterable[Unit]) -> list[str]:
    """Return the kind of each unit; the units are those of one article, in its order.

    It is the kind of its block; in running text, a sentence that begins inside square brackets, or with one, is part of
    a bracketed note, and one that begins inside quotation marks, or with one, part of a quotation. A block that is a
    note is a bracketed one or, without brackets, just a note.
    """
    kinds: list[str] = []
    waiting: list[str] = []
    for unit in units:
        if not any(_LATER_SENTENCE.fullmatch(line) for line in unit.comments):
            waiting = []
        text = _OPENING.sub("", unit.source)
        around = waiting[0] if waiting else text[:1]
        kind = _KINDS.get(around, PROSE)
        plain = unit.context == BlockKind.PARAGRAPH or (unit.context == BlockKind.NOTE and kind == BRACKETED)
        kinds.append(kind if plain else unit.context)
        _follow(text, waiting)
    return kinds


def _follow(text: str, waiting: list[str]) -> None:
    """Bring the marks that are open up to date with a text's own."""
    for match in _MARKS.finditer(text):
        if match[0] in _PAIRS:
            waiting.append(match[0])
        elif waiting and _PAIRS[waiting[-1]] == match[0]:
            waiting.pop()
