"""Matches whose source differs in nothing but names and figures: these can be put right in the target, too."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from translate.forms import COMMON_NOUNS, expect, find_forms
from translate.similarity import numbers, numbers_differ_only, typography_differs_only

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.memory.records import Match
    from translate.model import TermMatch
    from translate.protocols import TermPolicy

    Renumber = Callable[[str, str, str, str], str]

_SLOT = "\ue000"
"""Stands for a name while the rest is compared; a private-use character, so that no text has it."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ELISION = re.compile(f"\\b(d|qu)['’]{_SLOT}", re.IGNORECASE)


def repair(match: Match, source: str, policy: TermPolicy, language: str, renumber: Renumber) -> Match:
    """Return a match with the names and figures of `source` in its target, where they are all that differs.

    `language` is the target's, `renumber(target, old_source, new_source, language)` changes figures. Where anything
    else differs, or a name or a figure cannot be found in the target as often as in the source, the match is returned
    as it is. What was changed is told in `Match.repaired`.
    """
    old_terms, new_terms = policy.find(match.record.source), policy.find(source)
    if _PRIVATE.search(match.record.source + source + match.target) or len(old_terms) != len(new_terms):
        return match
    old, new = _skeleton(match.record.source, old_terms), _skeleton(source, new_terms)
    figures = numbers_differ_only(old, new) and numbers(old) != numbers(new)
    if not figures and not typography_differs_only(old, new):
        return match
    forms = _changed_forms(old_terms, new_terms)
    masked = None if forms is None else _mask(match.target, old_terms)
    if forms is None or masked is None or not (forms or figures):
        return match
    target, held = masked
    told = [f"{first} → {second}" for first, second in forms.items()]
    if figures:
        changed = renumber(target, old, new, language)
        pairs = [(a, b) for a, b in zip(numbers(old), numbers(new), strict=True) if a != b]
        if sum(a != b for a, b in zip(numbers(target), numbers(changed), strict=False)) != len(pairs):
            return match
        target = changed
        told += [f"{first} → {second}" for first, second in dict.fromkeys(pairs)]
    for mark, (form, surface) in held.items():
        target = target.replace(mark, forms.get(form, surface))
    return replace(match, target=target, repaired=tuple(told))


def _skeleton(text: str, terms: Sequence[TermMatch]) -> str:
    """Return a text with a mark for each of its terms, and no elision before it."""
    pieces: list[str] = []
    position = 0
    for term in terms:
        pieces += (text[position : term.start], _SLOT)
        position = term.end
    return _ELISION.sub(rf"\1e {_SLOT}", "".join(pieces) + text[position:])


def _changed_forms(old: Sequence[TermMatch], new: Sequence[TermMatch]) -> dict[str, str] | None:
    """Return which form gives way to which; None where that is not clear, or where a common noun would be changed."""
    heirs: dict[str, set[str]] = {}
    for first, second in zip(old, new, strict=True):
        heirs.setdefault(first.form, set()).add(second.form)
        if first.form != second.form and {first.term.kind, second.term.kind} & COMMON_NOUNS:
            return None
    if any(len(forms) > 1 for forms in heirs.values()):
        return None
    return {form: heir for form, (heir,) in heirs.items() if form != heir}


def _mask(target: str, terms: Sequence[TermMatch]) -> tuple[str, dict[str, tuple[str, str]]] | None:
    """Put a mark for each name into a target, which must hold every one as often as the source does.

    Returns the target, and for each mark the name's form and the letters that it stands for.
    """
    held: dict[str, tuple[str, str]] = {}
    counts = Counter(term.form for term in terms)
    by_form = {term.form: expect(term) for term in terms}
    for form in sorted(by_form, key=len, reverse=True):
        places = find_forms(target, by_form[form].forms, exact=by_form[form].exact)
        if len(places) != counts[form]:
            return None
        for start, end in reversed(places):
            mark = chr(ord(_SLOT) + 1 + len(held))
            held[mark] = (form, target[start:end])
            target = target[:start] + mark + target[end:]
    return target, held
