"""A changed article meets its old catalogue: what is unchanged stays, and no human word is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from translate.catalogue.alignment import Match, Slot, align, increasing
from translate.catalogue.entries import Catalogue, Entry, Key, rewritten
from translate.catalogue.evidence import (
    approved_digest,
    approved_line,
    change_line,
    digest_target,
    review_lines,
    segment_lines,
)
from translate.catalogue.figures import renumber
from translate.catalogue.headers import new_header, refreshed_header
from translate.errors import CatalogueError
from translate.model import State, Unit
from translate.similarity import Difference, difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from translate.model import Segment


class ChangeKind(StrEnum):
    """What a merge did to a unit.

    KEPT: as it was. MOVED: as it was, in another place of the article. CHANGED: its source was edited. NEW: nothing
    was known of it. SPLIT and JOINED: its source was part of a longer one, or several ones. RETURNED: an obsolete
    unit is in use again. OBSOLETE: it left the article and a person's work is kept. DROPPED: it left the article
    and nobody had worked on it.
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
class Change:
    """What happened to one unit; `previous_source` and `difference` are told where its source was edited."""

    kind: ChangeKind
    context: str
    source: str
    previous_source: str = ""
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """The new catalogue, and one change for each unit that is or was in it."""

    catalogue: Catalogue
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit that the article needs, with the comment lines and references that are due to it."""

    key: Key
    comments: tuple[str, ...]
    references: tuple[str, ...]


def _no_notes(_segment: Segment) -> tuple[str, ...]:
    return ()


def merge(
    old: Catalogue | None,
    segments: Sequence[Segment],
    *,
    article: str,
    source_digest: str,
    source_language: str,
    target_language: str,
    notes: Callable[[Segment], tuple[str, ...]] = _no_notes,
    threshold: int = 75,
) -> Merge:
    """Return the catalogue of an article's segments, with everything that `old` knows about them.

    `article` is its posix path relative to the workspace, `source_digest` names its content. `notes` gives the
    comment lines of a segment, such as the terms it holds. `threshold` is the similarity (0 to 100) from which an
    orphaned entry is taken for the former version of a segment.

    The result depends on nothing else: no clock, no chance. Raises CatalogueError when `old` belongs to another
    target language, or when a segment is empty.
    """
    labels = {
        "source_language": source_language,
        "target_language": target_language,
        "article": article,
        "source_digest": source_digest,
    }
    wanted = _wanted(segments, article, notes)
    if old is None:
        fresh = Entry(Unit("", "", new_header(**labels), State.POST_EDITED))
        old = Catalogue(header=fresh, entries=())
    _refuse_other_language(old, target_language)
    fields = refreshed_header(old.header.unit.target, **labels) if old.header.unit.target else new_header(**labels)
    header = rewritten(old.header, replace(old.header.unit, target=fields), fuzzy=False)
    entries, changes = merge_entries(old, wanted, threshold)
    return Merge(replace(old, header=header, entries=entries), changes)


def _refuse_other_language(old: Catalogue, target_language: str) -> None:
    found = old.target_language
    if found and found.partition("-")[0] != target_language.lower().partition("-")[0]:
        raise CatalogueError(
            f"The catalogue is in {found}, and the target language is {target_language}",
            remedy="Give the right target language, or correct `Language` in the catalogue's header.",
        )


def _wanted(segments: Sequence[Segment], article: str, notes: Callable[[Segment], tuple[str, ...]]) -> list[Wanted]:
    occurrences: dict[Key, list[Segment]] = {}
    for segment in segments:
        if not segment.source:
            raise CatalogueError("A segment is empty", line=segment.line)
        occurrences.setdefault((segment.context, segment.source), []).append(segment)
    return [
        Wanted(key, segment_lines(same, [line for segment in same for line in notes(segment)]), (article,))
        for key, same in occurrences.items()
    ]


def merge_entries(
    old: Catalogue, wanted: Sequence[Wanted], threshold: int
) -> tuple[tuple[Entry, ...], tuple[Change, ...]]:
    """Return the entries of `wanted`, filled from `old` and followed by the obsolete ones, and what happened to each."""
    live, obsolete = old.live(), old.obsolete()
    needed = {want.key for want in wanted}
    orphans = [entry for key, entry in live.items() if key not in needed]
    spare = [entry for key, entry in obsolete.items() if key not in needed]
    missing = [want for want in wanted if want.key not in live and want.key not in obsolete]
    found = _former_versions(live, [*orphans, *spare], wanted, missing, threshold)
    steady = _steady(live, wanted)

    entries: list[Entry] = []
    changes: list[Change] = []
    for want in wanted:
        if want.key in live:
            entries.append(_refreshed(live[want.key], want))
            changes.append(Change(ChangeKind.KEPT if want.key in steady else ChangeKind.MOVED, *want.key))
        elif want.key in obsolete:
            entries.append(_revived(obsolete[want.key], want))
            changes.append(Change(ChangeKind.RETURNED, *want.key))
        elif want.key in found:
            kind, former = found[want.key]
            entry, change = _adapted(kind, former, want)
            entries.append(entry)
            changes.append(change)
        else:
            entries.append(
                Entry(Unit(want.key[1], want.key[0], "", State.UNTRANSLATED, want.references, comments=want.comments))
            )
            changes.append(Change(ChangeKind.NEW, *want.key))
    used = {entry.key for _, former in found.values() for entry in former}
    entries += (entry for entry in spare if entry.key not in used)
    for entry in orphans:
        if entry.key in used:
            continue
        if entry.human or entry.remarks:
            entries.append(_retired(entry))
            changes.append(Change(ChangeKind.OBSOLETE, *entry.key))
        else:
            changes.append(Change(ChangeKind.DROPPED, *entry.key))
    return tuple(entries), tuple(changes)


def _steady(live: dict[Key, Entry], wanted: Sequence[Wanted]) -> set[Key]:
    """Return the keys that stay, and stay in the same order."""
    ranks = {key: rank for rank, key in enumerate(live)}
    kept = [want.key for want in wanted if want.key in live]
    return {kept[index] for index in increasing([ranks[key] for key in kept])}


Former = dict[Key, tuple[ChangeKind, list[Entry]]]


def _former_versions(
    live: dict[Key, Entry], orphans: list[Entry], wanted: Sequence[Wanted], missing: Sequence[Wanted], threshold: int
) -> Former:
    """Return, for the keys of `missing`, the orphaned entries that they were made from."""
    found: Former = {}
    used: set[Key] = set()
    for same in (_reverted, _same_text):
        by_text: dict[Key | str, list[Entry]] = {}
        for entry in orphans:
            name = same(entry)
            if name is not None and entry.key not in used:
                by_text.setdefault(name, []).append(entry)
        for want in missing:
            name = want.key if same is _reverted else want.key[1]
            if want.key not in found and by_text.get(name):
                entry = by_text[name].pop(0)
                used.add(entry.key)
                found[want.key] = (ChangeKind.CHANGED, [entry])
    steady = _steady(live, wanted)
    left = [entry for entry in orphans if entry.key not in used]
    open_ = [want for want in missing if want.key not in found]
    old_gaps, new_gaps = _gaps(list(live), steady), _gaps([want.key for want in wanted], steady)
    matches = align(
        [Slot(entry.unit.source, old_gaps.get(entry.key)) for entry in left],
        [Slot(want.key[1], new_gaps[want.key]) for want in open_],
        threshold,
    )
    for match in matches:
        for want in open_[slice(*match.new)]:
            found[want.key] = (_kind(match), left[slice(*match.old)])
    return found


def _reverted(entry: Entry) -> Key | None:
    """Return the key that a FUZZY entry had before its source was edited."""
    return (entry.previous_context or "", entry.unit.previous_source) if entry.unit.previous_source else None


def _same_text(entry: Entry) -> str:
    return entry.unit.source


def _kind(match: Match) -> ChangeKind:
    if match.new[1] - match.new[0] > 1:
        return ChangeKind.SPLIT
    return ChangeKind.JOINED if match.old[1] - match.old[0] > 1 else ChangeKind.CHANGED


def _gaps(keys: Iterable[Key], steady: set[Key]) -> dict[Key, int]:
    """Return, for each key, how many steady ones stand before it."""
    gaps: dict[Key, int] = {}
    passed = 0
    for key in keys:
        gaps[key] = passed
        passed += key in steady
    return gaps


def _refreshed(entry: Entry, want: Wanted) -> Entry:
    """Return `entry` with the program's own comments up to date."""
    review = review_lines(entry.unit.comments) if entry.unit.state is State.FUZZY else ()
    comments = (*want.comments, *review)
    if (comments, want.references) == (entry.unit.comments, entry.unit.references):
        return entry
    return replace(entry, unit=replace(entry.unit, comments=comments, references=want.references), raw=None)


def _revived(entry: Entry, want: Wanted) -> Entry:
    return _refreshed(replace(entry.in_state(entry.live_state), raw=None), want)


def _retired(entry: Entry) -> Entry:
    return replace(entry.in_state(State.OBSOLETE), raw=None)


def _adapted(kind: ChangeKind, former: list[Entry], want: Wanted) -> tuple[Entry, Change]:
    """Return the entry of a segment whose former version had the entries `former`."""
    context, source = want.key
    before = " ".join(entry.unit.source for entry in former)
    what = difference(before, source) if before != source else Difference.COSMETIC
    change = Change(kind, context, source, before, what)
    remarks = tuple(dict.fromkeys(remark for entry in former for remark in entry.remarks))
    flags = tuple(dict.fromkeys(flag for entry in former for flag in entry.flags if flag != "fuzzy"))
    note = "\n".join(remark[1:].removeprefix(" ") for remark in remarks)
    unit = Unit(source, context, "", State.UNTRANSLATED, want.references, note=note, comments=want.comments)
    if not any(entry.human for entry in former):
        return Entry(unit, flags, remarks), change
    target = " ".join(entry.unit.target for entry in former if entry.has_target)
    if what is Difference.NUMERIC:
        target = renumber(target, before, source)
    first = former[0]
    if (
        kind is ChangeKind.CHANGED
        and approved_digest(first.unit.comments) == digest_target(target)
        and _reverted(first) == want.key
    ):
        unit = replace(unit, target=target, state=State.POST_EDITED)
        return Entry(unit, flags, remarks), replace(change, kind=ChangeKind.RETURNED)
    previous = before
    if kind is ChangeKind.CHANGED and first.unit.previous_source not in ("", source):
        previous = first.unit.previous_source
    comments = [*want.comments, change_line(what, before, source)]
    if kind is ChangeKind.CHANGED and first.live_state is State.POST_EDITED:
        comments.append(approved_line(first.unit.target))
    unit = replace(unit, target=target, state=State.FUZZY, previous_source=previous, comments=tuple(comments))
    return Entry(unit, ("fuzzy", *flags), remarks, previous_context=first.unit.context or None), change


def reconcile(base: Catalogue | None, ours: Catalogue, theirs: Catalogue) -> Catalogue:
    """Return `ours` with what people did on disk meanwhile.

    `base` is what we read, `theirs` what is on disk now. What people changed wins; ours fills the rest.
    """
    wanted = [
        Wanted(entry.key, entry.unit.comments, entry.unit.references) for entry in ours.entries if not entry.obsolete
    ]
    entries, _ = merge_entries(theirs, wanted, 75)
    ours_live = ours.live()
    read = {} if base is None else {entry.key: entry for entry in base.entries}
    met: list[Entry] = []
    for entry in entries:
        mine = ours_live.get(entry.key)
        untouched = entry.unit.state in (State.UNTRANSLATED, State.DRAFT)
        before = read.get(entry.key)
        if mine is not None and untouched and (before is None or before.unit.target == entry.unit.target):
            met.append(mine)
        else:
            met.append(entry)
    header = theirs.header
    for name in ("X-Source-Language", "X-Source-Article", "X-Source-Digest"):
        pass
    return replace(theirs, header=header, entries=tuple(met))
