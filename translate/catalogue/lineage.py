"""Which orphaned entries a new segment comes from: the same text elsewhere, the same place, or a likeness."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from translate.catalogue.alignment import Match, Slot, align, increasing
from translate.catalogue.entries import former_key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from translate.catalogue.entries import Entry, Key


class ChangeKind(StrEnum):
    """What a merge did to a unit.

    KEPT: as it was. MOVED: as it was, in another place of the article. CHANGED: its source was edited. NEW: nothing
    was known of it. SPLIT and JOINED: its source was part of a longer one, or several ones. RETURNED: an earlier
    source is in use again, with its translation. OBSOLETE: it left the article and a person's work is kept. DROPPED:
    it left the article and nobody had worked on it.
    """

    KEPT = "kept"
    MOVED = "moved"
    CHANGED = "changed"
    NEW = "new"
    SPLIT = "split"
    JOINED = "joined"
    RETURNED = "returned"
    OBSOLETE = "obsolete"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a new segment comes from: the entries of its former version, in their order, and what became of them."""

    kind: ChangeKind
    entries: tuple[Entry, ...]


def steady_keys(live: Iterable[Key], wanted: Iterable[Key]) -> set[Key]:
    """Return the keys that are in both sequences and keep their order: as many as can."""
    ranks = {key: rank for rank, key in enumerate(live)}
    kept = [key for key in wanted if key in ranks]
    return {kept[index] for index in increasing([ranks[key] for key in kept])}


def find_origins(
    live: Mapping[Key, Entry],
    orphans: Sequence[Entry],
    wanted: Sequence[Key],
    missing: Sequence[Key],
    threshold: int,
) -> dict[Key, Origin]:
    """Return where the keys of `missing` come from; keys without an origin are left out.

    `live` are the entries that were in use, in their order, `orphans` those that nobody needs now, obsolete ones
    included, `wanted` the keys that are needed now, in their order. No orphan has two heirs, but the parts of a split.
    """
    origins: dict[Key, Origin] = {}
    left = list(orphans)
    if not missing:
        return origins
    rules: tuple[tuple[Callable[[Entry], Hashable], Callable[[Key], Hashable]], ...] = (
        (former_key, lambda key: key),
        (lambda entry: entry.unit.source, lambda key: key[1]),
    )
    for name_orphan, name_key in rules:
        by_name: dict[Hashable, list[Entry]] = {}
        for entry in reversed(left):
            by_name.setdefault(name_orphan(entry), []).append(entry)
        for key in missing:
            if key not in origins and by_name.get(name_key(key)):
                origins[key] = Origin(ChangeKind.CHANGED, (by_name[name_key(key)].pop(),))
        used = {entry.key for origin in origins.values() for entry in origin.entries}
        left = [entry for entry in left if entry.key not in used]
    steady = steady_keys(live, wanted)
    old_places, new_places = _places(live, steady), _places(wanted, steady)
    open_ = [key for key in missing if key not in origins]
    for match in align(
        [Slot(entry.unit.source, old_places.get(entry.key)) for entry in left],
        [Slot(key[1], new_places[key]) for key in open_],
        threshold,
    ):
        origin = Origin(_kind(match), tuple(left[slice(*match.old)]))
        origins.update(dict.fromkeys(open_[slice(*match.new)], origin))
    return origins


def _kind(match: Match) -> ChangeKind:
    if match.new[1] - match.new[0] > 1:
        return ChangeKind.SPLIT
    return ChangeKind.JOINED if match.old[1] - match.old[0] > 1 else ChangeKind.CHANGED


def _places(keys: Iterable[Key], steady: set[Key]) -> dict[Key, int]:
    """Return, for each key, how many steady ones stand before it."""
    places: dict[Key, int] = {}
    passed = 0
    for key in keys:
        places[key] = passed
        passed += key in steady
    return places
