"""The figures that a text writes with digits, and what they may stand for: numbers, dates and times."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from translate.checks.subject import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.languages.table import Language

BLANKS = " \u00a0\u202f\u2009"
CURRENCIES = ("€", "$", "£", "¥")
_APOSTROPHES = "'’"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", HIDDEN * 10)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_DIGIT = re.compile(f"[\\d{''.join(_FRACTIONS)}]")
_FORMULA = re.compile(r"(?<![A-Za-z])(?:CO2|H2O2|H2O|N2O4|N2O|CH4|NH3|[HON]2|O3|(?:[kcdm]?m)[23])(?![A-Za-z0-9])")
DATE = re.compile(
    r"(?<![\d./-])(?:(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)|"
    r"(?P<iso_year>\d{4})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))(?![\d/-])"
)
_CLOCK = re.compile(
    rf"(?<![\d.,:])(?P<hours>[01]?\d|2[0-4])(?:[{BLANKS}]?h[{BLANKS}]?|:)(?P<minutes>[0-5]\d)?(?![\d:]|\w)",
    re.IGNORECASE,
)
_NOON = re.compile(rf"[{BLANKS}]?([ap])\.?m\b", re.IGNORECASE)
_BEFORE_UNIT = re.compile(rf"([{BLANKS}-]?)(?:d['’]|de |of )?", re.IGNORECASE)
_GOES_ON = re.compile(r"\w|/\w")
_BLANK = re.compile(f"[{BLANKS}]")
_NEXT_WORD = re.compile(rf"[{BLANKS}-]?([^\W\d_]+)")
_MONEY = re.compile(rf"[{BLANKS}]?(Mds?|M|k)[{BLANKS}]?(?=[€$£])")


@dataclass(frozen=True, slots=True)
class Figure:
    """A stretch of digits. `values` are the numbers that it may mean, `optional` that the other side may lack it.

    `unit` is a key of `measures.UNITS` or "", `scale` what a word behind the digits has multiplied them by.
    """

    start: int
    end: int
    text: str
    values: frozenset[float]
    unit: str = ""
    optional: bool = False
    scale: float = 1.0


@lru_cache(maxsize=64)
def find_figures(text: str, language: Language) -> tuple[Figure, ...]:
    """Return the figures written with digits, in order. Several checks ask for those of the same unit."""
    if not _DIGIT.search(text):
        return ()
    clean = _FORMULA.sub(lambda found: HIDDEN * len(found[0]), text.translate(_SUPERSCRIPTS))
    figures: list[Figure] = []
    for find in (_find_dates, _find_times, _find_numbers):
        found = list(find(clean, language))
        figures += found
        for figure in found:
            clean = clean[: figure.start] + HIDDEN * (figure.end - figure.start) + clean[figure.end :]
    idle = [match.span() for match in re.finditer(language.idle_figures, text)] if language.idle_figures else []
    figures = [
        replace(one, optional=True) if any(start <= one.start < end for start, end in idle) else one for one in figures
    ]
    return tuple(sorted(figures, key=lambda figure: figure.start))


def _find_dates(text: str, _: Language) -> Iterator[Figure]:
    """Yield day, month and year of dates in figures; the month may be a word on the other side."""
    for match in DATE.finditer(text):
        for name in ("day", "month", "year", "iso_year", "iso_month", "iso_day"):
            if match[name]:
                value = int(match[name])
                values = {value, 2000 + value, 1900 + value} if name == "year" and value < 100 else {value}
                yield Figure(*match.span(name), match[name], frozenset(values), optional="month" in name)


def _find_times(text: str, _: Language) -> Iterator[Figure]:
    """Yield hours and minutes: 14 h 05, 14:05, 2:05 p.m.; full hours need no minutes on the other side."""
    for match in _CLOCK.finditer(text):
        colon = ":" in match[0]
        if colon and match["minutes"] is None:
            continue
        hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
        noon = _NOON.match(text, match.end())
        values = {hours + part for part in (0.0, minutes / 60, minutes / 100)}
        values = {_half_day(hours, noon[1])} if noon else values | _other_hours(values)
        yield Figure(*match.span("hours"), match["hours"], frozenset(values), unit="" if match["minutes"] else "hour")
        if match["minutes"]:
            yield Figure(*match.span("minutes"), match["minutes"], frozenset({float(minutes)}), optional=minutes == 0)


def _half_day(hour: float, half: str) -> float:
    """Return the hour of "2 p.m." as 14, and that of "2 a.m." as 26, for a bare 2 may mean either."""
    return hour % 12 + (12 if half.lower() == "p" else 24)


def _other_hours(hours: set[float]) -> set[float]:
    """Return what else an hour of 24 may be called: 14 also 2, and 2 also 26, as `_half_day` has it."""
    return {hour - 12 for hour in hours if hour >= 13} | {hour + 24 for hour in hours if hour < 12}


def _find_numbers(text: str, language: Language) -> Iterator[Figure]:
    pattern = _number_pattern(language)
    for match in pattern.finditer(text):
        if match["versions"]:
            for piece in re.finditer(r"\d+", match[0]):
                start = match.start() + piece.start()
                yield Figure(start, start + len(piece[0]), piece[0], frozenset({float(piece[0])}))
            continue
        values = _read(match, language)
        end, factor = _scale(text, match.start(), match.end(), language)
        if factor != 1:
            values = {value * factor for value in values}
        unit = _unit(text, match.start(), end, language)
        noon = _NOON.match(text, match.end())
        if noon and max(values) < 13:
            values = {_half_day(min(values), noon[1])}
        if unit == "hour":
            values |= _other_hours(values)
        values |= _decade(text, match, language)
        yield Figure(match.start(), match.end(), match[0], frozenset(values), unit, scale=factor)


@cache
def _number_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern for numbers with groups of thousands and a fraction, in either notation, and for versions."""
    group = re.escape(language.group or ".,")
    return re.compile(
        rf"(?P<versions>\d+(?:\.\d+){{2,}})(?![{BLANKS}]?\d)|"
        rf"(?P<whole>\d{{1,3}}(?P<mark>[{BLANKS}{_APOSTROPHES}{group}])\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d)|\d+)"
        rf"(?:(?P<sign>[.,])(?P<fraction>\d+)(?![\d]))?"
        rf"|(?P<vulgar>[½¼¾⅓⅔⅛])"
    )


def _read(match: re.Match[str], language: Language) -> set[float]:
    """Return the values that digits may have: "1.250" in French may mean 1250 as well as 1.25, "1,250" only 1.25."""
    if match["vulgar"]:
        return {_FRACTIONS[match["vulgar"]]}
    whole, mark, fraction, sign = match["whole"], match["mark"], match["fraction"] or "", match["sign"]
    digits = re.sub(r"\D", "", whole)
    values = {float(f"{digits}.{fraction}" if fraction else digits)}
    # Nobody writes the last zero of a fraction: 1.250 is a thousand and more.
    if mark == "." and not fraction and whole.count(".") == 1 and language.point != "." and whole[-1] != "0":
        values.add(float(whole))
    if not language.known and sign and len(fraction) == 3:
        values.add(float(digits + fraction))
    return values


def _scale(text: str, start: int, end: int, language: Language) -> tuple[int, float]:
    """Return where the words end that multiply a figure ending at `end`, and by how much they do."""
    factor = 1.0
    if text[:start].rstrip(BLANKS)[-1:] in CURRENCIES and text[end : end + 1] in ("m", "k"):
        return end + 1, 1e6 if text[end] == "m" else 1e3
    while True:
        money = _MONEY.match(text, end)
        if money:
            return money.end(), factor * {"M": 1e6, "k": 1e3}.get(money[1], 1e9)
        word = _NEXT_WORD.match(text, end)
        if word is None or word[1].lower() not in language.scales:
            break
        factor *= language.scales[word[1].lower()]
        end = word.end()
    return end, factor


def _unit(text: str, start: int, end: int, language: Language) -> str:
    """Return the unit behind a figure, or the currency in front of it."""
    behind = _find_unit(text, end, language)
    if behind:
        return behind
    before = text[:start].rstrip(BLANKS)[-1:]
    return language.units.get(before, "") if before in CURRENCIES else ""


def _find_unit(text: str, end: int, language: Language) -> str:
    """Return the unit behind a figure: "12 km", "3 millions d'euros", "a 90-degree turn"; the longest that fits.

    The tables are looked through by length: a pattern of all their words takes longer to be made than most articles
    to be checked.
    """
    between = _BEFORE_UNIT.match(text, end)
    for start in dict.fromkeys((between.end(), between.end(1)) if between else ()):
        for stop in (start + length for length in _unit_lengths(language) if start + length <= len(text)):
            unit = language.units.get(_BLANK.sub(" ", text[start:stop]).lower(), "")
            whole = not (text[stop - 1].isalnum() and _GOES_ON.match(text, stop))
            if unit and whole and text[end:stop] != "s":
                return unit
    return ""


@cache
def _unit_lengths(language: Language) -> list[int]:
    return sorted(set(map(len, language.units)), reverse=True)


def _decade(text: str, match: re.Match[str], language: Language) -> set[float]:
    """Return the other reading of a decade: "années 60" is also 1960, "1960s" also 60."""
    digits = match["whole"] or ""
    if language.tag == "fr" and re.search(rf"années[{BLANKS}]$", text[: match.start()]):
        return {1900.0 + int(digits)} if len(digits) == 2 else {float(digits[2:] or 0)}
    if language.tag == "en" and text[match.end() : match.end() + 1] == "s" and len(digits) in (2, 4):
        return {1900.0 + int(digits)} if len(digits) == 2 else {float(digits[2:])}
    return set()
