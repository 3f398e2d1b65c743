"""The workspace's translation memory: opened, kept up to date with the catalogues, made anew where it is damaged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from translate.errors import StorageError
from translate.workflow.approvals import find_catalogues, read_approvals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from translate import catalogue as po
    from translate.memory import Memory
    from translate.project import Project

_T = TypeVar("_T")


@dataclass(slots=True)
class OpenMemory:
    """The memory of a workspace for one pair of languages.

    It is opened when it is needed, and made when there is something to put in. `notices` are lines for the user.
    `learnt` tells whether the catalogues have been learnt since.
    """

    project: Project
    source: str
    path: Path
    notices: list[str] = field(default_factory=list)
    learnt: bool = False
    _memory: Memory | None = None

    def __enter__(self) -> OpenMemory:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database, if it was opened."""
        if self._memory is not None:
            self._memory.close()
            self._memory = None

    def use(self, action: Callable[[Memory], _T], *, create: bool = False) -> _T | None:
        """Return what `action` makes of the memory; None where there is no memory and none is to be made.

        A damaged one is put aside and made anew from the catalogues first; a notice says so. Raises StorageError.
        """
        if self._memory is None and not create and not self.path.exists():
            return None
        from translate.memory import DamagedError

        try:
            return action(self._open())
        except DamagedError:
            self._renew()
            return action(self._open())

    def _open(self) -> Memory:
        from translate.memory import Memory

        if self._memory is None:
            self._memory = Memory(self.path)
        return self._memory

    def _renew(self) -> None:
        from translate.memory import Memory, begin_anew, copy_aside, put_in_place, read_imported

        self.close()
        aside = copy_aside(self.path)
        files, complete = read_imported(aside)
        # Filled before it takes the old one's place: whatever happens here, the imported units are in one of the two.
        try:
            with Memory(begin_anew(self.path)) as memory:
                for name, records in files.items():
                    memory.add_imported(name, records)
                memory.relearn(list(read_approvals(self.project, self.source, [])))
                memory.fold_log()
            put_in_place(memory.path, self.path)
        except BaseException:
            with suppress(StorageError):
                begin_anew(self.path)
            raise
        saved = sum(map(len, files.values()))
        lost = "" if complete else "; what else was imported is lost: import those TMX files again"
        self.notices.append(
            f"{self.path}: the memory was damaged. It is now {aside.name}, and a new one was made from the catalogues; "
            f"imported units saved: {saved:,}{lost}."
        )


@dataclass(frozen=True, slots=True)
class Learnt:
    """What learning did: how many catalogues were `learnt`, and the approved `units` in them.

    `unreadable` has one line for each catalogue that cannot be read: why, and what to do.
    """

    learnt: int = 0
    units: int = 0
    unreadable: tuple[str, ...] = ()


def open_memory(project: Project, source: str | None = None) -> OpenMemory:
    """Return the memory of the workspace, from `source` (BCP 47; the project's own by default). Nothing is read yet."""
    language = source or project.source
    return OpenMemory(project, language, project.state / "memory" / f"{language}-{project.target}.sqlite")


def learn_catalogues(project: Project, memory: OpenMemory, parsed: Sequence[po.Catalogue] = ()) -> Learnt:
    """Learn the catalogues that changed since they were learnt, and forget those that are gone.

    A catalogue is known by the digest of its bytes; those in `parsed` are not parsed again. No database is made before
    there is an approved unit to put in. Raises StorageError.
    """
    memory.learnt = True
    paths = dict(find_catalogues(project))
    if not paths and not memory.path.exists():
        return Learnt()
    known = memory.use(lambda opened: opened.catalogues()) or {}
    unreadable: list[str] = []
    at_hand = {one.read_digest: one for one in parsed}
    changed = list(read_approvals(project, memory.source, unreadable, known, at_hand))
    if not memory.path.exists() and not any(records for _, _, records in changed):
        return Learnt(unreadable=tuple(unreadable))
    gone = [name for name in known if name not in paths]

    def write(opened: Memory) -> None:
        for item in changed:
            opened.learn(*item)
        if gone:
            opened.forget(gone)

    if changed or gone:
        memory.use(write, create=True)
    return Learnt(len(changed), sum(len(item[2]) for item in changed), tuple(unreadable))


def relearn_catalogues(project: Project, memory: OpenMemory) -> Learnt:
    """Make all that was learnt anew from the catalogues, and the index with it; imported units stay.

    What was learnt from a catalogue that cannot be read any more stays, too: there may be no other copy of it.
    """
    unreadable: list[str] = []
    found = list(read_approvals(project, memory.source, unreadable))
    read = {name for name, _, _ in found}
    kept = [name for name, _ in find_catalogues(project) if name not in read]
    memory.use(lambda opened: opened.relearn(found, kept), create=True)
    return Learnt(len(found), sum(len(item[2]) for item in found), tuple(unreadable))
