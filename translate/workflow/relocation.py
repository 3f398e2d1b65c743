"""Several catalogues that take one another's places, with their chronicles and journals: all of them, or none yet.

Each file first leaves its place for one beside it and then arrives at its new one; a list says which and how far. It
is written before anything moves and removed after everything has: a run that was cut short is finished by the next one.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from translate import storage
from translate.errors import CatalogueError, StorageError
from translate.workflow.chronicle import chronicle_path
from translate.workflow.undoing import journal_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from translate.project import Project

_LIST = ".moving.json"
_AWAY = ".moving"
_LEAVE, _ARRIVE = "leave", "arrive"


def relocate(project: Project, moves: Mapping[Path, Path]) -> None:
    """Move the catalogues at the keys of `moves` to their values; what is known of them and their runs goes along.

    A place that is not left by another one must be free. Raises StorageError, and CatalogueError where it is not.
    """
    planned: list[tuple[Path, Path]] = list(moves.items())
    for place in (chronicle_path, journal_folder):
        pairs = [(place(project, old), place(project, new)) for old, new in moves.items()]
        left = {old for old, _ in pairs}
        # An old record that nobody has cleared away stays, and so do those that it is in the way of.
        if not any(new.exists() for _, new in pairs if new not in left):
            planned += [(old, new) for old, new in pairs if old.exists()]
    names = [[str(path.relative_to(project.root)) for path in pair] for pair in planned]
    try:
        _write(project, _LEAVE, names)
        _go_on(project)
    except BaseException:
        with suppress(StorageError):
            _go_on(project)
        raise


def finish_relocation(project: Project, *, write: bool) -> None:
    """Finish what a run that was cut short has begun. Raises StorageError, and CatalogueError where it must not write.

    Raises CatalogueError, too, where somebody has put another file at a place that was to be taken.
    """
    path = _list_path(project)
    if not path.exists():
        return
    if not write:
        raise CatalogueError(
            "a run was cut short while catalogues took one another's names", path=path, remedy="Run: translate update"
        )
    _go_on(project)


def _go_on(project: Project) -> None:
    """Do what the list says that is not done yet."""
    path = _list_path(project)
    if not path.exists():
        return
    phase, names = _read(path)
    pairs = [(project.root / old, project.root / new) for old, new in names]
    if phase == _LEAVE:
        for old, _ in pairs:
            _move(old, _away(old))
        _write(project, _ARRIVE, names)
    for old, new in pairs:
        _move(_away(old), new)
    storage.remove(path)


def _move(old: Path, new: Path) -> None:
    """Move what has not been moved before. Raises CatalogueError where there is another one."""
    if not old.exists():
        return
    if new.exists():
        raise CatalogueError(
            f"this one was to take the name {new.name}, which another one has got meanwhile",
            path=old,
            remedy=f"Give {new} another name, and run translate update again.",
        )
    storage.move(old, new)


def _read(path: Path) -> tuple[str, list[list[str]]]:
    try:
        content: Any = json.loads(path.read_bytes())
        return str(content["phase"]), [[str(old), str(new)] for old, new in content["moves"]]
    except (ValueError, KeyError, TypeError) as error:
        remedy = f"Give the files that end in {_AWAY} their names again, and delete this one."
        raise CatalogueError("this list of moved catalogues is damaged", path=path, remedy=remedy) from error
    except OSError as error:
        raise storage.storage_error(path, error, "cannot be read") from error


def _write(project: Project, phase: str, names: list[list[str]]) -> None:
    content = json.dumps({"phase": phase, "moves": names}, ensure_ascii=False, indent=1)
    storage.write_bytes(_list_path(project), content.encode("utf-8", "surrogatepass") + b"\n")


def _away(path: Path) -> Path:
    return path.with_name(path.name + _AWAY)


def _list_path(project: Project) -> Path:
    return project.catalogues / _LIST
