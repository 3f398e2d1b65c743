"""Units as they come back from another program, and what their stamps tell of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from translate.catalogue.evidence import digest_target
from translate.model import State

if TYPE_CHECKING:
    from translate.catalogue.entries import Entry, Key
    from translate.model import Unit

_STAMP = re.compile(r"([a-z-]+)\.([0-9a-f]{12})\.([0-9a-f]{12})")
NO_STAMP = ("", "", "")


class ReturnKind(StrEnum):
    """What became of a unit that came back."""

    UNCHANGED = "unchanged"
    APPROVED = "approved"
    IN_EDIT = "in edit"
    REMARKED = "remarked"
    """Only the remark of a person is new."""
    EMPTIED = "emptied"
    """Its target is gone in the file, and stays here."""
    CONFLICT = "conflict"
    """It was changed here, too: ours stays, theirs is kept in a remark."""
    MOVED = "moved"
    """Its source has changed since: theirs waits as a fuzzy candidate."""
    OBSOLETE = "obsolete"
    """Its source is no longer in the article: theirs is kept as an obsolete entry."""


@dataclass(frozen=True, slots=True)
class Return:
    """A unit as it came back; `line` is its place in the file.

    `state` is None and `stamp` "" where the other program has lost them. `seen` tells that the same target came back
    before: it does not dispute what people wrote here since.
    """

    source: str
    context: str
    target: str
    state: State | None
    note: str = ""
    stamp: str = ""
    line: int = 0
    seen: bool = False

    @property
    def key(self) -> Key:
        """The (context, source) of the unit."""
        return self.context, self.source


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one unit that came back."""

    kind: ReturnKind
    unit: Return


def stamp(unit: Unit) -> str:
    """Return, in a few characters, what a catalogue has for a unit: its state, target and people's remark."""
    return f"{unit.state.replace(' ', '-')}.{digest_target(unit.target)}.{digest_target(unit.note)}"


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person did to a unit elsewhere, as its stamp tells it."""

    target: bool
    state: bool
    note: bool
    base: tuple[str, str, str]


def find_edit(unit: Return, entry: Entry) -> Edit:
    """Return what was changed elsewhere: against the stamp, or without one against what is here."""
    found = _STAMP.fullmatch(unit.stamp)
    if found is None:
        approved = unit.state is State.POST_EDITED and entry.live_state is not State.POST_EDITED
        return Edit(unit.target != entry.unit.target, approved, unit.note != entry.unit.note, NO_STAMP)
    state, target, note = found.groups()
    changed = unit.state is not None and unit.state.replace(" ", "-") != state
    return Edit(digest_target(unit.target) != target, changed, digest_target(unit.note) != note, (state, target, note))


def is_touched(entry: Entry, edit: Edit) -> bool:
    """Tell whether an entry is no longer what was exported."""
    return (entry.live_state.replace(" ", "-"), digest_target(entry.unit.target)) != edit.base[:2]
