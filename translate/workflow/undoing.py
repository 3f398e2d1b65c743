"""The runs that changed a catalogue, and the way back to what it was before the last of them."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from translate import storage
from translate.errors import CatalogueError
from translate.journal import Journal, Run, digest
from translate.workflow.sources import require_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from translate.project import Project


def open_journal(project: Project, catalogue: Path) -> Journal:
    """Return the journal of a catalogue."""
    return Journal(journal_folder(project, catalogue))


def rename_journal(project: Project, former: Path, path: Path) -> None:
    """Let the runs that changed the catalogue at `former` be those of the one at `path`, which has none, or its own.

    Raises StorageError.
    """
    old, new = journal_folder(project, former), journal_folder(project, path)
    if old.is_dir() and not new.exists():
        storage.move(old, new)


def journal_folder(project: Project, catalogue: Path) -> Path:
    """Return where the runs that changed a catalogue are kept."""
    return project.state / "journal" / catalogue.relative_to(project.catalogues)


@contextmanager
def remembered(
    project: Project, catalogue: Path, planned: bytes, *, command: str, summary: str, join: int | None = None
) -> Iterator[int | None]:
    """Remember the run that writes `planned` to a catalogue inside this context; nothing where that is there already.

    What is really on disk afterwards counts, which differs from the plan when an editor saved the file meanwhile.
    The context is the run's number. `join` names an earlier run that this one goes on with: as long as it is the last
    one and nobody has changed the file since, the two are remembered, and taken back, as one. Raises StorageError.
    """
    present = catalogue.read_bytes() if catalogue.exists() else None
    if present == planned:
        yield join
        return
    journal = open_journal(project, catalogue)
    run = next(iter(journal.runs()), None) if join is not None else None
    if run is None or run.number != join or run.after != digest(present):
        run = journal.record(when=now(), command=command, summary=summary, before=present, after=planned)
    yield run.number
    if (_content(catalogue), summary) != (run.after, run.summary):
        journal.amend(run, _content(catalogue), summary)


def now() -> str:
    """Return the local time in ISO 8601, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def history(project: Project, article: Path) -> list[Run]:
    """Return the runs that changed an article's catalogue, the newest first.

    A run is remembered before it writes; the newest is left out while the catalogue is still what it found, for then
    it was cut short. Raises DocumentError where neither runs nor the catalogue nor the article are there.
    """
    catalogue = project.catalogue_path(article)
    runs = open_journal(project, catalogue).runs()
    if not runs and not catalogue.exists():
        require_file(article)
    return runs[1:] if runs and runs[0].before == _content(catalogue) != runs[0].after else runs


def undo(project: Project, article: Path, number: int | None = None) -> Run:
    """Bring a catalogue back to what it was before a run, the last one unless `number` names it.

    This is remembered as a run, too, and with it all that stood in the file: what people wrote between the runs comes
    back when it is undone. Refused where somebody has changed the file since the last run, for that is remembered
    nowhere. Returns the run that was taken back. Raises CatalogueError and StorageError.
    """
    catalogue = project.catalogue_path(article)
    journal = open_journal(project, catalogue)
    runs = history(project, article)
    if not runs:
        raise CatalogueError(
            "no run is remembered that changed this catalogue",
            path=catalogue,
            remedy="Take an earlier version of it from version control or a backup.",
        )
    last = runs[0]
    chosen = last if number is None else next((run for run in runs if run.number == number), None)
    if chosen is None:
        known = f"Those remembered are {runs[-1].number} to {last.number}."
        raise CatalogueError(f"no run {number} is remembered", path=catalogue, remedy=known)
    present = catalogue.read_bytes() if catalogue.exists() else None
    if digest(present) != last.after:
        raise CatalogueError(
            "somebody has changed this catalogue since the last run, and undoing it would lose that",
            path=catalogue,
            remedy="Keep a copy of the file, or go on from here.",
        )
    before = journal.before(chosen)
    journal.record(
        when=now(), command="undo", summary=f"back to before run {chosen.number}", before=present, after=before
    )
    if before is None:
        storage.remove(catalogue)
    else:
        storage.write_bytes(catalogue, before)
    return chosen


def _content(catalogue: Path) -> str:
    return digest(catalogue.read_bytes() if catalogue.exists() else None)
