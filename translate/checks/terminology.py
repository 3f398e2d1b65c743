"""Checks that names and terms stand in the target in their one fixed form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.checks.subject import warn
from translate.forms import COMMON_NOUNS, expect, find_forms, find_lost
from translate.model import Finding, Severity, TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.subject import Subject
    from translate.model import TermMatch

_LINKS = frozenset(("of", "the", "for", "and", "in", "on", "to"))
_TITLES = frozenset(
    ("Mr", "Mrs", "Ms", "Dr", "Sir", "General", "Colonel", "Major", "Captain", "Commander", "President")
)

_ELSEWHERE = (TermKind.NAME, TermKind.FIGURE)
"""Kinds that no row covers: `check_names` and `check_numbers` look after them."""


def check_missing_terms(subject: Subject) -> Iterator[Finding]:
    """Report each term of the source that the target does not hold as often, in its form or an allowed one.

    A missing name is an error, a missing common noun a warning: people may have reasons to write around it.
    """
    target = subject.unit.target
    # A name holds its own words: those that a row wants must be found beside it, not inside it.
    lost = find_lost(target, [expect(match) for match in subject.terms])
    missing = [subject.terms[number] for number in sorted(lost) if subject.terms[number].term.kind not in _ELSEWHERE]
    for match in dict.fromkeys(missing):
        if not (_is_written_otherwise(match, target) or _is_shortened(match, target)):
            severity = Severity.WARNING if match.term.kind in COMMON_NOUNS else Severity.ERROR
            wanted = f"'{match.surface}' should be '{match.form}' here: write it so."
            if match.surface == match.form:
                wanted = f"'{match.form}' is missing: put it in."
            yield Finding("term", severity, wanted)


def check_forbidden_terms(subject: Subject) -> Iterator[Finding]:
    """Report each place of the target with a form that the glossary forbids for a term of the source."""
    target = subject.unit.target
    for term in dict.fromkeys(match.term for match in subject.terms):
        for start, end in find_forms(target, term.forbidden, exact=False) if term.forbidden else ():
            message = f"'{target[start:end]}' is not used for '{term.source}': write '{term.target}'."
            yield warn("forbidden-term", message, (start, end))


def _is_written_otherwise(match: TermMatch, target: str) -> bool:
    """Tell whether a form stands in the target but for a dash, or a common noun solid or hyphenated: "crewmember"."""
    words = re.split(r"[\s-]+", match.form)
    if len(words) < 2:
        return False
    between = "[\\s-]?" if match.term.kind in COMMON_NOUNS else "[-\u2010-\u2013]"
    if match.term.kind not in COMMON_NOUNS and " " in match.form:
        return False
    flags = re.IGNORECASE if match.term.kind in COMMON_NOUNS else re.RegexFlag(0)
    return re.search(rf"(?<!\w){between.join(map(re.escape, words))}(?!\w)", target, flags) is not None


def _is_shortened(match: TermMatch, target: str) -> bool:
    """Tell whether a target has a person's bare surname, or the initials of a form: "AU" for "African Union".

    A surname behind another capitalised word does not count, titles aside: that word is a given name, and the form
    wants another one.
    """
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", match.form)
    if len(words) < 2:
        return False
    if match.term.kind is not TermKind.PERSON:
        initials = "".join(word[0].upper() for word in words if word[0].isupper() or word not in _LINKS)
        return len(initials) > 1 and re.search(rf"(?<!\w){re.escape(initials)}(?!\w)", target) is not None
    surname = re.escape(words[-1])
    return any(
        not found[1] or found[1][0].islower() or found[1] in _TITLES
        for found in re.finditer(rf"(?:([^\W\d_]+)\.?\s+)?(?<!\w){surname}(?!\w)", target)
    )
