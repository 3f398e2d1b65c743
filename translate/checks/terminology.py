"""Checks that names and terms stand in the target in their one fixed form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.forms import COMMON_NOUNS, expect, find_forms, find_lost
from translate.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.model import TermMatch, Unit


def check_missing_terms(unit: Unit, terms: Sequence[TermMatch]) -> list[Finding]:
    """Report each term of the source that the target does not hold as often, in its form or an allowed one.

    A missing name is an error, a missing common noun a warning: people may have reasons to write around it.
    """
    lost = find_lost(unit.target, [expect(match) for match in terms])
    return [_missing(match) for match in dict.fromkeys(terms[number] for number in sorted(lost))]


def check_forbidden_terms(unit: Unit, terms: Sequence[TermMatch]) -> list[Finding]:
    """Report each place of the target with a form that the glossary forbids for a term of the source."""
    return [
        Finding(
            "forbidden-term",
            Severity.WARNING,
            f"'{unit.target[start:end]}' is not used for '{term.source}': write '{term.target}'.",
            start,
            end,
        )
        for term in dict.fromkeys(match.term for match in terms)
        if term.forbidden
        for start, end in find_forms(unit.target, term.forbidden, exact=False)
    ]


def _missing(match: TermMatch) -> Finding:
    severity = Severity.WARNING if match.term.kind in COMMON_NOUNS else Severity.ERROR
    return Finding("term", severity, f"'{match.surface}' should be '{match.form}' here: write it so.")
