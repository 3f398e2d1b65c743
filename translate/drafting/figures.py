"""Figures in French notation, and how English writes them.

Small models get digits wrong more often than words, and a wrong figure is worse than a clumsy sentence. Figures whose
notation differs between the two languages are therefore held like names: decimals (3,5), thousands (1 250),
percentages (40 %), money in signs (12,8 M€), serial numbers (n° 5), times of day (14 h 05) and ordinals (3e). So are
durations (T + 3 h 55 min, pendant 3 h 40): a model that knows 14 h 05 makes 3:55 of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.drafting.ordinals import find_ordinals
from translate.durations import find_durations
from translate.model import CaseRule, Term, TermKind, TermMatch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.protocols import TermPolicy

_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!{_SPACE}?\d)(?:,\d+)?|\d+,\d+(?![,\d])"
_SCALES = {"": "", "k": "k", "M": " million", "Md": " billion", "Mds": " billion"}
_FIGURE = re.compile(
    rf"(?<![\w.,/:])(?:"
    rf"(?P<hours>[01]?\d|2[0-3]){_SPACE}?h{_SPACE}?(?P<minutes>[0-5]\d)(?!\w|{_SPACE}?(?:min|mn|s)\b)"
    rf"|(?P<percentage>{_NUMBER}|\d+){_SPACE}?%"
    rf"|(?P<amount>{_NUMBER}|\d+){_SPACE}?(?P<scale>Mds?|M|k)?{_SPACE}?(?P<currency>[€$£])(?!\w)"
    rf"|[nN][°ºᵒ](?P<several>[sˢ])?{_SPACE}?(?P<serial>\d+(?:[-/]\d+)*)(?!\w)"
    rf"|(?P<number>{_NUMBER})(?!\w)"
    rf")(?![\d]|[.,/:]\d)"
)
_SECONDS = rf"\d+(?:,\d+)?{_SPACE}?s(?:ec)?"
_MINUTES = rf"\d+{_SPACE}?mi?n"
_LONG = rf"(?:\d+{_SPACE}?h{_SPACE}?(?:{_MINUTES})|{_MINUTES}(?={_SPACE}?{_SECONDS}\b))(?:{_SPACE}?{_SECONDS})?"
_COUNTDOWN = rf"(?P<countdown>\b[TH]{_SPACE}?[-+\u2212\u2013]){_SPACE}?"
_DURATION = re.compile(
    rf"(?:{_COUNTDOWN}(?P<counted>{_LONG}|\d+{_SPACE}?h{_SPACE}?[0-5]\d|{_MINUTES}|{_SECONDS}|\d+{_SPACE}?h)"
    rf"|(?<![\w.,/:])(?P<lasting>{_LONG}))(?!\w)(?=(?P<day>{_SPACE}?[,(]?{_SPACE}?(?:UTC|GMT|TU|heures?)\b)?)"
)
_PART = re.compile(rf"(?P<figure>\d+(?:,\d+)?){_SPACE}?(?P<unit>[a-z]*)")
_UNITS = {"mn": "min", "sec": "s", "": "min"}


def find_figures(text: str) -> Iterator[TermMatch]:
    """Yield the figures of a French text that English writes differently, and its durations, in order."""
    durations = [_matched(found, english_duration(found)) for found in _DURATION.finditer(text)]
    durations += [_matched(found, f"{found['hours']} h {found['minutes']} min") for found in find_durations(text)]
    figures = [_matched(found, english_figure(found)) for found in _FIGURE.finditer(text)]
    figures += [_held(text[start:end], start, form) for start, end, form in find_ordinals(text)]
    apart = [one for one in figures if all(one.end <= other.start or other.end <= one.start for other in durations)]
    yield from sorted((*durations, *(one for one in apart if one.surface != one.form)), key=lambda one: one.start)


def _matched(found: re.Match[str], form: str) -> TermMatch:
    return _held(found[0], found.start(), form)


def _held(surface: str, start: int, form: str) -> TermMatch:
    term = Term(surface, form, TermKind.FIGURE, case=CaseRule.EXACT)
    return TermMatch(start, start + len(surface), surface, term, form)


def english_figure(match: re.Match[str]) -> str:
    """Return a matched figure in English notation: 3.5, 1,250, 40%, €12.8 million, No. 5, 14:05."""
    if match["hours"]:
        return f"{match['hours']}:{match['minutes']}"
    if match["serial"]:
        return f"{'Nos.' if match['several'] else 'No.'} {match['serial']}"
    number = match["percentage"] or match["amount"] or match["number"]
    whole, _, fraction = number.partition(",")
    figure = re.sub(_SPACE, ",", whole) + (f".{fraction}" if fraction else "")
    if match["amount"]:
        return match["currency"] + figure + _SCALES[match["scale"] or ""]
    return f"{figure}%" if match["percentage"] else figure


def english_duration(match: re.Match[str]) -> str:
    """Return a matched duration with a space before each unit: 3 h 55 min, T+12 min 28.5 s.

    One that "UTC" or "heure" follows is a time of day: 14:05:30.
    """
    parts = [
        (part["figure"].replace(",", "."), part["unit"])
        for part in _PART.finditer(match["counted"] or match["lasting"])
    ]
    if match["day"] and match["lasting"] and parts[0][1] == "h":
        return ":".join([parts[0][0], *(f"{figure:0>2}" for figure, _ in parts[1:])])
    lasting = " ".join(f"{figure} {_UNITS.get(unit, unit)}" for figure, unit in parts)
    return re.sub(_SPACE, "", match["countdown"] or "") + lasting


def _is_inside(match: TermMatch, figures: Sequence[TermMatch]) -> bool:
    return any(figure.start <= match.start and match.end <= figure.end for figure in figures)


class FigurePolicy:
    """A policy that finds figures where another one finds no term."""

    def __init__(self, terms: TermPolicy) -> None:
        self._terms = terms

    @property
    def signature(self) -> str:
        """The other policy's signature, marked."""
        return f"{self._terms.signature} figures"

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the other policy's matches with the figures between them."""
        figures = list(find_figures(text))
        # The Md of 1,2 Md€ has a capital, but is no name.
        matches = tuple(
            match
            for match in self._terms.find(text)
            if match.term.kind is not TermKind.NAME or not _is_inside(match, figures)
        )
        figures = [
            figure
            for figure in figures
            if all(figure.end <= match.start or match.end <= figure.start for match in matches)
        ]
        return tuple(sorted((*matches, *figures), key=lambda match: match.start)) if figures else matches
