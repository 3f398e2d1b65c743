"""What a catalogue cannot say for itself: when people wrote each target, and how long the machine worked on it.

One JSON file a catalogue, in the workspace's state folder. It only grows when there is something new to tell, and may
be deleted at any time: the times of edits are then those of the catalogue's file, and the machine's work is forgotten.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from translate import storage
from translate.catalogue.evidence import digest_target
from translate.errors import StorageError
from translate.model import State
from translate.workflow.approvals import revision_time
from translate.workflow.unit_cache import key_digest

if TYPE_CHECKING:
    from pathlib import Path

    from translate import catalogue as po
    from translate.model import Unit
    from translate.project import Project

_HUMAN = (State.POST_EDITED, State.IN_EDIT)


@dataclass(frozen=True, slots=True)
class Work:
    """What the engine did for one article in one run.

    `when` is UTC in ISO 8601, `units` were translated with `words` words of the source, in `seconds` of its time.
    """

    when: str
    command: str
    units: int
    words: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Edit:
    """When a person wrote the target that has this digest: UTC in ISO 8601."""

    when: str
    target: str


@dataclass(frozen=True, slots=True)
class Chronicle:
    """What is known of one catalogue: the edits of its units by the digests of their keys, and the machine's work."""

    edits: dict[str, Edit] = field(default_factory=dict)
    work: tuple[Work, ...] = ()

    def edited(self, unit: Unit) -> str:
        """Return when a person wrote a unit's target, "" where that is not known."""
        edit = self.edits.get(key_digest(unit.context, unit.source))
        return edit.when if edit is not None and edit.target == digest_target(unit.target) else ""


def read_chronicle(project: Project, catalogue: Path) -> Chronicle:
    """Return what is known of a catalogue; nothing where there is no file or none that can be used."""
    try:
        content: Any = json.loads(chronicle_path(project, catalogue).read_bytes())
        edits = {key: Edit(*edit) for key, edit in content["edits"].items()}
        return Chronicle(edits, tuple(Work(**one) for one in content["work"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Chronicle()


def observe(project: Project, path: Path, catalogue: po.Catalogue) -> Chronicle:
    """Note the targets of the catalogue at `path` that people have written since it was last looked at.

    Their time is what the header says about the last revision where that is news, else that of the file. Nothing is
    written when nothing is new. Raises StorageError.
    """
    known = read_chronicle(project, path)
    former = max((edit.when for edit in known.edits.values()), default="")
    revised = revision_time(catalogue)
    saved = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    when = revised if former < revised <= saved else saved
    edits: dict[str, Edit] = {}
    for unit in catalogue.units:
        key = key_digest(unit.context, unit.source)
        edit = known.edits.get(key)
        if unit.state in _HUMAN and (edit is None or edit.target != digest_target(unit.target)):
            edit = Edit(when, digest_target(unit.target))
        if edit is not None:
            edits[key] = edit
    found = Chronicle(edits, known.work)
    if edits != known.edits:
        _write(project, path, found)
    return found


def note_edit(project: Project, path: Path, unit: Unit) -> None:
    """Note that a person wrote a unit of the catalogue at `path` just now. Raises StorageError."""
    known = read_chronicle(project, path)
    edit = Edit(utc_now(), digest_target(unit.target))
    if unit.state in _HUMAN and known.edited(unit) == "":
        _write(project, path, Chronicle(known.edits | {key_digest(unit.context, unit.source): edit}, known.work))


def look(project: Project, path: Path, catalogue: po.Catalogue) -> tuple[Chronicle, str]:
    """Do as `observe`, for a command that only reads: return what went wrong, "" for nothing, rather than raise it."""
    try:
        return observe(project, path, catalogue), ""
    except StorageError as error:
        return read_chronicle(project, path), f"The time of new edits could not be kept: {error}"


def record_work(project: Project, catalogue: Path, work: Work) -> None:
    """Add what the engine did for a catalogue in one run. Raises StorageError."""
    known = read_chronicle(project, catalogue)
    _write(project, catalogue, Chronicle(known.edits, (*known.work, work)))


def rename_chronicle(project: Project, former: Path, path: Path) -> None:
    """Let what is known of the catalogue at `former` be that of the one at `path`. Raises StorageError."""
    known = read_chronicle(project, former)
    if known.edits or known.work:
        _write(project, path, known)
        storage.remove(chronicle_path(project, former))


def utc_now() -> str:
    """Return the time as a chronicle has it: UTC in ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _write(project: Project, catalogue: Path, chronicle: Chronicle) -> None:
    content = {
        "edits": {key: [edit.when, edit.target] for key, edit in chronicle.edits.items()},
        "work": [asdict(one) for one in chronicle.work],
    }
    storage.write_bytes(chronicle_path(project, catalogue), json.dumps(content, separators=(",", ":")).encode() + b"\n")


def chronicle_path(project: Project, catalogue: Path) -> Path:
    """Return where what is known of a catalogue is kept."""
    place = catalogue.relative_to(project.catalogues)
    return project.state / "chronicle" / project.target / place.with_suffix(".json")
