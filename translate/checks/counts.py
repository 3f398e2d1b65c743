"""Numbers in words right before a unit, on both sides: another number, another unit, and halves and quarters of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.checks.figures import BLANKS, find_figures
from translate.checks.measures import is_converted
from translate.checks.numerals import find_values
from translate.checks.subject import read_words, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.languages.table import Language
    from translate.checks.subject import Subject
    from translate.model import Finding

_BEFORE_NOUN = re.compile(rf"(?<![\w-])([^\W\d_]+)(?=[{BLANKS}-]([^\W\d_]{{3,}})(?![\w-]))")
_LAST_WORD = re.compile(rf"([^\W\d_]+)[{BLANKS}]\Z")


def compare_counts(subject: Subject) -> Iterator[Finding]:
    """Report "three years" for "huit ans": number words before the same unit, when neither number is said elsewhere."""
    source, target = subject.source_language, subject.target_language
    wanted = _counts(subject.source, source)
    found = _counts(subject.target, target)
    if not wanted.keys() & found.keys():
        return
    said = find_values(subject.target, target).union(*(one.values for one in find_figures(subject.target, target)))
    known = find_values(subject.source, source).union(*(one.values for one in find_figures(subject.source, source)))
    for unit, values in wanted.items():
        missing = [value for value in values if value not in said]
        extra = [value for value in found.get(unit, {}) if value not in known]
        if missing and extra:
            word, start = found[unit][extra[0]]
            message = f"'{word}' stands for '{values[missing[0]][0]}': correct the number."
            yield warn("numbers", message, (start, start + len(word)))


def _counts(text: str, language: Language) -> dict[str, dict[float, tuple[str, int]]]:
    """Return the numbers in words right before a unit, by unit and value, each with its word and where that stands."""
    counts: dict[str, dict[float, tuple[str, int]]] = {}
    if read_words(text).isdisjoint(language.numerals):
        return counts
    for match in _BEFORE_NOUN.finditer(text):
        value, unit = language.numerals.get(match[1].lower(), 0.0), language.units.get(match[2].lower())
        if not (unit and value > 1 and value % 1 == 0):
            continue
        before = _LAST_WORD.search(text[: match.start()])
        if before is None or before[1].lower() not in language.numerals:
            counts.setdefault(unit, {}).setdefault(value, (match[1], match.start()))
    return counts


def compare_counted_units(subject: Subject) -> Iterator[Finding]:
    """Report "three days" for "3 heures": a number, in words on one side at least, before another unit."""
    source = _measure(subject.source, subject.source_language)
    target = _measure(subject.target, subject.target_language)
    for (value, unit), (in_words, _, _) in source.items():
        if any(is_converted(value, unit, *other) for other in target) or (value, unit) in target:
            continue
        for (other, name), (other_in_words, word, start) in target.items():
            if other == value and (in_words or other_in_words) and (value, name) not in source:
                message = f"'{word}' counts another unit than in the source ({unit}): correct the unit."
                yield warn("units", message, (start, start + len(word)))
                break


def _measure(text: str, language: Language) -> dict[tuple[float, str], tuple[bool, str, int]]:
    """Return the numbers before a unit, by value and unit: whether they are in words, how written, and where."""
    found = {
        (value, unit): (True, word, start)
        for unit, values in _counts(text, language).items()
        for value, (word, start) in values.items()
    }
    for figure in find_figures(text, language):
        if figure.unit:
            found.setdefault((min(figure.values), figure.unit), (False, figure.text, figure.start))
    return found


def find_fractions(text: str, language: Language) -> list[tuple[float, str]]:
    """Return the measures that a text gives in halves and quarters of a unit, with the unit: "une heure et demie"."""
    found = []
    for pattern, times, plus in language.fractions:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            unit = language.units.get(match["unit"].lower())
            number = language.numerals.get((match["number"] or "").lower(), 1.0)
            if unit:
                found.append((number * times + plus, unit))
    return found
