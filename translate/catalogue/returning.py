"""Units that come back from another program, taken into a catalogue that may have changed meanwhile.

What a unit had when it was exported travels with it as a *stamp*. What a person changed there is told by it, and so is
what happened here in the meantime. A person's word is never lost: where both sides have one, ours stays in place and
theirs is kept in a remark; where the unit has left the article, it waits as a fuzzy candidate or as an obsolete entry.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from translate.catalogue.entries import (
    Entry,
    former_key,
    remark_lines,
    replaced_remarks,
    rewritten,
    with_remarks,
)
from translate.catalogue.evidence import digest_target, lasting_lines
from translate.catalogue.merging import THRESHOLD, Wanted, merge_entries
from translate.catalogue.returns import NO_STAMP, Edit, Outcome, Return, ReturnKind, find_edit, is_touched
from translate.model import State, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.catalogue.entries import Catalogue, Key


def take_back(
    catalogue: Catalogue, returned: Sequence[Return], *, approve: bool = True, threshold: int = THRESHOLD
) -> tuple[Catalogue, tuple[Outcome, ...]]:
    """Return the catalogue with what people changed in another program, and what became of each unit.

    A unit whose state was changed takes it over; one whose target alone was changed is approved, or, without
    `approve`, in edit. `threshold` is the similarity (0 to 100) from which a text whose source has changed waits for
    the new one.
    """
    intake = _Intake(catalogue, approve=approve)
    outcomes = [intake.take(one) for one in returned]
    kinds = intake.place_strays(threshold)
    settled = tuple(replace(one, kind=kinds.get(one.unit.key, one.kind)) if one.kind is ReturnKind.MOVED else one
                    for one in outcomes)  # fmt: skip
    return intake.catalogue(), settled


class _Intake:
    """The entries of a catalogue while units come back to it."""

    def __init__(self, catalogue: Catalogue, *, approve: bool) -> None:
        self._old = catalogue
        self._entries = list(catalogue.entries)
        self._live = {entry.key: n for n, entry in enumerate(self._entries) if not entry.obsolete}
        self._obsolete = {entry.key: n for n, entry in enumerate(self._entries) if entry.obsolete}
        self._heirs = {former: n for n, entry in enumerate(self._entries)
                       if not entry.obsolete and (former := former_key(entry)) is not None}  # fmt: skip
        self._strays: dict[Key, Entry] = {}
        self._finished = State.POST_EDITED if approve else State.IN_EDIT

    def catalogue(self) -> Catalogue:
        """Return the catalogue as it is now; the very one that came in where nothing was changed."""
        entries = tuple(self._entries)
        same = len(entries) == len(self._old.entries) and all(map(_is, entries, self._old.entries))
        return self._old if same else replace(self._old, entries=entries)

    def take(self, unit: Return) -> Outcome:
        """Take one unit in. One that has no place any more is put aside for `place_strays`, and called MOVED."""
        place = self._live.get(unit.key)
        if place is None:
            return Outcome(self._take_stray(unit), unit)
        entry = self._entries[place]
        new, kind = self._settle(entry, unit)
        self._entries[place] = new
        return Outcome(kind, unit)

    def _settle(self, entry: Entry, unit: Return) -> tuple[Entry, ReturnKind]:
        """Return the entry with what came back for it."""
        edit = find_edit(unit, entry)
        remarked = _with_note(entry, unit, edit)
        kind = ReturnKind.UNCHANGED if remarked is entry else ReturnKind.REMARKED
        if not (edit.target or edit.state) or entry.plural is not None:
            return remarked, kind
        if not unit.target:
            return remarked, ReturnKind.EMPTIED if entry.has_target else kind
        state = self._state(unit, edit, entry)
        if (entry.unit.target, entry.live_state) == (unit.target, state):
            return remarked, kind
        if is_touched(entry, edit) and entry.human and entry.unit.target != unit.target:
            if unit.seen:
                return remarked, kind
            return (_remarked(remarked, unit.target) if edit.target else remarked), ReturnKind.CONFLICT
        filled = _filled(remarked, unit.target, state)
        return filled, kind if filled is remarked else _KINDS[state]

    def _state(self, unit: Return, edit: Edit, entry: Entry) -> State:
        """Return the state that a unit is to have: what a person chose, or else what an edited target deserves."""
        if unit.state is State.POST_EDITED:
            return self._finished
        if edit.state:
            return State.IN_EDIT
        # Without its stamp nobody can tell whether this is an edited text or an older one.
        known = edit.base != NO_STAMP or entry.live_state is State.UNTRANSLATED
        return self._finished if known else State.IN_EDIT

    def _take_stray(self, unit: Return) -> ReturnKind:
        """Take in a unit that the article has no more."""
        place = self._heirs.get(unit.key, self._obsolete.get(unit.key))
        if place is not None:
            self._entries[place], kind = self._inherit(self._entries[place], unit)
            return kind
        blank = Entry(Unit(unit.source, unit.context, "", State.UNTRANSLATED))
        edit = find_edit(unit, blank)
        stray = _with_note(blank, unit, edit)
        if unit.target and (edit.target or edit.state):
            stray = _filled(stray, unit.target, self._state(unit, edit, blank))
        if stray is blank:
            return ReturnKind.UNCHANGED
        self._strays[unit.key] = stray
        return ReturnKind.MOVED

    def _inherit(self, heir: Entry, unit: Return) -> tuple[Entry, ReturnKind]:
        """Return the entry where the former target of a unit waits, FUZZY or obsolete, with the one that came back."""
        edit = find_edit(unit, heir)
        noted = _with_note(heir, unit, edit)
        if not edit.target or unit.target in ("", heir.unit.target) or heir.plural is not None:
            return noted, ReturnKind.UNCHANGED if noted is heir else ReturnKind.REMARKED
        if heir.human and digest_target(heir.unit.target) != edit.base[1]:
            if unit.seen:
                return noted, ReturnKind.UNCHANGED
            return _remarked(noted, unit.target), ReturnKind.CONFLICT
        fuzzy = self._state(unit, edit, heir) is not State.POST_EDITED if heir.obsolete else heir.fuzzy
        changed = replace(noted.unit, target=unit.target)
        found = rewritten(noted, changed, fuzzy=fuzzy, previous_context=heir.previous_context)
        return found, ReturnKind.OBSOLETE if heir.obsolete else ReturnKind.MOVED

    def place_strays(self, threshold: int) -> dict[Key, ReturnKind]:
        """Find a place for the units that have none: beside the closest source without a person's target, or obsolete.

        Returns what became of each.
        """
        if not self._strays:
            return {}
        open_ = [self._entries[n] for n in self._live.values() if not self._entries[n].human]
        wanted = [Wanted(e.key, lasting_lines(e.unit.comments), e.unit.references) for e in open_]
        strays = replace(self._old, entries=tuple(self._strays.values()))
        kinds: dict[Key, ReturnKind] = {}
        for entry in merge_entries(strays, wanted, threshold)[0]:
            if entry.obsolete:
                kinds[entry.key] = ReturnKind.OBSOLETE
                self._entries.append(entry)
                continue
            place = self._live[entry.key]
            mine = self._entries[place]
            self._entries[place] = (
                with_remarks(entry, mine.remarks) if entry.human else with_remarks(mine, entry.remarks)
            )
        return kinds


_KINDS = {State.POST_EDITED: ReturnKind.APPROVED, State.IN_EDIT: ReturnKind.IN_EDIT}


def _is(one: object, other: object) -> bool:
    return one is other


def _filled(entry: Entry, target: str, state: State) -> Entry:
    """Return an entry with a person's target."""
    unit = replace(entry.unit, target=target)
    if state is State.POST_EDITED:
        unit = replace(unit, previous_source="", comments=lasting_lines(unit.comments))
        return rewritten(entry, unit, fuzzy=False).in_state(State.POST_EDITED)
    filled = rewritten(entry, unit, fuzzy=True, previous_context=entry.previous_context)
    return filled.in_state(filled.live_state)


def _with_note(entry: Entry, unit: Return, edit: Edit) -> Entry:
    """Return an entry with the remark that came back; what was changed here meanwhile is only added to."""
    if not edit.note or not unit.note.strip():
        return entry
    lines = remark_lines(_plain(unit.note))
    untouched = edit.base != NO_STAMP and digest_target(entry.unit.note) == edit.base[2]
    return replaced_remarks(entry, lines) if untouched else with_remarks(entry, lines)


def _plain(note: str) -> str:
    """Return a remark with plain line ends and none around it."""
    return re.sub(r"\r\n?", "\n", note).strip("\n")


def _remarked(entry: Entry, target: str) -> Entry:
    return with_remarks(entry, remark_lines(f"Also translated as: {target}"))
