"""Single units as a person decided about them, put into a catalogue; nothing else in it is changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.model import State
from translate.workflow.chronicle import note_edit
from translate.workflow.undoing import remembered

if TYPE_CHECKING:
    from pathlib import Path

    from translate.catalogue.entries import Entry
    from translate.project import Project

SITTING = 600.0
"""Seconds after which a long sitting begins a new run in the journal, so that undoing one does not undo them all."""


@dataclass(slots=True)
class Sitting:
    """A person at work on one catalogue: what they changed in a row is one run of the journal, taken back as one."""

    command: str
    run: int | None = None
    began: float = 0.0
    units: dict[po.Key, State] = field(default_factory=dict)

    def note(self, key: po.Key, state: State) -> str:
        """Count a unit in, and return what the sitting has done so far. A long one is begun anew first."""
        if self.run is None or monotonic() - self.began > SITTING:
            self.run, self.began, self.units = None, monotonic(), {}
        self.units[key] = state
        approved = sum(found is State.POST_EDITED for found in self.units.values())
        parts = ((approved, "approved"), (len(self.units) - approved, "edited"))
        return ", ".join(f"{count} {name}" for count, name in parts if count)


def put(project: Project, path: Path, catalogue: po.Catalogue, entry: Entry, sitting: Sitting) -> po.Catalogue:
    """Write `catalogue`, as it was read from `path`, with `entry` in the place of the one with its key.

    Returns the catalogue that is on disk now. Where somebody saved the file in the meantime both sides are kept: see
    `catalogue.reconciling`. Raises CatalogueError and StorageError.
    """
    entries = tuple(entry if not one.obsolete and one.key == entry.key else one for one in catalogue.entries)
    changed = replace(catalogue, entries=entries)
    planned = po.render(changed)
    summary = sitting.note(entry.key, entry.unit.state)
    with remembered(project, path, planned, command=sitting.command, summary=summary, join=sitting.run) as run:
        po.save(path, changed, read_digest=catalogue.read_digest, locks=project.locks)
    sitting.run = run
    note_edit(project, path, entry.unit)
    present = path.read_bytes()
    return replace(changed, origin=planned) if present == planned else po.parse(present, path)
