"""Which catalogues, of articles that are gone, new articles come from: told by the sentences that they share.

Nothing is read or written here. An article is known by the words of each of its segments, and so is a catalogue; a
segment that stands in a catalogue still in use, such as a credit line, proves nothing and is left out beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    Profile = Mapping[str, int]

SHARE = 50
"""Per cent of a new article's words, at least, that must stand in the catalogue in whole segments. Measured by
benchmarks/renames.py: less takes catalogues of articles on the same subject, more misses what was edited much."""
PROOF = 12
"""Words, at least, that those segments must have together: two headlines may be alike by chance."""
RIVAL = 80
"""Per cent of the best catalogue's shared words from which another one is as likely."""
STRANGE = 10
"""Per cent of an article's words below which it has nothing in common with a catalogue."""
WHOLE = 75
"""Per cent of the words of both, at least, by which an article is a catalogue's own though another has its name."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """What a new `article` and an orphaned `catalogue` share: the sources of their common segments, and their words.

    `segments` is how many the article has.
    """

    article: Path
    catalogue: Path
    shared: frozenset[str]
    words: int
    segments: int


def profile(sources: Iterable[str]) -> dict[str, int]:
    """Return each source with the number of its words."""
    return {source: len(source.split()) for source in sources}


def relate(article: Path, wanted: Profile, catalogue: Path, held: Collection[str]) -> Kinship | None:
    """Return what an article whose segments are `wanted` shares with a catalogue that holds the sources `held`.

    None where that is too little to take the one for the other's former version.
    """
    shared = frozenset(source for source in wanted if source in held)
    words = sum(wanted[source] for source in shared)
    if words < PROOF or 100 * words < SHARE * sum(wanted.values()):
        return None
    return Kinship(article, catalogue, shared, words, len(wanted))


def is_strange(wanted: Profile, held: Collection[str]) -> bool:
    """Tell whether hardly anything of an article whose segments are `wanted` stands in a catalogue."""
    return 100 * sum(words for source, words in wanted.items() if source in held) < STRANGE * sum(wanted.values())


def is_whole(kin: Kinship, wanted: Profile, held: Iterable[str]) -> bool:
    """Tell whether nearly all of an article is in the catalogue, and nearly all of that in the article."""
    return 100 * kin.words >= WHOLE * max(sum(wanted.values()), sum(profile(held).values()))


def find_kin(articles: Mapping[Path, Profile], catalogues: Mapping[Path, Collection[str]]) -> dict[Path, list[Kinship]]:
    """Return the catalogues that each new article may come from, the likeliest first; articles without are left out.

    A catalogue goes to one article at most: the one that shares the most words with it, then the first by its path.
    More than one is returned for an article only where the others are as likely: they share most of the same segments.
    """
    holders: dict[str, list[Path]] = defaultdict(list)
    for catalogue in sorted(catalogues):
        for source in catalogues[catalogue]:
            holders[source].append(catalogue)
    found = [
        kinship
        for article, wanted in sorted(articles.items())
        for catalogue in sorted({holder for source in wanted for holder in holders.get(source, ())})
        if (kinship := relate(article, wanted, catalogue, catalogues[catalogue])) is not None
    ]
    found.sort(key=lambda one: -one.words)
    kin: dict[Path, list[Kinship]] = {}
    taken: set[Path] = set()
    for one in found:
        if one.article not in kin and one.catalogue not in taken:
            kin[one.article] = [one]
            taken.add(one.catalogue)
    for one in found:
        best = kin.get(one.article, [one])[0]
        if one.catalogue not in taken and _rivals(best, one, articles[one.article]):
            kin[one.article].append(one)
    return kin


def _rivals(best: Kinship, other: Kinship, wanted: Profile) -> bool:
    common = sum(wanted[source] for source in best.shared & other.shared)
    return 100 * other.words >= RIVAL * best.words and 2 * common > other.words
