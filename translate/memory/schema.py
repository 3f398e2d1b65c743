"""The database of a memory: its tables, and how it is opened."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from translate.errors import StorageError
from translate.storage import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = 1
"""Kept in `user_version`. A database of another version is made anew from the catalogues."""
APPLICATION = 0x7472646B
"""Kept in `application_id`, so that no other program's database is taken for a memory."""
PATIENCE = 10.0
"""Seconds to wait for another process to finish its writing."""
_CACHE_KIB = 65_536

TABLES = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY,      -- above zero: a catalogue; below zero: an imported file
    name TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL
);
CREATE TABLE unit (
    id INTEGER PRIMARY KEY,      -- the number of words of the source, then a serial number: see `store.LENGTH_SHIFT`
    key INTEGER NOT NULL,        -- digest of the source
    twin INTEGER NOT NULL,       -- digest of everything else
    document INTEGER NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    context TEXT,
    before TEXT,
    after TEXT,
    article TEXT NOT NULL,
    date TEXT NOT NULL,
    editor TEXT NOT NULL,
    draft TEXT NOT NULL
);
CREATE UNIQUE INDEX unit_identity ON unit (key, document, twin);
CREATE INDEX unit_document ON unit (document) WHERE document > 0;
CREATE TABLE frequency (stem TEXT PRIMARY KEY, units INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE serial (next INTEGER NOT NULL);
INSERT INTO serial VALUES (1);
CREATE VIRTUAL TABLE word USING fts5 (
    stems, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'"
);
"""
# The index holds words, not texts: contentless, and without positions. The `ascii` tokenizer takes every character
# beyond ASCII for part of a word, so that the words come out as `words.index_words` puts them in.

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
_REMEDIES = {
    sqlite3.SQLITE_BUSY: "Another run is writing it: wait until it ends, then run the command again.",
    sqlite3.SQLITE_LOCKED: "Another run is writing it: wait until it ends, then run the command again.",
    sqlite3.SQLITE_FULL: "Free some space and run the command again; the memory is as it was.",
    sqlite3.SQLITE_IOERR: "Look at the disk and run the command again; the memory is as it was.",
    sqlite3.SQLITE_READONLY: "Give yourself write permission to the file and its folder.",
    sqlite3.SQLITE_CANTOPEN: "Look at the file's and its folder's permissions.",
    sqlite3.SQLITE_PERM: "Look at the file's and its folder's permissions.",
}


class DamagedError(Exception):
    """The file is no memory, or not a whole one: it must be made anew."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the database at `path`; make it, and its folder, where there is none.

    Readers and one writer work side by side (write-ahead log). A process that is killed leaves the last committed
    state. Raises DamagedError and StorageError.
    """
    make_folder(path.parent)
    with refusals(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        with refusals(path):
            _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    if not _is_ours(connection):
        _start_log(connection)
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have made the tables while this one waited.
        if not _is_ours(connection):
            for statement in _statements():
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    # In a write-ahead log this is safe against a crash of the program; a power cut may cost the last run's units,
    # which the catalogues still hold.
    connection.execute("PRAGMA synchronous = NORMAL")


def _start_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, for which SQLite itself does not wait when another process does the same."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Tell whether the tables are there; False for an empty file. Raises DamagedError for anything else."""
    found = tuple(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if found == (APPLICATION, VERSION):
        return True
    if found != (0, 0) or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise DamagedError("it is of another version, or another program's")
    return False


def _statements() -> Iterator[str]:
    statement = ""
    for line in TABLES.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours: StorageError with its remedy, DamagedError where the file cannot be trusted."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _DAMAGE:
            raise DamagedError(str(error)) from error
        if isinstance(error, sqlite3.OperationalError):
            remedy = _REMEDIES.get(code, "Run: translate memory rebuild")
            if "fts5" in str(error):
                remedy = "Use a Python whose SQLite is built with FTS5, as those of python.org are."
            raise StorageError(f"the memory cannot be used: {error}", path=path, remedy=remedy) from error
        raise


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Write everything inside the block, or nothing of it. Raises DamagedError and StorageError."""
    with refusals(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
