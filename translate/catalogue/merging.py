"""A changed article meets its old catalogue: what is unchanged stays, and no human word is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate.catalogue.entries import FUZZY_FLAG, Catalogue, Entry, former_key, note_of, rewritten
from translate.catalogue.evidence import (
    approved_digest,
    change_lines,
    digest_target,
    is_rewrapped,
    review_lines,
    segment_lines,
)
from translate.catalogue.figures import renumber
from translate.catalogue.headers import new_header, refreshed_header, set_field
from translate.catalogue.lineage import ChangeKind, Origin, find_origins, steady_keys
from translate.catalogue.retagging import join_tagged, retag
from translate.errors import CatalogueError
from translate.model import State, Unit
from translate.similarity import Difference, difference, signs_differ_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import PurePath

    from translate.catalogue.entries import Key
    from translate.model import Segment

THRESHOLD = 75
"""The similarity, of 100, from which an orphaned entry is taken for the former version of a segment."""


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
    """The new catalogue, and one change for each unit that is or was in use."""

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
    threshold: int = THRESHOLD,
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
    if old is None:
        old = Catalogue(header=Entry(Unit("", "", new_header(**labels), State.POST_EDITED)), entries=())
    require_language(old, target_language)
    fields = refreshed_header(old.header.unit.target, **labels) if old.header.unit.target else new_header(**labels)
    header = rewritten(old.header, replace(old.header.unit, target=fields), fuzzy=old.header.fuzzy)
    entries, changes = merge_entries(old, _wanted(segments, article, notes), threshold)
    return Merge(replace(old, header=header, entries=entries), changes)


def with_format(catalogue: Catalogue, name: str) -> Catalogue:
    """Return a catalogue whose header says in which format its article is to be read."""
    header = catalogue.header
    fields = set_field(header.unit.target, "X-Source-Format", name)
    return replace(catalogue, header=rewritten(header, replace(header.unit, target=fields), fuzzy=header.fuzzy))


def require_language(catalogue: Catalogue, target_language: str, path: PurePath | None = None) -> None:
    """Raise CatalogueError where a catalogue, read from `path`, is in another language than `target_language`."""
    found = catalogue.target_language
    if found and found.partition("-")[0] != target_language.lower().partition("-")[0]:
        raise CatalogueError(
            f"The catalogue is in {found!r}, and the target language is {target_language!r}",
            remedy="Give the right target language, or correct `Language` in the catalogue's header.",
            path=path,
        )


def _wanted(segments: Sequence[Segment], article: str, notes: Callable[[Segment], tuple[str, ...]]) -> list[Wanted]:
    occurrences: dict[Key, list[Segment]] = {}
    for segment in segments:
        if not segment.source:
            raise CatalogueError("A segment of the article is empty", path=article, line=segment.line)
        occurrences.setdefault((segment.context, segment.source), []).append(segment)
    return [
        Wanted(key, segment_lines(same, [line for segment in same for line in notes(segment)]), (article,))
        for key, same in occurrences.items()
    ]


def merge_entries(
    old: Catalogue, wanted: Sequence[Wanted], threshold: int = THRESHOLD
) -> tuple[tuple[Entry, ...], tuple[Change, ...]]:
    """Return the entries of `wanted`, filled from `old`, then the obsolete ones; and what happened to each."""
    live, obsolete = old.live(), old.obsolete()
    keys = [want.key for want in wanted]
    needed = set(keys)
    orphans = [entry for key, entry in live.items() if key not in needed]
    spare = [entry for key, entry in obsolete.items() if key not in needed]
    missing = [key for key in keys if key not in live and key not in obsolete]
    origins = find_origins(live, [*orphans, *spare], keys, missing, threshold)
    steady = steady_keys(live, keys)
    merged: list[tuple[Entry, Change]] = []
    for want in wanted:
        if want.key in live:
            kind = ChangeKind.KEPT if want.key in steady else ChangeKind.MOVED
            merged.append((_refreshed(live[want.key], want), Change(kind, *want.key)))
        elif want.key in obsolete:
            merged.append((_revived(obsolete[want.key], want), Change(ChangeKind.RETURNED, *want.key)))
        else:
            merged.append(
                _adapted(origins[want.key], want, old.target_language) if want.key in origins else _fresh(want)
            )
    used = {entry.key for origin in origins.values() for entry in origin.entries}
    gone = [entry for entry in orphans if entry.key not in used]
    retired = [_retired(entry) for entry in gone if entry.keepsake]
    kept_obsolete = [entry for entry in spare if entry.key not in used]
    farewells = [Change(ChangeKind.OBSOLETE if entry.keepsake else ChangeKind.DROPPED, *entry.key) for entry in gone]
    return (
        (*(entry for entry, _ in merged), *kept_obsolete, *retired),
        (*(change for _, change in merged), *farewells),
    )


def _fresh(want: Wanted) -> tuple[Entry, Change]:
    context, source = want.key
    unit = Unit(source, context, "", State.UNTRANSLATED, want.references, comments=want.comments)
    return Entry(unit), Change(ChangeKind.NEW, context, source)


def _refreshed(entry: Entry, want: Wanted) -> Entry:
    """Return `entry` with the program's own comments up to date and its strings as they were.

    An entry that says what is due stays as it stands in its file, however another program has wrapped its comments.
    """
    review = review_lines(entry.unit.comments) if entry.unit.state is State.FUZZY else ()
    comments = (*want.comments, *review)
    if (comments, want.references) == (entry.unit.comments, entry.unit.references):
        return entry
    standing = entry.raw is not None and want.references == entry.unit.references
    if standing and is_rewrapped(entry.unit.comments, comments):
        return entry
    return replace(entry, unit=replace(entry.unit, comments=comments, references=want.references), raw=None)


def _revived(entry: Entry, want: Wanted) -> Entry:
    return _refreshed(replace(entry.in_state(entry.live_state), raw=None, strings=None), want)


def _retired(entry: Entry) -> Entry:
    return replace(entry.in_state(State.OBSOLETE), raw=None, strings=None)


def _adapted(origin: Origin, want: Wanted, language: str) -> tuple[Entry, Change]:
    """Return the entry of a segment that comes from other entries.

    A person's target becomes a FUZZY candidate. It stays approved where the source has only other characters for its
    apostrophes, quotation marks and blanks, and is approved again where the source is back at what the person approved
    it for. A machine's draft gives way to a new one.
    """
    context, source = want.key
    first, single = origin.entries[0], len(origin.entries) == 1
    before = " ".join(entry.unit.source for entry in origin.entries)
    what = difference(before, source)
    change = Change(origin.kind, context, source, before, what)
    remarks = tuple(line for lines in dict.fromkeys(entry.remarks for entry in origin.entries) for line in lines)
    flags = tuple(dict.fromkeys(flag for entry in origin.entries for flag in entry.flags if flag != FUZZY_FLAG))
    unit = Unit(source, context, "", State.UNTRANSLATED, want.references, note=note_of(remarks), comments=want.comments)
    if not any(entry.human for entry in origin.entries):
        return Entry(unit, flags, remarks), change
    tagged, joined = join_tagged(
        (entry.unit.source, entry.whole_target if entry.has_target else "") for entry in origin.entries
    )
    target = retag(joined, tagged, source, restoring=former_key(first) == want.key)
    approved = approved_digest(first) if single and origin.kind is ChangeKind.CHANGED else ""
    for candidate in _former_targets(joined, before, source, language) if approved else ():
        if former_key(first) == want.key and approved == digest_target(candidate):
            unit = replace(unit, target=candidate, state=State.POST_EDITED)
            return Entry(unit, flags, remarks), replace(change, kind=ChangeKind.RETURNED)
    if origin.kind is ChangeKind.CHANGED and _reads_the_same(first, want.key):
        return Entry(replace(unit, target=target, state=State.POST_EDITED), flags, remarks), change
    waiting = single and former_key(first) not in (None, want.key)
    unit = replace(
        unit,
        target=renumber(target, before, source, language) if what is Difference.NUMERIC else target,
        state=State.FUZZY,
        previous_source=(waiting and first.unit.previous_source) or before,
        comments=(*want.comments, *change_lines(origin.kind, what, before, source, approved)),
    )
    previous_context = first.previous_context if waiting else first.unit.context or None
    return Entry(unit, (FUZZY_FLAG, *flags), remarks, previous_context=previous_context), change


def _former_targets(target: str, before: str, source: str, language: str) -> Iterator[str]:
    """Yield what a target may have been before the edit that made `before` of `source` changed its figures and tags."""
    for candidate in dict.fromkeys((target, retag(target, before, source, restoring=True))):
        yield from (candidate, renumber(candidate, before, source, language))


def _reads_the_same(entry: Entry, key: Key) -> bool:
    """Tell whether an approved entry is one for this key, but for the characters of its source's signs and blanks."""
    approved = entry.live_state is State.POST_EDITED and entry.plural is None
    return approved and entry.unit.context == key[0] and signs_differ_only(entry.unit.source, key[1])
