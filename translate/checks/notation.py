"""Checks that ordinals are written as English writes them, and that exponents and indices are not written flat."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from translate.checks.subject import warn
from translate.counting import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.subject import Subject
    from translate.model import Finding

_ENGLISH = re.compile(r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<ending>st|nd|rd|th)(?!\w)", re.IGNORECASE)
_FRENCH = re.compile(
    r"(?<![\w.,])(?P<number>\d+)(?:ers?|[èe]?res?|e|es|(?:i?[èe])mes?|nde?s|nde|de|ᵉʳ|ʳᵉ|ᵉ)(?![\w'’])", re.IGNORECASE
)
_SIGNS = "⁻⁺₋₊"
_SCRIPT = re.compile(rf"[\w{_SIGNS}]*[⁰¹²³⁴-⁹₀-₉{_SIGNS}][\w{_SIGNS}]*")
_MINUS = str.maketrans("−", "-")


def check_notation(subject: Subject) -> Iterator[Finding]:
    """Report ordinals such as 3e, 1re and 3th in English, and m2 or CO2 where the source has m² or CO₂."""
    if subject.target_language.tag == "en":
        yield from _check_ordinals(subject)
    yield from _check_scripts(subject)


def _check_ordinals(subject: Subject) -> Iterator[Finding]:
    wrong = [
        found for found in _ENGLISH.finditer(subject.target) if not _english(found).endswith(found["ending"].lower())
    ]
    foreign = [found for found in _FRENCH.finditer(subject.target) if found[0] in subject.source]
    for found in sorted((*wrong, *foreign), key=lambda one: one.start()):
        form = _english(found)
        yield warn("notation", f"'{found[0]}' should be '{form}' in English: write it so.", found.span(), form)


def _english(found: re.Match[str]) -> str:
    """Return the ordinal of a matched number; its commas stay as they are."""
    return found["number"] + ordinal(int(found["number"].replace(",", "")))[-2:]


def _check_scripts(subject: Subject) -> Iterator[Finding]:
    for form in dict.fromkeys(found[0] for found in _SCRIPT.finditer(subject.source)):
        flat = unicodedata.normalize("NFKC", form).translate(_MINUS)
        if form in subject.target or flat in subject.source:
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(flat)}(?!\w)", subject.target.translate(_MINUS)):
            message = f"'{found[0]}' should be '{form}', as in the source: write it so."
            yield warn("notation", message, found.span(), form)
