"""What a person decides about one entry, written as an editor such as Poedit writes it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from translate.catalogue.entries import remark_lines, replaced_remarks, rewritten
from translate.catalogue.evidence import lasting_lines

if TYPE_CHECKING:
    from translate.catalogue.entries import Entry


def edited(entry: Entry, target: str, *, approved: bool, note: str | None = None) -> Entry:
    """Return `entry` with a person's target; `note` takes the place of people's remarks where it is given.

    An approved target is no longer fuzzy and needs its previous source no more. One that is not approved is fuzzy; a
    previous source stays with it. An empty one is neither. The draft on record stays in every case.
    """
    unit = replace(entry.unit, target=target)
    fuzzy = bool(target) and not approved
    previous = entry.previous_context if fuzzy else None
    if not fuzzy:
        unit = replace(unit, previous_source="", comments=lasting_lines(unit.comments))
    changed = rewritten(entry, unit, fuzzy=fuzzy, previous_context=previous)
    if note is not None and note != changed.unit.note:
        changed = replaced_remarks(changed, remark_lines(note if note.strip() else ""))
    return changed.in_state(changed.live_state)


def version(entry: Entry) -> str:
    """Return a digest of all that people can change in an entry: two entries with one version look the same to them."""
    work = (entry.unit.state, entry.whole_target, entry.flags, entry.remarks, entry.unit.previous_source, entry.plural)
    return sha256(repr(work).encode("utf-8", "surrogatepass")).hexdigest()[:16]
