"""The other ways in which an article names a person of the glossary: surname alone, given name spelt otherwise."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from translate.glossary import lexicon
from translate.glossary.ordinary import is_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from translate.model import Term


def split_surname(name: str) -> tuple[str, str]:
    """Return the given names and the surname; particles belong to the surname ("Wernher", "von Braun").

    A name of one word has no given name. Words in capitals at the end are the surname when those before are not
    ("Jean-Yves LE GALL").
    """
    words = name.split()
    first = max(1, len(words) - 1)
    while first > 1 and words[first - 1].lower() in lexicon.entries("particles"):
        first -= 1
    while first > 1 and words[-1].isupper() and words[first - 1].isupper() and not words[0].isupper():
        first -= 1
    return (" ".join(words[:first]), " ".join(words[first:])) if len(words) > 1 else ("", name)


def given_name_spellings(given: str) -> tuple[str, ...]:
    """Return the other spellings of a given name that goes through several transliterations, in order."""
    return _spellings().get(given, ())


def aliases(people: Iterable[Term]) -> Iterator[tuple[Term, str, str, int]]:
    """Yield `(term, spelling, form, rank)` for what the rows of persons imply; a lower rank is the closer relation.

    Rank 1: the given name as other transliterations have it; it stands for the whole target. Rank 2: the surname
    alone, which stands for the target's surname. It is left out where two persons share it with different targets,
    or where it is an ordinary word or a month.
    """
    shared: dict[str, set[str]] = defaultdict(set)
    surnames: list[tuple[Term, str, str]] = []
    for term in people:
        _, target_surname = split_surname(term.target)
        if not _is_one_person(term.source):
            continue
        for spelling in (term.source, *term.variants, term.target):
            given, surname = split_surname(spelling)
            if not given:
                continue
            for other in given_name_spellings(given):
                yield term, f"{other} {surname}", term.target, 1
            if len(surname.split()) == len(target_surname.split()) and len(term.target.split()) > 1:
                shared[surname].add(target_surname)
                surnames.append((term, surname, target_surname))
    for term, surname, form in surnames:
        if len(shared[surname]) == 1 and len(surname) > 2 and not is_ordinary(surname):
            yield term, surname, form, 2


def _is_one_person(name: str) -> bool:
    return not {"et", "and", "&"}.intersection(name.split())


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    spellings: dict[str, tuple[str, ...]] = {}
    for table in ("russian_given", "russian_weak"):
        families: dict[str, list[str]] = defaultdict(list)
        for spelling, english in lexicon.pairs(table).items():
            families[english].append(spelling)
        for family in families.values():
            spellings |= {one: tuple(other for other in family if other != one) for one in family}
    return spellings
