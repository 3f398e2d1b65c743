"""Checks over all the units of a run: one source term, one target form; one source, one target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.checks.registry import ignored_checks
from translate.checks.subject import warn
from translate.forms import COMMON_NOUNS, find_forms
from translate.model import State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from translate.model import Finding, Term, TermMatch, Unit

_COPIED = 5
"""From so many words on, two different sources hardly have the same target by chance."""


def find_inconsistencies(
    units: Sequence[tuple[Unit, Sequence[TermMatch]]], *, off: Collection[str] = ()
) -> Iterator[tuple[int, Finding]]:
    """Yield (number of the unit, finding) of all checks of this module but those named in `off` or in a unit's note."""
    for name, find in (
        ("inconsistent-term", find_inconsistent_forms),
        ("same-source", find_same_sources),
        ("same-target", find_same_targets),
    ):
        if name not in off:
            for number, finding in find(units):
                if name not in ignored_checks(units[number][0]):
                    yield number, finding


def find_inconsistent_forms(units: Sequence[tuple[Unit, Sequence[TermMatch]]]) -> Iterator[tuple[int, Finding]]:
    """Yield (number of the unit, finding) where a term has another allowed form than most units give it.

    Singular and plural count as one form; of two forms equally frequent the row's own target is the right one.
    """
    seen: dict[Term, list[tuple[int, str, int, int]]] = {}
    for number, (unit, matches) in enumerate(units):
        for term in dict.fromkeys(match.term for match in matches if match.term.allowed):
            for form in (term.target, *term.allowed):
                places = find_forms(unit.target, _inflected(term, form), exact=term.kind not in COMMON_NOUNS)
                if places:
                    seen.setdefault(term, []).append((number, form, *places[0]))
                    break
    for term, uses in seen.items():
        forms = [form for _, form, _, _ in uses]
        usual = max((term.target, *term.allowed), key=forms.count)
        for number, form, start, end in uses:
            if form != usual:
                message = f"'{term.source}' is '{usual}' elsewhere: use one form throughout."
                yield number, warn("inconsistent-term", message, (start, end))


def find_same_sources(units: Sequence[tuple[Unit, Sequence[TermMatch]]]) -> Iterator[tuple[int, Finding]]:
    """Yield the units whose target is not the one that most units with the same source and context have.

    Of two targets equally frequent, one that a person approved is taken for the right one, then the first. Case and
    marks do not count.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for number, (unit, _) in enumerate(units):
        if unit.target:
            groups.setdefault((unit.context, _plain(unit.source)), []).append(number)
    for numbers in groups.values():
        targets = [_plain(units[number][0].target) for number in numbers]
        if len(set(targets)) < 2:
            continue
        approved = [
            plain for plain, number in zip(targets, numbers, strict=True) if units[number][0].state is State.POST_EDITED
        ]
        usual = max(targets, key=lambda plain: (targets.count(plain), plain in approved))
        model = units[numbers[targets.index(usual)]][0].target
        for plain, number in zip(targets, numbers, strict=True):
            if plain != usual:
                message = f"this source is '{_short(model)}' elsewhere: use one translation."
                yield number, warn("same-source", message, (0, len(units[number][0].target)))


def find_same_targets(units: Sequence[tuple[Unit, Sequence[TermMatch]]]) -> Iterator[tuple[int, Finding]]:
    """Yield the units whose target an earlier unit with quite another source has: one of them was pasted by mistake."""
    first: dict[str, int] = {}
    for number, (unit, _) in enumerate(units):
        plain = _plain(unit.target)
        if len(plain.split()) < _COPIED:
            continue
        other = first.setdefault(plain, number)
        words, others = set(_plain(unit.source).split()), set(_plain(units[other][0].source).split())
        if other != number and 2 * len(words & others) < len(words | others):
            message = f"this is the target of '{_short(units[other][0].source)}', too: look whether it was pasted."
            yield number, warn("same-target", message, (0, len(unit.target)))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"


def _inflected(term: Term, form: str) -> tuple[str, ...]:
    if term.kind not in COMMON_NOUNS:
        return (form,)
    return (form, term.plural) if form == term.target and term.plural else (form, f"{form}s")
