"""The whole policy of a workspace: the glossary's terms first, then the names in the gaps."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from translate.glossary.names import NameFinder, write_plainly
from translate.glossary.ordinary import is_ordinary
from translate.glossary.people import is_given
from translate.model import CaseRule, Term, TermKind, TermMatch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from translate.protocols import TermPolicy

_VEHICLES = (TermKind.LAUNCHER, TermKind.SPACECRAFT)
_BLANKS = (" ", "\u00a0", "\u202f")
_TAIL = re.compile(r"[-‐‑](?=[A-Z\d])\w+(?:[.-]\w+)*")
_NUMBER = re.compile(
    r"[ \u00a0\u202f][nN](?:[°º]|os?(?=[ \u00a0\u202f]))[ \u00a0\u202f]?(\d+(?:[-/]\d+)?)(?![\w]|[.,]\d)"
)
_DESIGNATION = re.compile(r"(?=.*\d)[A-Z\d][\w.-]*")


class TermFinder:
    """Finds terms, and with `carry_names` the names that no row covers: a `TermPolicy`.

    `seen` maps words that the rest of an article shows to be names to their English form; see `knowing`.
    """

    def __init__(
        self, glossary: TermPolicy, *, carry_names: bool = True, seen: Mapping[str, str] | None = None
    ) -> None:
        self.glossary = glossary
        self.carry_names = carry_names
        self._names = NameFinder(seen)

    @property
    def signature(self) -> str:
        """A digest of everything that can change the outcome of `find`."""
        if not self.carry_names:
            return self.glossary.signature
        seen = (f"{word}={form}" for word, form in sorted(self._names.seen.items()))
        return " ".join((self.glossary.signature, "names", *seen))

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms and names in `text`, in order, not overlapping."""
        terms = self.glossary.find(text)
        if not self.carry_names:
            return terms
        names = self._names.find(text, terms)
        return tuple(_join(text, sorted((*terms, *names), key=lambda match: match.start)))

    def tell_names(self, text: str) -> dict[str, str]:
        """Return the words that a stretch of an article shows to be names, with their English forms; see `knowing`."""
        return read_names(self._names, text) if self.carry_names else {}

    def knowing(self, seen: Mapping[str, str]) -> TermFinder:
        """Return this policy with words that the rest of an article shows to be names.

        The same word is then a name at the start of a sentence too, and a surname that stands alone takes the English
        form that it has behind its given name. The outcome for one segment thus hangs on the article around it: the
        words are part of the signature.
        """
        return TermFinder(self.glossary, carry_names=self.carry_names, seen={**self._names.seen, **seen})


def read_names(names: NameFinder, text: str) -> dict[str, str]:
    """Return the words that a text, line by line, shows to be names, with their English forms."""
    seen: dict[str, str] = {}
    for line in text.splitlines():
        for match in names.find(line):
            words, forms = match.surface.split(), match.form.split()
            if len(words) == len(forms):
                add_names(seen, {word: form for word, form in zip(words, forms, strict=True) if _tells(word)})
    return seen


def add_names(seen: dict[str, str], more: Mapping[str, str]) -> None:
    """Add words to `seen` in place; one that was seen in two forms keeps the first that differs from it."""
    for word, form in more.items():
        if seen.get(word, word) == word:
            seen[word] = form


def _tells(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and not is_ordinary(word)


def _join(text: str, matches: Sequence[TermMatch]) -> Iterator[TermMatch]:
    """Make one match of what is one name in the text but was found in parts.

    A given name that no row knows and the surname of a row ("Ivan", "Bakanov"), in either order; a vehicle of a row
    and the designation behind it ("Soyouz" and "-2.1b", "Progress" and "MS-29").
    """
    waiting: TermMatch | None = None
    for match, following in zip_longest(matches, matches[1:]):
        whole = _extend(text, match, following.start if following else len(text))
        if waiting is not None and text[waiting.end : whole.start] in _BLANKS and _belong(waiting, whole):
            waiting = _unite(text, waiting, whole)
            continue
        if waiting is not None:
            yield waiting
        waiting = whole
    if waiting is not None:
        yield waiting


def _belong(left: TermMatch, right: TermMatch) -> bool:
    if right.term.kind is TermKind.PERSON:
        return (
            left.term.kind is TermKind.NAME and is_given(left.surface.split()[-1]) and right.form != right.term.target
        )
    if right.term.kind is not TermKind.NAME or left.term.case is not CaseRule.EXACT:
        return False
    if left.term.kind is TermKind.PERSON:
        return left.form != left.term.target  # a surname alone with a name behind it: Kim Jong-un is not Jonny Kim
    return left.term.kind in _VEHICLES and _DESIGNATION.fullmatch(right.surface) is not None


def _unite(text: str, left: TermMatch, right: TermMatch) -> TermMatch:
    return _name(text, left.start, right.end, f"{left.form} {right.form}")


def _extend(text: str, match: TermMatch, limit: int) -> TermMatch:
    """Take what tells one vehicle from its sisters into its match, unless another match begins there.

    That is a designation that a hyphen ties to it (Soyouz-2.1b) and, behind any name, a serial number (Resours-P n° 5).
    """
    if match.term.kind not in (*_VEHICLES, TermKind.NAME) or match.term.case is not CaseRule.EXACT:
        return match
    tail = _TAIL.match(text, match.end) if match.term.kind in _VEHICLES else None
    end, form = (tail.end(), match.form + write_plainly(tail[0])) if tail else (match.end, match.form)
    if number := _NUMBER.match(text, end):
        end, form = number.end(), f"{form} No. {number[1]}"
    return match if end == match.end or end > limit else _name(text, match.start, end, form)


def _name(text: str, start: int, end: int, form: str) -> TermMatch:
    surface = text[start:end]
    return TermMatch(start, end, surface, Term(surface, form, TermKind.NAME, case=CaseRule.EXACT), form)
