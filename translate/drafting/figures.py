"""Figures in French notation, and how English writes them.

Small models get digits wrong more often than words, and a wrong figure is worse than a clumsy sentence. Figures whose
notation differs between the two languages are therefore held like names: decimals (3,5), thousands (1 250),
percentages (40 %) and times of day (14 h 05).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.model import CaseRule, Term, TermKind, TermMatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.protocols import TermPolicy

_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!{_SPACE}?\d)(?:,\d+)?|\d+,\d+(?![,\d])"
_FIGURE = re.compile(
    rf"(?<![\w.,/:])(?:"
    rf"(?P<hours>[01]?\d|2[0-3]){_SPACE}?h{_SPACE}?(?P<minutes>[0-5]\d)(?!\w|{_SPACE}?(?:min|mn|s)\b)"
    rf"|(?P<percentage>{_NUMBER}|\d+){_SPACE}?%"
    rf"|(?P<number>{_NUMBER})(?!\w)"
    rf")(?![\d]|[.,/:]\d)"
)


def find_figures(text: str) -> Iterator[TermMatch]:
    """Yield the figures of a French text that English writes differently, in order."""
    for match in _FIGURE.finditer(text):
        surface, form = match.group(), english_figure(match)
        if surface != form:
            term = Term(surface, form, TermKind.FIGURE, case=CaseRule.EXACT)
            yield TermMatch(match.start(), match.end(), surface, term, form)


def english_figure(match: re.Match[str]) -> str:
    """Return a matched figure in English notation: 3.5, 1,250, 40%, 14:05."""
    if match["hours"]:
        return f"{match['hours']}:{match['minutes']}"
    number = match["percentage"] or match["number"]
    whole, _, fraction = number.partition(",")
    whole = re.sub(_SPACE, ",", whole)
    return (f"{whole}.{fraction}" if fraction else whole) + ("%" if match["percentage"] else "")


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
        matches = self._terms.find(text)
        figures = [
            figure
            for figure in find_figures(text)
            if all(figure.end <= match.start or match.end <= figure.start for match in matches)
        ]
        return tuple(sorted((*matches, *figures), key=lambda match: match.start)) if figures else matches
