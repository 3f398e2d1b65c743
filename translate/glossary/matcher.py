"""Finding the glossary's terms in a text: one automaton over everything a row covers, then the rules of each row."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Self

from translate.forms import COMMON_NOUNS
from translate.glossary import lexicon
from translate.glossary.acronyms import is_read_as_word, shorten_acronyms
from translate.glossary.boundaries import Joint, find_addresses, is_date, joint, stands_free
from translate.glossary.folding import canonical, strip_accents
from translate.glossary.index import PhraseIndex
from translate.glossary.inflection import inflect, is_invariable, pluralise_english, stands_in_plural
from translate.glossary.people import find_aliases
from translate.model import CaseRule, Term, TermKind, TermMatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

RULES = 4
"""The edition of the matching rules: raised with every change that can alter what `Glossary.find` returns."""

_INFLECTED = frozenset({TermKind.ROLE, TermKind.TERM})
"""Kinds that have a plural without being told: a phrase has one only where its row says so."""
_OWN_SPELLING = frozenset({TermKind.PERSON, TermKind.ORGANISATION, TermKind.LAUNCHER, TermKind.SPACECRAFT})
_SHOUTED = 4


class Spelling(NamedTuple):
    """One way in which a term is written, as a row has it (`raw`) and in canonical form (`text`).

    `rank` tells how close it is to the row's source; `plural` is None where only the text around it can tell.
    """

    rank: int
    raw: str
    text: str
    form: str
    plural: bool | None
    case: CaseRule
    joint: Joint
    term: Term


class Glossary:
    """A set of terms ready to be found: a `TermPolicy`.

    The order of the terms plays no part. Where two spellings fit the same place, the longest wins, then the
    leftmost; at the same length a row's own source wins over a variant, a variant over an implied alias.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        contents = {_content(term): term for term in terms}
        order = sorted(contents)
        self.terms = tuple([contents[content] for content in order])
        self.signature = _sign(order)
        self.aliases: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
        people = {number: term for number, term in enumerate(self.terms) if term.kind is TermKind.PERSON}
        for number, raw, form, rank in find_aliases(people):
            self.aliases[number].append((raw, form, rank))

    @classmethod
    def from_parts(cls, terms: Sequence[Term], aliases: dict[int, list[tuple[str, str, int]]], signature: str) -> Self:
        """Return the glossary of some rows of one that is known, in its order, with their aliases in it."""
        made = cls(())
        made.terms, made.aliases, made.signature = tuple(terms), aliases, signature
        return made

    @cached_property
    def _index(self) -> PhraseIndex:
        return PhraseIndex(self.phrases())

    @cached_property
    def _spellings(self) -> dict[int, dict[str, list[Spelling]]]:
        return {}

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms that stand in `text`, in order, not overlapping."""
        addresses = find_addresses(text)
        candidates: list[tuple[int, int, int, Spelling]] = []
        for start, end, numbers in self._index.find(text):
            if any(start < stop and begin < end for begin, stop in addresses) or is_date(text, start, end):
                continue
            raw = text[start:end]
            surface = canonical(raw)
            fitting = [
                spelling
                for number in numbers
                for spelling in self._spell(number).get(strip_accents(surface), ())
                if agrees(surface, spelling.text, spelling.case) and stands_free(text, start, end, spelling.joint)
            ]
            if fitting:
                best = min(fitting, key=lambda one: (*_distance(one, raw, surface), *_closeness(one)))
                candidates.append((-len(surface), start, end, best))
        return tuple(_choose(text, candidates))

    def phrases(self) -> Iterator[tuple[str, int]]:
        """Yield the uninflected spellings that are looked for, each with the number of its row in `terms`."""
        for number, term in enumerate(self.terms):
            yield term.source, number
            for variant in term.variants:
                yield variant, number
            if term.target != term.source and term.kind in _OWN_SPELLING:
                yield term.target, number
            for alias, _, _ in self.aliases.get(number, ()):
                yield alias, number

    def _spell(self, number: int) -> dict[str, list[Spelling]]:
        """Return all spellings of a term, by their folded form; worked out when its words are first met."""
        known = self._spellings.get(number)
        if known is None:
            known = self._spellings[number] = {}
            for spelling in spell(self.terms[number], self.aliases.get(number, ())):
                known.setdefault(strip_accents(spelling.text), []).append(spelling)
        return known


def spell(term: Term, implied: Iterable[tuple[str, str, int]] = ()) -> Iterator[Spelling]:
    """Yield every way in which a term may be written, its inflected forms and its `implied` aliases among them."""
    how = joint(term)
    inflected = term.kind in _INFLECTED or bool(term.plural)
    plural = term.plural or (pluralise_english(term.target) if inflected else "")
    for place, raw in enumerate((term.source, *term.variants)):
        rank = 2 if place else 0
        unchanging = is_invariable(raw) or (raw.isupper() and not term.target.isupper())  # les TGV, but not les ADN
        number = None if inflected and unchanging else False
        yield Spelling(rank, raw, canonical(raw), term.target, number, term.case, how, term)
        if term.kind is TermKind.ORGANISATION and is_read_as_word(raw):
            yield Spelling(
                rank + 1, raw.capitalize(), canonical(raw.capitalize()), term.target, False, term.case, how, term
            )
        # In a role a capital is a mark of respect, not of a name: vice-Premier ministre, vice-premiers ministres.
        base = raw.lower() if term.case is CaseRule.ANY else raw
        for form, is_plural in inflect(base).items() if inflected else ():
            target = plural if is_plural else term.target
            yield Spelling(rank + 1, form, canonical(form), target, is_plural, term.case, how, term)
    if term.kind in _OWN_SPELLING and term.case is CaseRule.EXACT:
        yield Spelling(4, term.target, canonical(term.target), term.target, False, CaseRule.EXACT, how, term)
    for raw, target, rank in implied:
        yield Spelling(4 + rank, raw, canonical(raw), target, False, CaseRule.EXACT, Joint.WORD, term)


def agrees(surface: str, spelling: str, case: CaseRule) -> bool:
    """Say whether a text's letters may stand for a row's: both canonical.

    Accents must agree, but a capital may lack its accent ("Etage", "SOCIETE"). Case must agree as far as `case` says;
    under INITIAL a row of several words may also have a capital that the text has not ("Peste noire"). A text all in
    capitals agrees with every rule when the term has four letters or several words, so that no short
    word is taken for an acronym.
    """
    if surface == spelling:
        return True
    if len(surface) != len(spelling):
        return False
    shouted = surface.isupper() and (" " in spelling or sum(map(str.isalpha, spelling)) >= _SHOUTED)
    for place, (letter, wanted) in enumerate(zip(surface, spelling, strict=True)):
        if letter == wanted:
            continue
        capital = letter.isupper()
        if letter.lower() != wanted.lower() and not (capital and letter.lower() == strip_accents(wanted)):
            return False
        if capital == wanted.isupper() or shouted or case is CaseRule.ANY:
            continue
        if not (case is CaseRule.INITIAL and place == 0 and (capital or " " in spelling)):
            return False
    return True


def _content(term: Term) -> str:
    """Return everything that a row says, in one text; what plays no part in finding stands after the form feed."""
    return "\0".join(
        (
            term.source,
            term.target,
            term.kind,
            "|".join(term.variants),
            term.plural,
            "|".join(term.allowed),
            term.case,
            "|".join(term.forbidden),
            "\f",
            term.note,
            term.origin,
        )
    )


def _sign(contents: Iterable[str]) -> str:
    digest = hashlib.sha256(f"{RULES} {lexicon.digest()}".encode())
    digest.update("".join([content.partition("\f")[0] for content in contents]).encode())
    return f"glossary {digest.hexdigest()[:16]}"


def _distance(spelling: Spelling, raw: str, surface: str) -> tuple[bool, bool, bool]:
    """Order spellings by how much of a text's own writing they share: all of it, all but the case, the letters."""
    return spelling.raw != raw, spelling.raw.casefold() != raw.casefold(), spelling.text != surface


def _closeness(spelling: Spelling) -> tuple[int, bool, str, str]:
    """Order the spellings that fit one place: the closest to its source first; a target that is the source itself."""
    return (spelling.rank, spelling.form != spelling.raw, spelling.term.source, spelling.form)


def _choose(text: str, candidates: list[tuple[int, int, int, Spelling]]) -> Iterator[TermMatch]:
    taken = bytearray(len(text))
    chosen: list[tuple[int, int, Spelling]] = []
    for _, start, end, spelling in sorted(candidates, key=itemgetter(0, 1)):
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            chosen.append((start, end, spelling))
    yield from shorten_acronyms(
        text,
        [
            TermMatch(start, end, text[start:end], spelling.term, _form(text, start, text[start:end], spelling))
            for start, end, spelling in sorted(chosen, key=itemgetter(0))
        ],
    )


def _form(text: str, start: int, surface: str, spelling: Spelling) -> str:
    form = spelling.form
    term = spelling.term
    if spelling.plural is None and stands_in_plural(text, start):
        form = term.plural or form
    shouted = surface.isupper() and not spelling.text.isupper() and sum(map(str.isalpha, surface)) > 1
    return form.upper() if shouted and term.kind in COMMON_NOUNS else form
