"""Checks that nothing of the machinery is left in a target, and that nothing of the markup is lost from it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from translate.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.model import TermMatch, Unit

_PLACEHOLDER = re.compile("\uff5f[^\uff60]*\uff60?|\uff60")
_TAG = re.compile(r"</?\d+>|<\d+/>")


def check_placeholders(unit: Unit, terms: Sequence[TermMatch]) -> list[Finding]:  # noqa: ARG001 - the protocol of checks
    """Report a placeholder of the model that its source did not have."""
    if _PLACEHOLDER.search(unit.source):
        return []
    return [
        Finding("placeholder", Severity.ERROR, f"'{m.group()}' is no word: put the term there.", m.start(), m.end())
        for m in _PLACEHOLDER.finditer(unit.target)
    ]


def check_tags(unit: Unit, terms: Sequence[TermMatch]) -> list[Finding]:  # noqa: ARG001 - the protocol of checks
    """Report each inline tag that the target has more or less often than the source."""
    wanted, found = Counter(_TAG.findall(unit.source)), Counter(_TAG.findall(unit.target))
    if not wanted:
        return []
    missing = [
        Finding("tags", Severity.ERROR, f"the tag {tag} is missing: put it where its words are.")
        for tag in (wanted - found)
    ]
    return missing + [
        Finding("tags", Severity.ERROR, f"the tag {tag} stands there too often: take it out.")
        for tag in (found - wanted)
    ]
