"""Figures as the two languages write them: `1 250,5` and `1,250.5`, `14 h 05` and `14:05`."""

from __future__ import annotations

import re

_FRENCH = re.compile(
    r"(?<![\w.,])\d{1,2} ?h ?\d{2}(?!\w)|(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\w)"
    r"|(?<![\w.,])\d+(?:,\d+)?(?![\w])"
)
_ENGLISH = re.compile(
    r"(?<![\w.,])\d{1,2}:\d{2}(?!\w)|(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)"
    r"|(?<![\w.,])\d+(?:\.\d+)?(?!\w)"
)
_SPACES = re.compile(r"[ \u00a0\u202f]")


def french_figures(text: str) -> list[tuple[int, int, str]]:
    """Return the figures of a French text: start, end, and value as English writes it without grouping."""
    found = []
    for match in _FRENCH.finditer(text.replace("\u00a0", " ").replace("\u202f", " ")):
        value = _SPACES.sub("", match[0])
        value = re.sub(r"(\d)h(\d)", r"\1:\2", value).replace(",", ".")
        found.append((match.start(), match.end(), value))
    return found


def english_figures(text: str) -> list[tuple[int, int, str]]:
    """Return the figures of an English text: start, end, and value without grouping."""
    return [(match.start(), match.end(), match[0].replace(",", "")) for match in _ENGLISH.finditer(text)]
