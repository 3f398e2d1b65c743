"""Safe fixes put into a catalogue, and nothing else changed in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.catalogue.entries import rewritten
from translate.checks.fixing import fix_target
from translate.model import State
from translate.workflow.undoing import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from translate.catalogue.entries import Entry
    from translate.model import Finding, Unit
    from translate.project import Project

_FIXED = (State.DRAFT, State.IN_EDIT, State.POST_EDITED)
"""States whose targets are fixed. A FUZZY target is another source's, and a person looks at it in any case."""


def correct(project: Project, article: Path, find: Callable[[Unit], Iterable[Finding]]) -> int:
    """Apply the safe fixes that `find` offers for the units of an article's catalogue; return how many units changed.

    Each unit keeps its state. A draft that nobody touched stays one: its record is fixed, too. The run is remembered
    and can be undone. Raises CatalogueError and StorageError.
    """
    path = project.catalogue_path(article)
    old = po.read(path)
    entries = tuple(_corrected(entry, find) for entry in old.entries)
    count = sum(entry is not before for entry, before in zip(entries, old.entries, strict=True))
    if count:
        fixed = replace(old, entries=entries)
        with remembered(project, path, po.render(fixed), command="check --fix", summary=f"{count} fixed"):
            po.save(path, fixed, read_digest=old.read_digest, locks=project.locks)
    return count


def _corrected(entry: Entry, find: Callable[[Unit], Iterable[Finding]]) -> Entry:
    unit = entry.unit
    if unit.state not in _FIXED or entry.plural is not None:
        return entry
    target = fix_target(unit, find)
    if target == unit.target:
        return entry
    draft = unit.draft
    if draft is not None and draft.target == unit.target:
        draft = replace(draft, target=target)
    unit = replace(unit, target=target, draft=draft)
    return rewritten(entry, unit, fuzzy=entry.fuzzy, previous_context=entry.previous_context)
