"""A glossary for a few texts: only the rows that can stand in them are built, from a table of key words.

Each phrase of the glossary has a key word, the rarest of its words. A phrase that stands in a text has its key word
there, so the rows that the text's words lead to are all that it needs; the aliases of persons, which hang on all the
other rows, are kept with them. The table is plain data for a file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from translate.glossary.index import find_stems, split_phrase, stem
from translate.glossary.matcher import Glossary
from translate.model import CaseRule, Term, TermKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.model import TermMatch

FEW = 16
"""Texts for which the rows of each are built; from here on building the whole glossary once is cheaper."""


def tabulate(glossary: Glossary) -> dict[str, Any]:
    """Return a glossary as plain data, which `Excerpts` reads: its rows, their aliases, and rows by key word."""
    phrases = [({stem(word) for word in split_phrase(phrase)}, number) for phrase, number in glossary.phrases()]
    counts = Counter(word for words, _ in phrases for word in words)
    keys: dict[str, list[int]] = defaultdict(list)
    for words, number in phrases:
        if words:
            keys[min(words, key=lambda word: (counts[word], -len(word), word))].append(number)
    return {
        "signature": glossary.signature,
        "terms": [_to_plain(term) for term in glossary.terms],
        "aliases": {str(number): aliases for number, aliases in glossary.aliases.items()},
        "keys": {word: sorted(set(numbers)) for word, numbers in keys.items()},
    }


class Excerpts:
    """The glossary of a table that `tabulate` made: a `TermPolicy` that finds the same as the whole glossary."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table
        self._texts = 0

    @property
    def signature(self) -> str:
        """The signature of the whole glossary."""
        return str(self._table["signature"])

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms that stand in `text`, in order, not overlapping."""
        self._texts += 1
        if self._texts > FEW:
            return self._whole.find(text)
        keys = self._table["keys"]
        numbers = sorted({number for word in find_stems(text) for number in keys.get(word, ())})
        return self._build(numbers).find(text) if numbers else ()

    @cached_property
    def _whole(self) -> Glossary:
        return self._build(range(len(self._table["terms"])))

    def _build(self, numbers: Sequence[int]) -> Glossary:
        terms, aliases = self._table["terms"], self._table["aliases"]
        known = {place: aliases[str(number)] for place, number in enumerate(numbers) if str(number) in aliases}
        return Glossary.from_parts([_from_plain(terms[number]) for number in numbers], known, self.signature)


def _to_plain(term: Term) -> list[Any]:
    lists = (term.variants, term.allowed, term.forbidden)
    return [term.source, term.target, term.kind, term.plural, term.case, term.note, term.origin, *map(list, lists)]


def _from_plain(row: list[Any]) -> Term:
    source, target, kind, plural, case, note, origin, variants, allowed, forbidden = row
    return Term(
        source,
        target,
        TermKind(kind),
        tuple(variants),
        plural,
        tuple(allowed),
        CaseRule(case),
        tuple(forbidden),
        note,
        origin,
    )
