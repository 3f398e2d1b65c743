"""A damaged memory is put aside, and what was imported into it is read out as far as it goes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING, Any

from translate.memory.records import Record
from translate.memory.store import COLUMNS
from translate.storage import storage_error

if TYPE_CHECKING:
    from pathlib import Path

_SELECT = f"SELECT id, document, {COLUMNS} FROM unit NOT INDEXED ORDER BY id"  # noqa: S608 - our own names
_LOG_SUFFIXES = ("-wal", "-shm")


def move_aside(path: Path) -> Path:
    """Rename a database, with its log, to the first free name of `<name>.damaged-<number>`. Raises StorageError."""
    aside = next(name for number in count(1) if not (name := path.with_name(f"{path.name}.damaged-{number}")).exists())
    try:
        for suffix in (*_LOG_SUFFIXES, ""):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.replace(aside.with_name(aside.name + suffix))
    except OSError as error:
        raise storage_error(path, error) from error
    return aside


def read_imported(path: Path) -> tuple[dict[str, list[Record]], bool]:
    """Return the imported records of a damaged database by their files, and whether those are all there were."""
    found: dict[int, tuple[str, Record]] = {}
    complete = False
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.text_factory = bytes
            names = {number: name.decode() for number, name in connection.execute("SELECT id, name FROM document")}
            complete = _read(connection, names, found, "ASC")
            if not complete:
                # Beyond the damaged place there may be more: it is reached from the other end.
                _read(connection, names, found, "DESC")
    except (sqlite3.Error, UnicodeDecodeError):
        complete = False
    files: dict[str, list[Record]] = {}
    for _, (name, record) in sorted(found.items()):
        files.setdefault(name, []).append(record)
    return files, complete


def _read(
    connection: sqlite3.Connection, names: dict[int, str], found: dict[int, tuple[str, Record]], order: str
) -> bool:
    """Add the imported records in the order of their numbers, or against it; return whether none was damaged."""
    whole = True
    try:
        for number, document, *fields in connection.execute(f"{_SELECT} {order}"):
            if number in found:
                break
            if document in names and document < 0:
                try:
                    texts: list[Any] = [None if text is None else text.decode() for text in fields]
                except (UnicodeDecodeError, AttributeError):
                    whole = False
                else:
                    found[number] = (names[document].removeprefix("tmx:"), Record(*texts))
    except sqlite3.Error:
        whole = False
    return whole
