"""Two people at one catalogue: what the program made meets what was saved to the file meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translate.catalogue.entries import remark_lines, rewritten, with_remarks
from translate.catalogue.evidence import lasting_lines
from translate.catalogue.headers import refreshed_header
from translate.catalogue.merging import Wanted, merge_entries, with_format

if TYPE_CHECKING:
    from translate.catalogue.entries import Catalogue, Entry


def reconcile(base: Catalogue | None, ours: Catalogue, theirs: Catalogue) -> Catalogue:
    """Return `theirs`, what is on disk now, with everything of `ours` that nobody changed there meanwhile.

    `base` is what we had read before we made `ours` from it; None when there was no file. The units are those that
    `ours` needs. What people changed since `base` wins; where both sides changed a target by hand, theirs is in
    place and ours is kept in a remark.
    """
    wanted = [
        Wanted(entry.key, lasting_lines(entry.unit.comments), entry.unit.references)
        for entry in ours.entries
        if not entry.obsolete
    ]
    merged, _ = merge_entries(theirs, wanted)
    before = {} if base is None else {entry.key: entry for entry in base.entries}
    meanwhile = {entry.key: entry for entry in theirs.entries}
    known = {entry.whole_target for entry in before.values()}
    our_live = ours.live()
    entries: list[Entry] = []
    for entry in merged:
        mine = our_live.get(entry.key)
        if mine is not None:
            by_hand = mine.human and mine.whole_target not in known
            entries.append(_settle(entry, mine, before.get(entry.key), meanwhile.get(entry.key), by_hand=by_hand))
        else:
            entries.append(entry)
    labels = {
        "source_language": ours.source_language,
        "target_language": ours.target_language,
        "article": ours.article,
        "source_digest": ours.source_digest,
    }
    fields = refreshed_header(theirs.header.unit.target or ours.header.unit.target, **labels)
    header = rewritten(theirs.header, replace(theirs.header.unit, target=fields), fuzzy=theirs.header.fuzzy)
    settled = replace(theirs, header=header, entries=tuple(entries))
    return with_format(settled, ours.source_format) if ours.source_format else settled


def _settle(merged: Entry, mine: Entry, before: Entry | None, theirs: Entry | None, *, by_hand: bool) -> Entry:
    """Choose between what a merge with the file on disk gave for a key, and what we had made.

    `before` and `theirs` are the key's entries in the file that we had read and in the one on disk; `by_hand` tells
    that our target is a person's and that the file we had read did not have it.
    """
    if theirs is None:
        return merged if merged.human else _with_remarks(mine, merged)
    if before is not None and _work(theirs) == _work(before):
        return mine
    if not merged.has_target:
        cleared = before is not None and before.has_target
        return merged if cleared and not by_hand else _with_remarks(mine, merged)
    if by_hand and merged.human and mine.whole_target != merged.whole_target:
        return _with_remarks(merged, mine, f"Also translated as: {mine.whole_target}")
    return _with_remarks(mine, merged) if by_hand and not merged.human else merged


def _work(entry: Entry) -> tuple[object, ...]:
    """Return what people can change in an entry."""
    return entry.unit.state, entry.whole_target, entry.flags, entry.remarks, entry.plural


def _with_remarks(entry: Entry, other: Entry, text: str = "") -> Entry:
    """Return `entry` with the remarks that it lacks of `other`, and one with `text`."""
    return with_remarks(entry, (*other.remarks, *remark_lines(text)))
