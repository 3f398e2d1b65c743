"""The other ways in which an article names a person of the glossary: surname alone, given name spelt otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from translate.glossary import lexicon
from translate.glossary.ordinary import is_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from translate.model import Term


_SEVERAL = re.compile(r" (?:et|and|&) ")
"""What joins the names of several persons."""


def split_surname(name: str) -> tuple[str, str]:
    """Return the given names and the surname; particles belong to the surname ("Wernher", "von Braun").

    A name of one word has no given name. Words in capitals at the end are the surname when those before are not
    ("Jean-Yves LE GALL").
    """
    words = name.split()
    if len(words) == 2:
        return words[0], words[1]
    first = max(1, len(words) - 1)
    while first > 1 and words[first - 1].lower() in lexicon.entries("particles"):
        first -= 1
    while first > 1 and words[-1].isupper() and words[first - 1].isupper() and not words[0].isupper():
        first -= 1
    return (" ".join(words[:first]), " ".join(words[first:])) if len(words) > 1 else ("", name)


def given_name_spellings(given: str) -> tuple[str, ...]:
    """Return the other spellings of a given name that goes through several transliterations, in order."""
    return _spellings().get(given, ())


def find_aliases(people: Mapping[int, Term]) -> Iterator[tuple[int, str, str, int]]:
    """Yield `(number, spelling, form, rank)` for what the numbered rows of persons imply; a lower rank is closer.

    Rank 1: the given name as other transliterations have it; it stands for the whole target. Rank 2: the surname
    alone, which stands for the target's surname. It is left out where two persons share it with different targets,
    or where it is an ordinary word or a month.
    """
    targets: dict[str, set[str]] = defaultdict(set)
    surnames: list[tuple[int, str, str]] = []
    for number, term in people.items():
        if " " not in term.target or _SEVERAL.search(term.source):
            continue
        _, target_surname = split_surname(term.target)
        for spelling in dict.fromkeys((term.source, *term.variants, term.target)):
            given, surname = split_surname(spelling)
            for other in given_name_spellings(given):
                yield number, f"{other} {surname}", term.target, 1
            if given and surname.count(" ") == target_surname.count(" "):
                targets[surname].add(target_surname)
                surnames.append((number, surname, target_surname))
    for number, surname, form in dict.fromkeys(surnames):
        if len(targets[surname]) == 1 and len(surname) > 2 and not is_ordinary(surname):
            yield number, surname, form, 2


def is_given(word: str) -> bool:
    """Say whether a word is a given name that the lists know."""
    return word in lexicon.entries("given") or any(
        word in lexicon.pairs(table) for table in ("russian_given", "russian_medium", "russian_weak")
    )


def is_shared(word: str) -> bool:
    """Say whether a word is a given name that Russians share with others."""
    return word in lexicon.pairs("russian_weak") or word in lexicon.pairs("russian_medium")


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
