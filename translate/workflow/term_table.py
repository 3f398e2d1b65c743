"""The terms of an article's units, looked up only where nothing is known of them yet."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from translate.checks.registry import find_mistakes
from translate.drafting.ladder import Request, find_terms
from translate.model import TermKind
from translate.workflow.unit_cache import Known, UnitCache, key_digest, target_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate import catalogue as po
    from translate.model import Finding, Segment, TermMatch, Unit
    from translate.protocols import TermPolicy


class TermTable:
    """The terms and findings of one article's units by their keys, (context, source)."""

    def __init__(self, segments: Sequence[Segment], policy: TermPolicy, cache: UnitCache) -> None:
        self._requests = {(one.context, one.source): partial(Request, one.source, one.placeables) for one in segments}
        self._policy = policy
        self._cache = cache
        self._known: dict[po.Key, Known] = {}
        self._matches: dict[po.Key, tuple[TermMatch, ...]] = {}

    def matches(self, key: po.Key) -> tuple[TermMatch, ...]:
        """Return the terms that stand in a unit's source."""
        if key not in self._matches:
            self._matches[key] = find_terms(self._requests[key](), self._policy)
        return self._matches[key]

    def known(self, key: po.Key) -> Known:
        """Return what is known of a unit's terms, from the cache where that has it."""
        if key not in self._known:
            cached = self._cache.units.get(key_digest(*key))
            self._known[key] = cached or describe(self.matches(key))
        return self._known[key]

    def findings(self, unit: Unit) -> tuple[Finding, ...]:
        """Return what is wrong with a unit's target."""
        key, digest = (unit.context, unit.source), target_digest(unit)
        known = self.known(key)
        if known.target != digest:
            found = tuple(find_mistakes(unit, self.matches(key)))
            self._known[key] = known = Known(known.notes, known.held, known.terms, digest, found)
        return known.findings

    def everything(self) -> dict[str, Known]:
        """Return what is known of all the units, as a cache keeps it."""
        return {key_digest(*key): self.known(key) for key in self._requests}


def describe(matches: Sequence[TermMatch]) -> Known:
    """Return what a cache keeps of a unit's matches, and the line that tells a translator of the forms they hold."""
    terms = [match for match in matches if match.term.kind is not TermKind.FIGURE]
    forms = dict.fromkeys(
        match.form if match.surface == match.form else f"{match.surface} → {match.form}" for match in terms
    )
    content = "\n".join(f"{match.surface}\t{match.form}\t{match.term.kind}\t{match.term.plural}" for match in matches)
    digest = hashlib.sha256(content.encode()).hexdigest()[:20]
    return Known((f"Terms: {'; '.join(forms)}",) if forms else (), len(terms), digest)
