"""The terms of an article's units, looked up only where nothing is known of them yet."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from translate.checks.registry import find_mistakes
from translate.drafting.request import make_request
from translate.glossary.finder import add_names
from translate.model import TermKind
from translate.workflow.unit_cache import Known, UnitCache, key_digest, target_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from translate import catalogue as po
    from translate.drafting.request import Request
    from translate.model import Finding, Segment, TermMatch, Unit
    from translate.protocols import TermPolicy
    from translate.workflow.terminology import Terminology

_WORD = re.compile(r"\w+(?:-\w+)*")


class TermTable:
    """The terms and findings of one article's units by their keys, (context, source).

    `judge` finds what is wrong with a unit. A word that one segment shows to be a name is a name in all of them, at
    the start of a sentence too. What is known of a unit from an earlier run holds while the names that it knew from
    the others are the same.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        terminology: Terminology,
        cache: UnitCache,
        judge: Callable[[Unit, Sequence[TermMatch]], list[Finding]] = find_mistakes,
    ) -> None:
        self._judge = judge
        self._segments = {(one.context, one.source): one for one in segments}
        self._terminology = terminology
        self._cached = {key: cache.units.get(key_digest(*key)) for key in self._segments}
        self._cached_names = cache.names
        self._known: dict[po.Key, Known] = {}
        self._requests: dict[po.Key, Request] = {}

    @cached_property
    def _names(self) -> dict[po.Key, dict[str, str]]:
        return {
            key: self._terminology.tell_names(key[1]) if cached is None else cached.names
            for key, cached in self._cached.items()
        }

    @cached_property
    def names(self) -> dict[str, str]:
        """The words that the article shows to be names, with their target forms."""
        seen: dict[str, str] = {}
        for names in self._names.values():
            add_names(seen, names)
        return seen

    @cached_property
    def _changed_names(self) -> list[str]:
        """The words of which the cache knows something else: what it has of units without any of them still holds."""
        return sorted(dict(self.names.items() ^ self._cached_names.items()))

    @cached_property
    def policy(self) -> TermPolicy:
        """What finds the terms of this article."""
        return self._terminology.policy(self.names)

    def request(self, key: po.Key) -> Request:
        """Return a unit's source as the drafting asks for it, with its tags and terms."""
        if key not in self._requests:
            segment = self._segments[key]
            self._requests[key] = make_request(segment.source, self.policy, segment.placeables)
        return self._requests[key]

    def matches(self, key: po.Key) -> tuple[TermMatch, ...]:
        """Return the terms that stand in a unit's source."""
        return self.request(key).matches

    def known(self, key: po.Key) -> Known:
        """Return what is known of a unit's terms, from the cache where that has it."""
        if key not in self._known:
            cached, source = self._cached[key], key[1]
            if cached is None or any(word in source for word in self._changed_names):
                seen = self._seen_in(source)
                if cached is None or cached.seen != seen:
                    cached = _describe(self.matches(key), self._names[key], seen)
            self._known[key] = cached
        return self._known[key]

    def _seen_in(self, source: str) -> dict[str, str]:
        words = sorted(self.names.keys() & set(_WORD.findall(source)))
        return {word: self.names[word] for word in words}

    def findings(self, unit: Unit) -> tuple[Finding, ...]:
        """Return what is wrong with a unit's target."""
        key, digest = (unit.context, unit.source), target_digest(unit)
        known = self.known(key)
        if known.target != digest:
            found = tuple(self._judge(unit, self.matches(key)))
            self._known[key] = known = replace(known, target=digest, findings=found)
        return known.findings

    def as_cache(self, path: Path, stamp: str) -> UnitCache:
        """Return what is known of all the units as a cache to be kept at `path`."""
        return UnitCache(path, stamp, {key_digest(*key): self.known(key) for key in self._segments}, self.names)


def _describe(matches: Sequence[TermMatch], names: dict[str, str], seen: dict[str, str]) -> Known:
    """Return what a cache keeps of a unit's matches, and the line that tells a translator of the forms they hold."""
    terms = [match for match in matches if match.term.kind is not TermKind.FIGURE]
    forms = dict.fromkeys(
        match.form if match.surface == match.form else f"{match.surface} → {match.form}" for match in terms
    )
    content = "\n".join(f"{match.surface}\t{match.form}\t{match.term.kind}\t{match.term.plural}" for match in matches)
    digest = hashlib.sha256(content.encode()).hexdigest()[:20]
    return Known(names, seen, (f"Terms: {'; '.join(forms)}",) if forms else (), len(terms), digest)
