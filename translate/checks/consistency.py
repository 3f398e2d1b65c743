"""Checks over all the units of a run: one source term, one target form throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.forms import COMMON_NOUNS, find_forms
from translate.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.model import Term, TermMatch, Unit


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
                yield number, Finding("inconsistent-term", Severity.WARNING, message, start, end)


def _inflected(term: Term, form: str) -> tuple[str, ...]:
    if term.kind not in COMMON_NOUNS:
        return (form,)
    return (form, term.plural) if form == term.target and term.plural else (form, f"{form}s")
