"""Two names in one article that are likely one name spelt two ways, or two names that are easily confused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from translate.glossary.folding import canonical, strip_accents
from translate.glossary.people import split_surname

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from translate.model import TermMatch

_SHORTEST = 5
"""Letters below which a difference of one tells two names apart well enough ("Musk", "Mask" aside)."""


class Likeness(StrEnum):
    """How two names are alike: two spellings of one name, or two names that differ in a letter."""

    SPELLING = "spelling"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Two names of one text, the one met first before the other."""

    first: str
    second: str
    likeness: Likeness


def compare_names(matches: Iterable[TermMatch]) -> list[Lookalike]:
    """Return the pairs among these names that are alike, in the order in which they were met."""
    forms: dict[str, str] = {}
    for match in matches:
        forms.setdefault(" ".join(match.surface.split()), match.form)
    pairs: list[Lookalike] = []
    told: set[frozenset[str]] = set()
    for (first, one), (second, other) in combinations(forms.items(), 2):
        surnames = frozenset((split_surname(first)[1], split_surname(second)[1]))
        if group_key(one) == group_key(other):
            pairs.append(Lookalike(first, second, Likeness.SPELLING))
        elif surnames not in told and not _share_surname(one, other) and _is_near(first, second):
            told.add(surnames)
            pairs.append(Lookalike(first, second, Likeness.NEAR))
    return pairs


def group_key(form: str) -> tuple[str, ...]:
    """Return what the spellings of one name have in common, from an English form: no accents, case or doublings."""
    words = strip_accents(canonical(form)).split()
    return tuple(_simplify(word) for word in words)


def _simplify(word: str) -> str:
    """Even out what transliterations of one Russian word differ in: y and i, -iy and -y, doubled letters."""
    evened = word.replace("iy", "i").replace("yi", "i").replace("y", "i").replace("j", "i").replace("kh", "h")
    return "".join(letter for place, letter in enumerate(evened) if not place or letter != evened[place - 1])


def _share_surname(one: str, other: str) -> bool:
    """Tell whether two English forms have one surname: "Varotchko" alone and "Aleksei Varochko" are no two names."""
    first, second = (group_key(split_surname(form)[1]) for form in (one, other))
    return first == second


def _is_near(first: str, second: str) -> bool:
    from rapidfuzz.distance import OSA

    surnames: Sequence[str] = [strip_accents(split_surname(name)[1]) for name in (first, second)]
    given = [strip_accents(split_surname(name)[0]) for name in (first, second)]
    if min(map(len, surnames)) < _SHORTEST or any(map(str.isdigit, "".join(surnames))):
        return False
    apart = OSA.distance(surnames[0], surnames[1])
    if apart == 0:
        return False
    compatible = not all(given) or given[0][0] == given[1][0]
    return apart == 1 and compatible
