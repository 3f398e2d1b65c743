"""Checks that every figure of the source is in the target with its value, its unit and English notation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from translate.checks.counts import compare_counted_units, compare_counts, find_fractions
from translate.checks.figures import BLANKS, Figure, find_figures
from translate.checks.measures import is_converted, is_same_unit
from translate.checks.numerals import find_values
from translate.checks.subject import list_words, read_words, warn
from translate.durations import find_durations
from translate.model import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.checks.languages.table import Language
    from translate.checks.subject import Subject
    from translate.model import Finding


_CLOCK = re.compile(rf"(?<![\d.,])(\d\d?)[{BLANKS}]?h[{BLANKS}]?([0-5]\d)(?!\w|[{BLANKS}]?(?:min|mn|s)\b)")


@dataclass(slots=True)
class Comparison:
    """The figures of both sides: which are the same ones, and which stand on one side alone."""

    pairs: list[tuple[Figure, Figure]] = field(default_factory=list)
    missing: list[Figure] = field(default_factory=list)
    extra: list[Figure] = field(default_factory=list)


def check_numbers(subject: Subject) -> Iterator[Finding]:
    """Report each figure that vanished, appeared or changed; a number word on the other side is as good as a figure."""
    compared = compare(subject)
    extra = list(compared.extra)
    for figure in compared.missing:
        if extra:
            other = min(extra, key=lambda one: abs(_place(one, subject.target) - _place(figure, subject.source)))
            extra.remove(other)
            message = f"'{other.text}' stands for '{figure.text}': correct the figure."
            if other.text == figure.text:
                message = f"'{other.text}' means another number than in the source: correct what stands behind it."
            yield warn("numbers", message, (other.start, other.end))
        else:
            yield warn("numbers", f"the figure '{figure.text}' is missing: put it in.")
    for other in extra:
        message = f"'{other.text}' is not in the source: take it out, or correct it."
        yield warn("numbers", message, (other.start, other.end))
    if not compared.missing and not extra:
        yield from _compare_scales(subject)
        yield from compare_counts(subject)


def check_units(subject: Subject) -> Iterator[Finding]:
    """Report a unit or currency that is another one than the source's, and a percentage that lost its sign."""
    for figure, other in compare(subject).pairs:
        if not figure.unit or is_same_unit(figure.unit, other.unit):
            continue
        if other.unit and not is_converted(min(figure.values), figure.unit, min(other.values), other.unit):
            message = f"'{other.text}' is in another unit than the source ({figure.unit}): correct the unit."
            yield warn("units", message, (other.start, other.end))
        elif figure.unit == "percent" and not re.search(r"%|percent|per cent|point", subject.target, re.IGNORECASE):
            yield warn("units", f"'{other.text}' is no percentage any more: add the sign.", (other.start, other.end))
    yield from compare_counted_units(subject)


def check_number_format(subject: Subject) -> Iterator[Finding]:
    """Report figures in the notation of the source's language, such as 3,5 or 1 250 in English."""
    source, target = subject.source_language, subject.target_language
    if not (source.known and target.known) or source.point == target.point:
        return
    pattern = _notation(source.point)
    wanted = {match["decimal"] or match["grouped"] for match in pattern.finditer(subject.source)}
    plain = {re.sub(rf"[{BLANKS}]", " ", text) for text in wanted}
    for match in pattern.finditer(subject.target):
        if re.sub(rf"[{BLANKS}]", " ", match[0]) in plain:
            whole, _, fraction = match[0].partition(source.point)
            whole = re.sub(rf"[{BLANKS}]", target.group, whole)
            form = f"{whole}{target.point}{fraction}" if fraction else whole
            yield warn("number-format", f"'{match[0]}' should be '{form}' here: write it so.", match.span(), form)
    yield from _check_clocks(subject)


@cache
def _notation(point: str) -> re.Pattern[str]:
    """Return a pattern for the figures that show a notation with the decimal sign `point` and groups between blanks."""
    return re.compile(
        rf"(?<![\d.,])(?:(?P<decimal>\d+{point}(?:\d{{1,2}}|\d{{4,}}))"
        rf"|(?P<grouped>\d{{1,3}}(?:[{BLANKS}]\d{{3}})+(?:{point}\d+)?))(?![\d]|[.,]\d)"
    )


def _check_clocks(subject: Subject) -> Iterator[Finding]:
    if subject.target_language.tag != "en":
        return
    french = subject.source_language.tag == "fr"
    lasting = {match.group("hours", "minutes") for match in find_durations(subject.source)} if french else set()
    for match in _CLOCK.finditer(subject.target):
        if match.groups() in lasting:
            continue
        form = f"{match[1]}:{match[2]}"
        yield warn("number-format", f"'{match[0]}' should be '{form}' here: write it so.", match.span(), form)


def compare(subject: Subject) -> Comparison:
    """Match the figures of the source with those of the target."""
    sources = find_figures(subject.source, subject.source_language)
    targets = find_figures(subject.target, subject.target_language)
    if not sources and not targets:
        return Comparison()
    loose_source = _loose(subject.source, sources, subject.source_language)
    loose_target = _loose(subject.target, targets, subject.target_language)
    rows = [match for match in subject.terms if match.term.kind not in (TermKind.NAME, TermKind.FIGURE)]
    # The figures of a glossary row are the row's affair: "vol 2" may well be "second flight" there.
    loose_source |= {float(digits) for match in rows for digits in re.findall(r"\d+", match.form)}
    covered = [figure for figure in sources if any(m.start <= figure.start and figure.end <= m.end for m in rows)]
    found = Comparison(extra=list(targets))
    for figure in sorted(sources, key=lambda one: len(one.values)):
        other = _choose(figure, found.extra)
        if other is None:
            found.missing.append(figure)
        else:
            found.pairs.append((figure, other))
            found.extra.remove(other)
    said = set().union(*(one.values | other.values for one, other in found.pairs)) if found.pairs else set()
    found.missing = [
        f for f in found.missing if not (f.optional or f in covered) and not f.values & (loose_target | said)
    ]
    found.extra = [f for f in found.extra if not f.optional and not f.values & (loose_source | said)]
    _settle_shares(found, subject)
    _settle_ranges(found, subject)
    _settle_conversions(found, sources, subject)
    found.missing.sort(key=lambda figure: figure.start)
    return found


def _choose(figure: Figure, others: list[Figure]) -> Figure | None:
    """Return the first figure of the same value, one in the same unit rather than another."""
    same = [other for other in others if figure.values & other.values]
    return min(same, key=lambda other: (not is_same_unit(figure.unit, other.unit), other.start), default=None)


def _loose(text: str, figures: Sequence[Figure], language: Language) -> set[float]:
    """Return the values that words stand for, and the minutes in figures such as 2.5 hours."""
    values = set(find_values(text, language))
    for figure in figures:
        fraction = min(figure.values) % 1
        if fraction:
            values |= {float(round(fraction * 60)), float(round(fraction * 100))}
    return values


def _settle_ranges(found: Comparison, subject: Subject) -> None:
    """Accept "3 à 4 millions" for "3 million to 4 million": a scale may be said once for two figures."""
    for factor in (1e2, 1e3, 1e6, 1e9, 1e12):
        for figure in list(found.missing):
            for other in list(found.extra):
                bare, scaled = (figure, other) if min(figure.values) < min(other.values) else (other, figure)
                text = subject.source if bare is figure else subject.target
                joined = re.match(r"\s?(?:à|et|ou|to|and|or|-|–)\s?\d", text[bare.end :])
                same = scaled.scale == factor and {value * factor for value in bare.values} & scaled.values
                if joined and same and figure in found.missing:
                    found.missing.remove(figure)
                    found.extra.remove(other)


def _settle_shares(found: Comparison, subject: Subject) -> None:
    """Accept "one-fifth" for 20 %, and 33 % for "un tiers"."""
    for figures, text, language in (
        (found.missing, subject.target, subject.target_language),
        (found.extra, subject.source, subject.source_language),
    ):
        shares = [language.shares[word] for word in read_words(text) if word in language.shares]
        for figure in [one for one in figures if one.unit == "percent"] if shares else ():
            if any(abs(min(figure.values) - share) <= 1 for share in shares):
                figures.remove(figure)


def _settle_conversions(found: Comparison, sources: Sequence[Figure], subject: Subject) -> None:
    """Accept figures that are the source's in other units, instead of them or beside them: also half an hour as 30."""
    halves = find_fractions(subject.source, subject.source_language)
    for other in list(found.extra):
        measure = (min(other.values), other.unit)
        figure = next(
            (one for one in sources if one.unit and _is_same_measure((min(one.values), one.unit), measure)), None
        )
        if figure is not None or any(_is_same_measure(half, measure) for half in halves):
            found.extra.remove(other)
            if figure in found.missing:
                found.missing.remove(figure)
    halves = find_fractions(subject.target, subject.target_language)
    for figure in list(found.missing):
        if any(_is_same_measure((min(figure.values), figure.unit), half) for half in halves):
            found.missing.remove(figure)


def _is_same_measure(one: tuple[float, str], two: tuple[float, str]) -> bool:
    return bool(one[1] and two[1]) and (one == two or is_converted(*one, *two))


def _compare_scales(subject: Subject) -> Iterator[Finding]:
    """Report a bare "milliards" that has become "millions", or the like."""
    source, target = _scales(subject.source, subject.source_language), _scales(subject.target, subject.target_language)
    missing, extra = source.keys() - target.keys(), target.keys() - source.keys()
    if missing and extra and not find_figures(subject.target, subject.target_language):
        word, other = source[min(missing)], target[min(extra)]
        start = subject.target.lower().find(other)
        message = f"'{other}' stands for '{word}': correct the number."
        yield warn("numbers", message, (start, start + len(other)))


def _scales(text: str, language: Language) -> dict[float, str]:
    words = list_words(text.lower())
    return {language.scales[word]: word for word in words if word in language.scales and language.scales[word] >= 1e6}


def _place(figure: Figure, text: str) -> float:
    return figure.start / max(len(text), 1)
