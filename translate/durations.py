"""Durations in hours and minutes that French writes as it writes times of day: "un vol de 3 h 40"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = "[ \u00a0\u202f\u2009]"
_FIGURE = re.compile(
    rf"(?<![\w.,/:+\u2212\u2013-])(?<![+\u2212\u2013-]{_BLANK})(?P<hours>\d{{1,3}}){_BLANK}?h{_BLANK}?(?P<minutes>[0-5]\d)"
    rf"(?!\w|{_BLANK}?(?:min|mn|s)\b|[.,/:]\d)"
)
_ROUGHLY = rf"(?:(?:environ|quelque|presque|exactement|à peine|au moins|près de|plus de|moins de){_BLANK})?"
_LASTING = re.compile(
    rf"\b(?:pendant|durant|en|au bout de|dur(?:e|ent|é|er|era|eront|ait|aient|a|èrent)"
    rf"|durée(?:{_BLANK}[\w-]+)?{_BLANK}(?:de|est de|était de|sera de)){_BLANK}{_ROUGHLY}$",
    re.IGNORECASE,
)
_LONG = re.compile(
    rf"\bune?{_BLANK}(?:(?!(?:à|vers|dès|depuis|avant|après){_BLANK})[\w'’-]+{_BLANK}){{1,4}}de{_BLANK}{_ROUGHLY}$",
    re.IGNORECASE,
)
"""*Un vol de 3 h 40* tells how long it is; *le vol de 14 h 05* tells which one is meant."""
_AFTER = re.compile(rf"\baprès{_BLANK}{_ROUGHLY}$", re.IGNORECASE)
_OF = re.compile(rf"{_BLANK}(?:de{_BLANK}|d['’])")
_UNTIL = re.compile(rf"{_BLANK}(?:à|jusqu['’]à|[-–]){_BLANK}\d")
_REACH = 80
"""Characters before a figure that may tell what it is."""


def find_durations(text: str) -> Iterator[re.Match[str]]:
    """Yield the durations of a French text that could be times of day, with their groups `hours` and `minutes`.

    Told by the words before them, or by more hours than a day has. *De 3 h 40 à 5 h* and *après 14 h 05* are times;
    *après 3 h 40 de vol* is none. Those with "min" behind the minutes are no times for anybody, and left out.
    """
    for found in _FIGURE.finditer(text):
        before = text[max(found.start() - _REACH, 0) : found.start()]
        if (
            int(found["hours"]) >= 24
            or _LASTING.search(before)
            or (_AFTER.search(before) and _OF.match(text, found.end()))
            or (_LONG.search(before) and not _UNTIL.match(text, found.end()))
        ):
            yield found
