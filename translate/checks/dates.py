"""Checks that months and weekdays are the source's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.checks.figures import BLANKS, DATE, find_figures
from translate.checks.subject import read_words, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.languages.table import Language
    from translate.checks.subject import Subject
    from translate.model import Finding

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(
    rf"(?:\d(?:er|st|nd|rd|th)?|mois de|début|fin|mi|en|de|depuis|in|of|since|early|late|mid|until)[{BLANKS}-]$",
    re.IGNORECASE,
)


def check_dates(subject: Subject) -> Iterator[Finding]:
    """Report a month or weekday that vanished or is another one; figures may stand for a month on either side."""
    source, target = subject.source_language, subject.target_language
    if not (source.months and target.months):
        return
    numbers = {value for figure in find_figures(subject.target, target) if figure.optional for value in figure.values}
    wanted, found = _find(subject.source, source, "months"), _find(subject.target, target, "months")
    yield from _compare(wanted, found, "month", numbers)
    yield from _compare_dates(subject, wanted, found)
    days = (_find(subject.source, source, "weekdays"), _find(subject.target, target, "weekdays"))
    yield from _compare(*days, "weekday", set())


def _compare_dates(
    subject: Subject, wanted: dict[float, tuple[str, int, int]], found: dict[float, tuple[str, int, int]]
) -> Iterator[Finding]:
    """Report a month that no date in figures of the source has: "October 7" for 10/07/2025, where the day is first."""
    if subject.source_language.tag == "en" or wanted:
        return  # English has either order
    dates = {int(match["month"] or match["iso_month"]): match[0] for match in DATE.finditer(subject.source)}
    for number, (word, start, end) in found.items():
        if dates and number not in dates:
            message = f"'{word}' is in no date of the source ({', '.join(dates.values())}): correct the month."
            yield warn("dates", message, (start, end))


def _compare(
    wanted: dict[float, tuple[str, int, int]], found: dict[float, tuple[str, int, int]], what: str, numbers: set[float]
) -> Iterator[Finding]:
    missing = [number for number in wanted if number not in found and number not in numbers]
    extra = [number for number in found if number not in wanted]
    for number in missing:
        word = wanted[number][0]
        if extra:
            other, start, end = found[extra.pop(0)]
            yield warn("dates", f"'{other}' stands for the {what} '{word}': correct it.", (start, end))
        else:
            yield warn("dates", f"the {what} '{word}' is missing: put it in.")


def _find(text: str, language: Language, kind: str) -> dict[float, tuple[str, int, int]]:
    """Return the first place of each month or weekday; a word that means something else, too, only beside a date."""
    table = language.months if kind == "months" else language.weekdays
    found: dict[float, tuple[str, int, int]] = {}
    if read_words(text).isdisjoint(table):
        return found
    for match in _WORD.finditer(text):
        word = match[0]
        number = table.get(word.lower())
        if number is None or (language.tag == "en" and not word[0].isupper()):
            continue
        around = _BEFORE.search(text[: match.start()]) or re.match(rf"\.?,?[{BLANKS}]\d", text[match.end() :])
        if word.lower() in language.ambiguous and not around:
            continue
        if word == "Mars" and language.tag == "fr":
            continue
        found.setdefault(number, (word, *match.span()))
    return found
