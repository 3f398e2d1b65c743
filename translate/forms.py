"""The target forms that a term may take, and whether a target holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from translate.model import TermKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.model import TermMatch

COMMON_NOUNS = frozenset({TermKind.TERM, TermKind.ROLE, TermKind.PHRASE})
"""Kinds whose terms may be inflected and may start with either case; all others are names and never change."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Something that a target must hold: one of `forms`, letter by letter when `exact`, else in any case."""

    forms: tuple[str, ...]
    exact: bool = True


def expect(match: TermMatch) -> Expected:
    """Return what a target must hold for a match: its form or one its row allows; a common noun may be inflected."""
    term = match.term
    if term.kind not in COMMON_NOUNS:
        return Expected(_distinct(match.form, *term.allowed))
    return Expected(_distinct(match.form, term.target, term.plural, *term.allowed), exact=False)


def find_lost(target: str, expected: Sequence[Expected]) -> set[int]:
    """Return the numbers of the expectations that the target does not meet as often as they are made.

    The longest forms are counted first, then those with the fewest alternatives, and a place that meets one
    expectation counts for no other: the target "Roscosmos State Corporation" does not also hold "Roscosmos".
    """
    lost: set[int] = set()
    groups: dict[Expected, list[int]] = {}
    for number, one in enumerate(expected):
        groups.setdefault(one, []).append(number)
    for one in sorted(groups, key=lambda one: (-max(map(len, one.forms)), len(one.forms), one.forms)):
        places = find_forms(target, one.forms, exact=one.exact)
        lost.update(groups[one][len(places) :])
        for start, end in places[: len(groups[one])]:
            target = target[:start] + "\0" * (end - start) + target[end:]
    return lost


def find_forms(target: str, forms: Sequence[str], *, exact: bool) -> list[tuple[int, int]]:
    """Return the spans of the target where one of the forms stands as a whole word, the longest at each place."""
    if exact and not any(form in target for form in forms):
        return []
    return [match.span() for match in _pattern(tuple(forms), exact=exact).finditer(target)]


@lru_cache(maxsize=2048)
def _pattern(forms: tuple[str, ...], *, exact: bool) -> re.Pattern[str]:
    patterns = [_whole(form) for form in sorted(forms, key=len, reverse=True)]
    return re.compile("|".join(patterns), re.RegexFlag(0) if exact else re.IGNORECASE)


def _whole(form: str) -> str:
    """Return a pattern for a form between word boundaries; at an edge that is no letter there is none to ask for."""
    before = r"(?<!\w)" if re.match(r"\w", form) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", form) else ""
    return before + re.escape(form) + after


def _distinct(*forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))
