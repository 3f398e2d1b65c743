"""One article on the desk: its units as they are on disk now, what is wrong with them, and the way to change one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import itemgetter
from threading import RLock
from typing import TYPE_CHECKING, Any

from translate.catalogue.editing import edited, version
from translate.checks.registry import find_mistakes
from translate.errors import CatalogueError
from translate.model import State
from translate.review.examination import Examination, find_across
from translate.review.refusals import ConflictError, UnknownUnitError
from translate.review.rows import Row, entry_part, finding_rows, pieces, term_rows, unit_row
from translate.review.steps import Steps
from translate.workflow.revision import Sitting, put
from translate.workflow.sources import digest_file, read_catalogue, read_source
from translate.workflow.term_table import TermTable
from translate.workflow.unit_cache import UnitCache, key_digest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from translate import catalogue as po
    from translate.catalogue.entries import Entry
    from translate.model import Finding
    from translate.project import Project
    from translate.workflow.terminology import Terminology

PAGE = 60
"""How many changed units one answer tells: a page must not stand still while it takes them over."""


class Desk:
    """One article for any number of pages. Every method may be called from any thread.

    Raises what `read_source` and `read_catalogue` raise when it is made.
    """

    def __init__(self, project: Project, path: Path, terminology: Terminology) -> None:
        self.project = project
        self.path = path
        self.revision = 0
        self._terminology = terminology
        self._lock = RLock()
        self._sitting = Sitting("review")
        self._steps = Steps()
        self._examination = Examination(self._examine, self._compare)
        self._load()

    def close(self) -> None:
        """End the examination in the background."""
        self._examination.close()

    def _load(self) -> None:
        """Read article and catalogue, and begin to look at every unit anew."""
        self.catalogue = read_catalogue(self.project, self.path)
        # An article that was drafted has shown then that it is in the right language.
        language = self.catalogue.source_language or self.project.source
        self.source = read_source(self.project, self.path, language)
        self._article_seen = _seal(self.path)
        self._catalogue_seen = _seal(self._file)
        self._find = partial(
            find_mistakes,
            source_language=language,
            target_language=self.project.target,
            off=self.project.checks.off,
        )
        self.terms = TermTable(self.source.segments, self._terminology, UnitCache(self.path, ""), self._find)
        self._live = live = self.catalogue.live()
        self._keys: dict[str, po.Key] = {}
        self._rows: dict[po.Key, Row] = {}
        self._places: list[list[Any]] = []
        self._across: dict[po.Key, list[Finding]] = {}
        self.revision += 1
        self.structure = self.revision
        for segment in self.source.segments:
            key = (segment.context, segment.source)
            identity = key_digest(*key)
            self._places.append([identity, segment.block])
            if identity not in self._keys:
                self._keys[identity] = key
                self.revision += 1
                self._rows[key] = unit_row(identity, segment, live.get(key)) | {"revision": self.revision}
        self._examination.begin(self._rows)

    @property
    def _file(self) -> Path:
        return self.project.catalogue_path(self.path)

    def key(self, identity: str) -> po.Key:
        """Return the key of the unit with this name. Raises UnknownUnitError."""
        try:
            return self._keys[identity]
        except KeyError:
            raise UnknownUnitError(identity) from None

    def overview(self) -> dict[str, Any]:
        """Return everything that a page shows when it opens."""
        with self._lock:
            self.refresh()
            return {
                "article": self.source.name,
                "source_language": self.source.article.language,
                "target_language": self.project.target,
                "structure": self.structure,
                "places": self._places,
                **self._news(self.revision),
                "units": [dict(row) for row in self._rows.values()],
            }

    def changes(self, since: int) -> dict[str, Any]:
        """Return what has changed after revision `since`, the oldest changes first, a page at a time.

        The `revision` that comes back is what to ask from next; another `structure` means to open the article anew.
        """
        with self._lock:
            self.refresh()
            return self._news(since)

    def _news(self, since: int) -> dict[str, Any]:
        rows = sorted((row for row in self._rows.values() if row["revision"] > since), key=itemgetter("revision"))
        told = rows[:PAGE]
        return {
            "revision": self.revision if len(told) == len(rows) else told[-1]["revision"],
            "structure": self.structure,
            "outdated": self.catalogue.source_digest not in ("", self.source.digest) or self._article_changed(),
            "pending": self._examination.pending + len(rows) - len(told),
            "units": [dict(row) for row in told],
        }

    def _article_changed(self) -> bool:
        return _seal(self.path) != self._article_seen

    def refresh(self) -> None:
        """Take over what other programs have written since. Raises CatalogueError and DocumentError."""
        with self._lock:
            seen = _seal(self._file)
            if seen == self._catalogue_seen:
                return
            if seen and digest_file(self._file) == self.catalogue.read_digest:
                self._catalogue_seen = seen
                return
            catalogue = read_catalogue(self.project, self.path)
            if self._article_changed() and self.path.is_file() and catalogue.source_digest == digest_file(self.path):
                self._load()
                return
            self._catalogue_seen = seen
            self._take(catalogue)

    def _take(self, catalogue: po.Catalogue) -> None:
        """Make `catalogue` the one on the desk, and tell the pages which units differ."""
        former, self._live = self._live, catalogue.live()
        self.catalogue = catalogue
        for key, row in self._rows.items():
            entry = self._live.get(key)
            if entry is not former.get(key) and row["version"] != ("" if entry is None else version(entry)):
                self._renew(key, entry)

    def _renew(self, key: po.Key, entry: Entry | None) -> None:
        self.revision += 1
        self._rows[key] |= entry_part(key[1], entry) | {"revision": self.revision}
        self._examination.ask(key)

    def check(self, identity: str, target: str) -> list[Row]:
        """Return what the checks have to say about a target that is still being written."""
        key = self.key(identity)
        entry = self._live.get(key)
        if entry is None:
            return []
        written = replace(entry.unit, target=target, state=State.IN_EDIT)
        return finding_rows(target, self._find(written, self.terms.matches(key)))

    def save(
        self, identity: str, seen: str, target: str, *, approved: bool, note: str | None = None
    ) -> tuple[Row, int]:
        """Put a target into the catalogue; return the unit's row and the number of the step, for `take_back`.

        `seen` is the version that the person had before them. Raises ConflictError where the unit is another one by
        now, CatalogueError and StorageError; nothing is written then.
        """
        with self._lock:
            entry = self._present(identity, seen, target)
            if entry.plural is not None:
                raise CatalogueError("this entry has plural forms", path=self._file, remedy="Edit it in a PO editor.")
            return self._put(entry, edited(entry, target, approved=approved and bool(target), note=note))

    def take_back(self, identity: str, seen: str, step: int) -> tuple[Row, int]:
        """Bring a unit back to what it was before a step, byte for byte. Raises as `save` does.

        `seen` is the version that the step left, so that what others have written since is no part of it.
        """
        with self._lock:
            before = self._steps.before(identity, step)
            return self._put(self._present(identity, seen, before.whole_target), before)

    def _present(self, identity: str, seen: str, wanted: str) -> Entry:
        """Return the entry of a unit. Raises ConflictError where it is not in the version that a person has seen."""
        key = self.key(identity)
        self.refresh()
        entry = self._live.get(key)
        if entry is None or version(entry) != seen:
            row = dict(self._rows.get(key, {}))
            raise ConflictError(row, pieces(row.get("target", ""), wanted))
        return entry

    def _put(self, before: Entry, after: Entry) -> tuple[Row, int]:
        step = self._steps.add(before)
        if after != before:
            catalogue = put(self.project, self._file, self.catalogue, after, self._sitting)
            self._take(catalogue)
        present = self._live.get(after.key)
        row = dict(self._rows[after.key])
        if present is None or present.whole_target != after.whole_target:
            # Somebody saved the file in the same instant: their text is in place, ours in a remark.
            raise ConflictError(row, pieces(row["target"], after.whole_target))
        return row, step

    def _examine(self, key: po.Key) -> None:
        """Find the terms and mistakes of one unit, in the background."""
        matches = self.terms.matches(key)
        entry = self._live.get(key)
        found: Iterable[Finding] = [] if entry is None else self._find(entry.unit, matches)
        with self._lock:
            row = self._rows.get(key)
            if row is not None and (entry is None or version(entry) == row["version"]):
                self.revision += 1
                own = finding_rows(row["target"], [*found, *self._across.get(key, [])])
                row |= {"terms": term_rows(key[1], matches), "findings": own, "ready": True, "revision": self.revision}

    def _compare(self) -> None:
        """Hold the units against each other, in the background; those with other findings than before are looked at."""
        keys = list(self._rows)
        across = find_across(self._live, keys, self.terms.matches, off=self.project.checks.off)
        with self._lock:
            differing = [key for key in keys if across.get(key) != self._across.get(key)]
            self._across = across
        for key in differing:
            self._examination.ask(key, compare=False)


def _seal(path: Path) -> tuple[int, ...]:
    """Return what tells that a file has been written since; nothing where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
