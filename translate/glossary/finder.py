"""The whole policy of a workspace: the glossary's terms first, then the names in the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.glossary import lexicon
from translate.glossary.names import NameFinder
from translate.glossary.ordinary import is_ordinary
from translate.model import CaseRule, Term, TermKind, TermMatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from translate.glossary.matcher import Glossary

_GIVEN = ("russian_given", "russian_medium", "russian_weak")


class TermFinder:
    """Finds terms, and with `carry_names` the names that no row covers: a `TermPolicy`.

    `seen` maps words that the rest of an article shows to be names to their English form; see `for_article`.
    """

    def __init__(self, glossary: Glossary, *, carry_names: bool = True, seen: Mapping[str, str] | None = None) -> None:
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
        return tuple(_join_persons(text, sorted((*terms, *names), key=lambda match: match.start)))

    def for_article(self, text: str) -> TermFinder:
        """Return this policy with the words that `text`, a whole article, shows to be names.

        The same word is then a name at the start of a sentence too, and a surname that stands alone takes the English
        form that it has behind its given name. The outcome for one segment thus hangs on the article around it: the
        words are part of the signature, and the same article always gives the same words.
        """
        if not self.carry_names:
            return self
        seen: dict[str, str] = {}
        for line in text.splitlines():
            for match in self._names.find(line):
                words, forms = match.surface.split(), match.form.split()
                if len(words) == len(forms):
                    for word, form in zip(words, forms, strict=True):
                        if _tells(word) and seen.get(word, word) == word:
                            seen[word] = form
        return TermFinder(self.glossary, carry_names=True, seen=self._names.seen | seen)


def _tells(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and not is_ordinary(word)


def _join_persons(text: str, matches: Iterable[TermMatch]) -> Iterator[TermMatch]:
    """Join a given name that no row knows to the surname behind it: "Ivan" and "Bakanov" are one name, not two."""
    waiting: TermMatch | None = None
    for match in matches:
        if (
            waiting is not None
            and _is_surname(match)
            and text[waiting.end : match.start].isspace()
            and _is_given(waiting)
        ):
            surface, form = text[waiting.start : match.end], f"{waiting.form} {match.form}"
            term = Term(surface, form, TermKind.NAME, case=CaseRule.EXACT)
            waiting = TermMatch(waiting.start, match.end, surface, term, form)
            continue
        if waiting is not None:
            yield waiting
        waiting = match
    if waiting is not None:
        yield waiting


def _is_surname(match: TermMatch) -> bool:
    return match.term.kind is TermKind.PERSON and match.form != match.term.target


def _is_given(match: TermMatch) -> bool:
    word = match.surface.split()[0]
    known = word in lexicon.entries("given") or any(word in lexicon.pairs(table) for table in _GIVEN)
    return match.term.kind is TermKind.NAME and known
