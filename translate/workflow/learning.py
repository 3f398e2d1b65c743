"""The workspace's translation memory: opened, kept up to date with the catalogues, made anew where it is damaged."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from translate import catalogue as po
from translate.catalogue.headers import field_value
from translate.errors import CatalogueError, StorageError
from translate.model import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from translate.memory import Memory, Record
    from translate.project import Project

_T = TypeVar("_T")
_REVISION = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::\d\d)?\s*(?:([+-])(\d\d):?(\d\d))?")
_UNFILLED = ("FULL NAME <EMAIL@ADDRESS>", "YEAR-MO-DA HO:MI+ZONE")
"""What gettext's tools write into a header for people to replace."""


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
                memory.relearn(list(_read_catalogues(self.project, self.source, [])))
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
    """What learning did: `learnt` and `forgotten` catalogues, and the approved `units` in the former.

    `unreadable` has one line for each catalogue that cannot be read: why, and what to do.
    """

    learnt: int = 0
    forgotten: int = 0
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
    paths = dict(_catalogue_files(project))
    if not paths and not memory.path.exists():
        return Learnt()
    known = memory.use(lambda opened: opened.catalogues()) or {}
    unreadable: list[str] = []
    at_hand = {one.read_digest: one for one in parsed}
    changed = list(_read_catalogues(project, memory.source, unreadable, known, at_hand))
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
    return Learnt(len(changed), len(gone), sum(len(item[2]) for item in changed), tuple(unreadable))


def relearn_catalogues(project: Project, memory: OpenMemory) -> Learnt:
    """Make all that was learnt anew from the catalogues, and the index with it; imported units stay.

    What was learnt from a catalogue that cannot be read any more stays, too: there may be no other copy of it.
    """
    unreadable: list[str] = []
    found = list(_read_catalogues(project, memory.source, unreadable))
    read = {name for name, _, _ in found}
    kept = [name for name, _ in _catalogue_files(project) if name not in read]
    memory.use(lambda opened: opened.relearn(found, kept), create=True)
    return Learnt(len(found), 0, sum(len(item[2]) for item in found), tuple(unreadable))


def _catalogue_files(project: Project) -> Iterator[tuple[str, Path]]:
    """Yield the catalogues of the target language with their names in the memory."""
    folder = project.catalogues
    for path in sorted(folder.rglob("*.po")) if folder.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path


def _read_catalogues(
    project: Project,
    source: str,
    unreadable: list[str],
    known: Mapping[str, str] = MappingProxyType({}),
    at_hand: Mapping[str | None, po.Catalogue] = MappingProxyType({}),
) -> Iterator[tuple[str, str, list[Record]]]:
    """Yield name, digest and approved units of each catalogue whose digest is not `known`.

    `at_hand` are catalogues that need not be parsed, by their digests.
    """
    for name, path in _catalogue_files(project):
        try:
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            if known.get(name) == digest:
                continue
            catalogue = at_hand.get(digest) or po.parse(data, path)
        except CatalogueError as error:
            unreadable.append(str(error))
        except OSError as error:
            unreadable.append(f"{path}: cannot be read: {error.strerror}.")
        else:
            yield name, digest, list(_records(catalogue, source))


def _records(catalogue: po.Catalogue, source: str) -> Iterator[Record]:
    """Yield a record for each unit that a person approved; an obsolete one has no neighbours any more."""
    approved = any(entry.live_state is State.POST_EDITED for entry in catalogue.entries)
    if not approved or catalogue.source_language not in ("", source):
        return
    from translate.memory import Record

    editor = _field(catalogue, "Last-Translator")
    date = _tmx_date(_field(catalogue, "PO-Revision-Date"))
    live = [entry.unit.source for entry in catalogue.entries if not entry.obsolete]
    around = ["", *live, ""]
    place = 0
    for entry in catalogue.entries:
        before: str | None = None
        after: str | None = None
        if not entry.obsolete:
            before, after = around[place], around[place + 2]
            place += 1
        if entry.live_state is State.POST_EDITED and entry.plural is None and entry.unit.target:
            yield Record(
                entry.unit.source,
                entry.unit.target,
                entry.unit.context,
                before,
                after,
                catalogue.article,
                date,
                editor,
                entry.unit.draft.target if entry.unit.draft is not None else "",
            )


def revision_time(catalogue: po.Catalogue) -> str:
    """Return when an editor last saved the catalogue, by its header: UTC in ISO 8601, "" where it does not say."""
    date = _tmx_date(_field(catalogue, "PO-Revision-Date"))
    return f"{date[:4]}-{date[4:6]}-{date[6:11]}:{date[11:13]}:{date[13:15]}+00:00" if date else ""


def _field(catalogue: po.Catalogue, name: str) -> str:
    """Return a field of a catalogue's header, "" where nobody filled it in."""
    value = field_value(catalogue.header.unit.target, name)
    return "" if value in _UNFILLED else value


def _tmx_date(text: str) -> str:
    """Return a `PO-Revision-Date` as TMX writes dates, in UTC; "" for one that is no date."""
    from datetime import UTC, datetime, timedelta

    found = _REVISION.fullmatch(text)
    if found is None:
        return ""
    sign = -1 if found[6] == "-" else 1
    shift = timedelta(hours=sign * int(found[7] or 0), minutes=sign * int(found[8] or 0))
    try:
        moment = datetime(*(int(part) for part in found.groups()[:5]), tzinfo=UTC) - shift  # type: ignore[arg-type, misc]
    except (ValueError, OverflowError):
        return ""
    return moment.strftime("%Y%m%dT%H%M%SZ")
