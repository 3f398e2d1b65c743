"""A short memory of what runs did to each catalogue, so that the last one can be taken back.

For every catalogue there is a folder with one small JSON file a run, numbered, and the compressed bytes that the
catalogue had before it. Only the newest runs are kept. The journal may be deleted at any time: nothing else needs it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import zlib
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from translate import storage
from translate.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

KEPT_RUNS = 20
"""How many runs are remembered for each catalogue."""

_COMPRESSION = 3
"""A third of the time of zlib's highest level for a tenth more room."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run that changed a catalogue.

    `when` is local time in ISO 8601, `before` and `after` are SHA-256 digests of the file, in hexadecimal; `before` is
    "" for a run that made it, `after` for one that removed it.
    """

    number: int
    when: str
    command: str
    summary: str
    before: str
    after: str


def digest(data: bytes | None) -> str:
    """Return the digest by which the journal knows a file's content; "" for no file."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


class Journal:
    """The runs that changed one catalogue. `folder` belongs to this catalogue alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def runs(self) -> list[Run]:
        """Return the remembered runs, the newest first; a file that cannot be read is passed over."""
        found = []
        for path in sorted(self._folder.glob("*.json"), reverse=True) if self._folder.is_dir() else ():
            with contextlib.suppress(OSError, ValueError, TypeError):
                found.append(Run(**json.loads(path.read_text("utf-8"))))
        return found

    def record(self, *, when: str, command: str, summary: str, before: bytes | None, after: bytes | None) -> Run:
        """Remember a run and the bytes that it replaced, and forget the oldest ones. Raises StorageError.

        To be called before the catalogue is written: a run that is remembered but never happened can be told by its
        `after`, one that happened and is not remembered could not be taken back.
        """
        last = next(iter(self.runs()), None)
        # A run that left the catalogue as it found it was cut short, and this one does its work.
        cut_short = last is not None and last.before == digest(before) != last.after
        number = 1 if last is None else last.number + (not cut_short)
        run = Run(number, when, command, summary, digest(before), digest(after))
        if before is not None:
            storage.write_bytes(self._folder / f"{number:06}.po.z", zlib.compress(before, _COMPRESSION))
        self._write(run)
        self._forget(number - KEPT_RUNS)
        return run

    def amend(self, run: Run, after: str, summary: str | None = None) -> None:
        """Correct the digest of what a run left behind, and what it says it did. Raises StorageError."""
        self._write(replace(run, after=after, summary=run.summary if summary is None else summary))

    def _write(self, run: Run) -> None:
        storage.write_bytes(self._folder / f"{run.number:06}.json", json.dumps(asdict(run), indent=1).encode() + b"\n")

    def before(self, run: Run) -> bytes | None:
        """Return the bytes that the catalogue had before a run, None where there was no file.

        Raises StorageError when they are lost.
        """
        if not run.before:
            return None
        path = self._folder / f"{run.number:06}.po.z"
        try:
            data = zlib.decompress(path.read_bytes())
        except OSError as error:
            raise storage.storage_error(path, error) from error
        except zlib.error as error:
            raise StorageError("is damaged", path=path, remedy="Delete it; this run cannot be undone.") from error
        return data

    def _forget(self, limit: int) -> None:
        for path in [*self._folder.glob("*.json"), *self._folder.glob("*.po.z")]:
            number = path.name.partition(".")[0]
            if number.isdigit() and int(number) <= limit:
                with contextlib.suppress(OSError):
                    path.unlink()
