"""Finding the glossary's terms in a text: one automaton over everything a row covers, then the rules of each row."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from translate.glossary import lexicon
from translate.glossary.boundaries import Joint, find_addresses, is_date, joint, stands_free
from translate.glossary.folding import canonical, fold, strip_accents
from translate.glossary.inflection import inflect, is_invariable, stands_in_plural
from translate.glossary.people import aliases
from translate.model import CaseRule, Term, TermKind, TermMatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RULES = 1
"""The edition of the matching rules: raised with every change that can alter what `Glossary.find` returns."""

COMMON_NOUNS = frozenset({TermKind.ROLE, TermKind.TERM})
_OWN_SPELLING = frozenset({TermKind.PERSON, TermKind.ORGANISATION, TermKind.LAUNCHER, TermKind.SPACECRAFT})
_SHOUTED = 4


class Spelling(NamedTuple):
    """One way in which a term is written, in canonical form; `plural` is None where only the text can tell."""

    rank: int
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
        self.terms = tuple(sorted(set(terms), key=_content))
        self.signature = self._sign()
        self._automaton = _build(self.terms)

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms that stand in `text`, in order, not overlapping."""
        if not self.terms:
            return ()
        folded = fold(text)
        addresses = find_addresses(text)
        candidates: list[tuple[int, int, int, Spelling]] = []
        for last, spellings in self._automaton.iter(folded.text):
            size = len(spellings[0].text)
            start, end = folded.starts[last - size + 1], folded.ends[last]
            if any(start < stop and begin < end for begin, stop in addresses):
                continue
            surface = canonical(text[start:end])
            fitting = [
                spelling
                for spelling in spellings
                if agrees(surface, spelling.text, spelling.case)
                and stands_free(text, start, end, spelling.joint)
                and not is_date(text, start, end)
            ]
            if fitting:
                # the spelling as it stands, then the closest relation: `spellings` is in that order
                best = next((spelling for spelling in fitting if spelling.text == surface), fitting[0])
                candidates.append((-size, start, end, best))
        return tuple(self._choose(text, candidates))

    def _choose(self, text: str, candidates: list[tuple[int, int, int, Spelling]]) -> Iterator[TermMatch]:
        taken = bytearray(len(text))
        chosen: list[tuple[int, int, Spelling]] = []
        for _, start, end, spelling in sorted(candidates, key=itemgetter(0, 1)):
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * (end - start)
                chosen.append((start, end, spelling))
        for start, end, spelling in sorted(chosen, key=itemgetter(0)):
            surface = text[start:end]
            yield TermMatch(start, end, surface, spelling.term, _form(text, start, surface, spelling))

    def _sign(self) -> str:
        digest = hashlib.sha256(f"{RULES} {lexicon.digest()}".encode())
        for term in self.terms:
            digest.update(repr(_content(term)[:-2]).encode())
        return f"glossary {digest.hexdigest()[:16]}"


def agrees(surface: str, spelling: str, case: CaseRule) -> bool:
    """Say whether a text's letters may stand for a row's: both canonical.

    Accents must agree, but a capital may lack its accent ("Etage", "SOCIETE"). Case must agree as far as `case` says;
    a text all in capitals agrees with every rule when the term has four letters or several words, so that no short
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
        if not (case is CaseRule.INITIAL and place == 0 and capital):
            return False
    return True


def _content(term: Term) -> tuple[Any, ...]:
    return (
        term.source,
        term.target,
        term.kind,
        term.variants,
        term.plural,
        term.allowed,
        term.case,
        term.forbidden,
        term.note,
        term.origin,
    )


def _spellings(terms: tuple[Term, ...]) -> Iterator[Spelling]:
    for term in terms:
        how = joint(term)
        inflected = term.kind in COMMON_NOUNS or bool(term.plural)
        plural = term.plural or term.target
        for place, text in enumerate((term.source, *term.variants)):
            rank = 2 if place else 0
            number = None if inflected and is_invariable(text) else False
            yield Spelling(rank, text, term.target, number, term.case, how, term)
            for spelling, is_plural in inflect(text).items() if inflected else ():
                form = plural if is_plural else term.target
                yield Spelling(rank + 1, spelling, form, is_plural, term.case, how, term)
        if term.kind in _OWN_SPELLING and term.case is CaseRule.EXACT:
            yield Spelling(4, term.target, term.target, False, CaseRule.EXACT, how, term)
    people = [term for term in terms if term.kind is TermKind.PERSON]
    for term, text, form, rank in aliases(people):
        yield Spelling(3 + rank, text, form, False, CaseRule.EXACT, Joint.WORD, term)


def _build(terms: tuple[Term, ...]) -> Any:
    import ahocorasick

    groups: dict[str, dict[str, Spelling]] = defaultdict(dict)
    for spelling in _spellings(terms):
        text = canonical(spelling.text).strip()
        known = groups[strip_accents(text)]
        if text not in known or spelling[:1] < known[text][:1]:
            known[text] = spelling._replace(text=text)
    automaton = ahocorasick.Automaton()
    for key, spellings in groups.items():
        automaton.add_word(key, tuple(sorted(spellings.values(), key=itemgetter(0, 1))))
    automaton.make_automaton()
    return automaton


def _form(text: str, start: int, surface: str, spelling: Spelling) -> str:
    form = spelling.form
    term = spelling.term
    if spelling.plural is None and stands_in_plural(text, start):
        form = term.plural or form
    shouted = surface.isupper() and not spelling.text.isupper() and sum(map(str.isalpha, surface)) > 1
    return form.upper() if shouted and term.kind in (*COMMON_NOUNS, TermKind.PHRASE) else form
