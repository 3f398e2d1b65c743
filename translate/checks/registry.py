"""Every check with its name, in the order in which findings are told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.checks import (
    dates,
    effort,
    integrity,
    names,
    notation,
    numbers,
    terminology,
    typography,
    wording,
)
from translate.checks.languages.table import find_language
from translate.checks.subject import Subject, warn
from translate.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from translate.model import Finding, TermMatch, Unit


@dataclass(frozen=True, slots=True)
class Check:
    """A check of one unit: the name in its findings, the highest severity of them, and what it looks for."""

    name: str
    severity: Severity
    purpose: str
    find: Callable[[Subject], Iterator[Finding]]


CHECKS: tuple[Check, ...] = (
    Check("empty", Severity.ERROR, "a target without a letter or figure", wording.check_empty),
    Check("placeholder", Severity.ERROR, "a placeholder of the model left over", integrity.check_placeholders),
    Check("tags", Severity.ERROR, "inline tags missing, repeated, unknown or crossed", integrity.check_tags),
    Check("variables", Severity.WARNING, "template variables and footnote marks", integrity.check_variables),
    Check("address", Severity.WARNING, "URLs and e-mail addresses", wording.check_addresses),
    Check("term", Severity.ERROR, "a glossary term missing or in another form", terminology.check_missing_terms),
    Check("forbidden-term", Severity.WARNING, "a form that the glossary forbids", terminology.check_forbidden_terms),
    Check("name", Severity.WARNING, "a name outside the glossary missing or respelled", names.check_names),
    Check("numbers", Severity.WARNING, "figures missing, added or changed", numbers.check_numbers),
    Check("number-format", Severity.WARNING, "figures in the source's notation", numbers.check_number_format),
    Check("notation", Severity.WARNING, "ordinals and exponents written as English does not", notation.check_notation),
    Check("units", Severity.WARNING, "another unit or currency; a percentage without sign", numbers.check_units),
    Check("dates", Severity.WARNING, "months and weekdays missing or changed", dates.check_dates),
    Check("untranslated", Severity.WARNING, "a target that is its source", wording.check_untranslated),
    Check("language", Severity.WARNING, "a target, or a part of it, in the source's language", wording.check_language),
    Check("length", Severity.WARNING, "a target far shorter or longer than its source", wording.check_length),
    Check("doubled-word", Severity.WARNING, "the same word twice in a row", wording.check_doubled_words),
    Check("capital", Severity.WARNING, "a small letter at the start", wording.check_capital),
    Check("final-mark", Severity.WARNING, "another mark at the end than the source's", typography.check_final_mark),
    Check("brackets", Severity.WARNING, "a bracket without its partner", typography.check_brackets),
    Check(
        "quotes",
        Severity.WARNING,
        "a quotation mark without its partner, or none at all",
        typography.check_quotes,
    ),
    Check("guillemets", Severity.WARNING, "quotation marks of another language", typography.check_guillemets),
    Check("spacing", Severity.WARNING, "spaces around marks, and doubled ones", typography.check_spacing),
    Check("edges", Severity.WARNING, "blanks at the start or the end", typography.check_edges),
    Check("invisible", Severity.WARNING, "characters that nobody can see", typography.check_invisible),
    Check("unread", Severity.INFO, "a draft approved as the machine wrote it", effort.check_unread),
)
"""The checks of one unit."""

ACROSS = {
    "inconsistent-term": "one term in two of its allowed forms",
    "same-source": "one source with two targets",
    "same-target": "one target for two different sources",
}
"""The checks that compare units, by name, with what they look for: see `consistency`."""

CHECK_NAMES: tuple[str, ...] = (*(check.name for check in CHECKS), *ACROSS)
"""Every name that can be switched off."""

_IGNORE = re.compile(r"^\s*translate:ignore\b[:\s]*(.*)$", re.MULTILINE)


def find_mistakes(
    unit: Unit,
    terms: Sequence[TermMatch],
    *,
    source_language: str = "fr",
    target_language: str = "en",
    off: Collection[str] = (),
    info: bool = False,
) -> list[Finding]:
    """Return what the checks have to say about a unit that has a target; nothing about one that has none.

    Languages are BCP 47 tags. `off` names checks to leave out, besides those that the unit's note switches off.
    Findings of severity INFO are only given with `info`.
    """
    if not unit.target:
        return []
    subject = Subject(unit, terms, find_language(source_language), find_language(target_language))
    ignored = ignored_checks(unit)
    found = [
        finding
        for check in CHECKS
        if check.name not in off and check.name not in ignored and (info or check.severity is not Severity.INFO)
        for finding in check.find(subject)
    ]
    unknown = sorted(ignored - set(CHECK_NAMES))
    return found + [warn("ignore", f"'{name}' is no check: correct the comment translate:ignore.") for name in unknown]


def ignored_checks(unit: Unit) -> frozenset[str]:
    """Return the checks that a unit's note switches off: `translate:ignore numbers, names` or, alone, all of them."""
    names: set[str] = set()
    for match in _IGNORE.finditer(unit.note):
        words = re.split(r"[\s,;]+", match[1].strip())
        names.update(word for word in words if word)
        if not match[1].strip():
            names.update(CHECK_NAMES)
    return frozenset(names)
