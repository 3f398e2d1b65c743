"""French ordinals in figures, and how English writes them: 3e, 1re, XXIe siècle are 3rd, 1st, 21st century."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from translate.counting import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = "[ \u00a0\u202f\u2009]"
_FIRST = "ers?|[èe]?res?|ᵉʳˢ?|ʳᵉˢ?"
_SECOND = "nde?s?|de?s?|ⁿᵈᵉ?ˢ?|ᵈᵉ?ˢ?"
_LATER = "es?|(?:i?[èe]|[èe])mes?|ᵉˢ?|ᵉᵐᵉˢ?"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_ORDINAL = re.compile(
    rf"(?<![\w.,/:])(?:(?P<first>1)(?:{_FIRST})(?={_SPACE}(?!(?:{_MONTHS}|au|à|et|ou|jusqu)\b)[^\W\d_])"
    rf"|(?P<second>2)(?:{_SECOND})"
    rf"|(?P<number>\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+)(?:{_LATER})"
    rf"|(?P<roman>[IVX]{{2,}})(?:{_LATER})"
    rf"|(?P<century>[IVXL]+)(?:{_FIRST}|{_LATER})(?={_SPACE}si[èe]cles?\b))(?![\w'’])"
)
"""The 1er of a date is none: English has no ordinal there. A single Roman letter needs its century: Xe is xenon."""
_ROMAN = re.compile(r"L?X{0,4}(?:IX|IV|V?I{0,3})|XL(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


class Found(NamedTuple):
    """An ordinal by offsets, with its English form."""

    start: int
    end: int
    form: str


def find_ordinals(text: str) -> Iterator[Found]:
    """Yield the ordinals of a French text that are written with figures or Roman numerals, in order."""
    for found in _ORDINAL.finditer(text):
        letters = found["roman"] or found["century"]
        if letters and not _ROMAN.fullmatch(letters):
            continue
        number = _value(letters) if letters else int(re.sub(_SPACE, "", found.group(found.lastgroup or 0)))
        if number:
            yield Found(*found.span(), ordinal(number))


def _value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
