"""A policy that finds a few terms by plain search: enough to test how they are held."""

from __future__ import annotations

import re

from translate.drafting.request import Request, make_request
from translate.model import Placeable, PlaceableKind, PlaceableRole, Term, TermKind, TermMatch

_TAG = re.compile(r"<(/?)([0-9]+)(/?)>")

TERMS = (
    Term("Dmitri Bakanov", "Dmitry Bakanov", TermKind.PERSON),
    Term("Dmitry Baranov", "Dmitry Baranov", TermKind.PERSON),
    Term("Roscosmos", "Roscosmos", TermKind.ORGANISATION),
    Term("société d'État Roscosmos", "Roscosmos State Corporation", TermKind.ORGANISATION),
    Term("Soyouz-2", "Soyuz-2", TermKind.LAUNCHER),
    Term("directeur général", "director general", TermKind.ROLE, plural="directors general"),
    Term("lanceur", "launch vehicle", TermKind.TERM, plural="launch vehicles"),
    Term("Baïkonour", "Baikonur", TermKind.PLACE),
)


class PlainPolicy:
    """Finds TERMS, the longest first."""

    signature = "plain"

    def find(self, text: str) -> tuple[TermMatch, ...]:
        found: list[TermMatch] = []
        for term in sorted(TERMS, key=lambda term: -len(term.source)):
            for match in re.finditer(rf"(?<!\w){re.escape(term.source)}(?!\w)", text):
                if all(match.end() <= other.start or other.end <= match.start() for other in found):
                    found.append(TermMatch(*match.span(), match.group(), term, term.target))
        return tuple(sorted(found, key=lambda match: match.start))


def ask(text: str) -> Request:
    """Return the request for a text whose terms PlainPolicy finds."""
    return make_request(text, PlainPolicy())


def tags_of(source: str) -> tuple[Placeable, ...]:
    """Return the inline tags that stand in a source."""
    return tuple(
        Placeable(
            *found.span(),
            found[0],
            PlaceableKind.TAG,
            PlaceableRole.SINGLE if found[3] else PlaceableRole.CLOSE if found[1] else PlaceableRole.OPEN,
            int(found[2]),
        )
        for found in _TAG.finditer(source)
    )
