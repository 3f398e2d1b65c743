"""Every check, in the order in which findings are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.checks.integrity import check_placeholders, check_tags
from translate.checks.terminology import check_forbidden_terms, check_missing_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.model import Finding, TermMatch, Unit
    from translate.protocols import Check

CHECKS: tuple[Check, ...] = (check_placeholders, check_tags, check_missing_terms, check_forbidden_terms)


def find_mistakes(unit: Unit, terms: Sequence[TermMatch]) -> list[Finding]:
    """Return what the checks have to say about a unit that has a target; nothing about one that has none."""
    if not unit.target:
        return []
    return [finding for check in CHECKS for finding in check(unit, terms)]
