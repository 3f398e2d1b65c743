"""A damaged memory is put aside, and what was imported into it is read out as far as it goes."""

from __future__ import annotations

import filecmp
import shutil
import sqlite3
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING, Any

from translate.memory.records import Record
from translate.memory.rows import COLUMNS
from translate.memory.schema import refusals
from translate.storage import replacing, storage_error

if TYPE_CHECKING:
    from pathlib import Path

_SELECT = f"SELECT id, document, {COLUMNS} FROM unit NOT INDEXED ORDER BY id"  # noqa: S608 - our own names
_HINDRANCES = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)
_LOG_SUFFIXES = ("-wal", "-shm")


def copy_aside(path: Path) -> Path:
    """Copy a database, with its log, to the first free name of `<name>.damaged-<number>`, whole or not at all.

    One that was copied there before, by a run that was cut short, is not copied again. Raises StorageError.
    """
    for number in count(1):
        aside = path.with_name(f"{path.name}.damaged-{number}")
        if not aside.exists():
            break
        if filecmp.cmp(aside, path, shallow=False):
            return aside
    try:
        for suffix in (*_LOG_SUFFIXES, ""):
            part = path.with_name(path.name + suffix)
            if part.exists():
                with part.open("rb") as old, replacing(aside.with_name(aside.name + suffix)) as new:
                    shutil.copyfileobj(old, new)
    except OSError as error:
        raise storage_error(path, error) from error
    return aside


def begin_anew(path: Path) -> Path:
    """Return where the database that is to take the place of the one at `path` is made; nothing is there.

    Raises StorageError.
    """
    new = path.with_name(f"{path.name}.new")
    try:
        for suffix in (*_LOG_SUFFIXES, "-journal", ""):
            new.with_name(new.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(new, error) from error
    return new


def put_in_place(new: Path, path: Path) -> None:
    """Make a database that nobody has open the one at `path`, whose log is of no use any more. Raises StorageError."""
    try:
        for suffix in _LOG_SUFFIXES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        new.replace(path)
    except OSError as error:
        raise storage_error(path, error) from error


def read_imported(path: Path) -> tuple[dict[str, list[Record]], bool]:
    """Return the imported records of a damaged database by their files, and whether those are all there were.

    Raises StorageError where something else than the damage keeps it from being read.
    """
    log = path.with_name(f"{path.name}-wal")
    # Without a log there is nothing to write for SQLite either, for which it might lack space or permission.
    unlogged = not log.exists() or not log.stat().st_size
    found: dict[int, tuple[str, Record]] = {}
    complete = False
    try:
        uri = f"{path.absolute().as_uri()}{'?immutable=1' if unlogged else ''}"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.text_factory = bytes
            names = {number: name.decode() for number, name in connection.execute("SELECT id, name FROM document")}
            complete = _read(connection, names, found, "ASC")
            if not complete:
                # Beyond the damaged place there may be more: it is reached from the other end.
                _read(connection, names, found, "DESC")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _HINDRANCES:
            with refusals(path):
                raise
        complete = False
    except UnicodeDecodeError:
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
