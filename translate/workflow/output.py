"""Where a command's output goes that a person named a path for: to a file, or, for `-`, to standard output."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from translate import storage
from translate.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD_OUTPUT = Path("-")
"""What stands for standard output where a path is wanted, as in other programs."""


def require_absent(path: Path) -> None:
    """Refuse to write over a file, by `storage.require_absent`; standard output is always free."""
    if path != STANDARD_OUTPUT:
        storage.require_absent(path)


def write_output(path: Path, data: bytes) -> bool:
    """Write a whole output; return False where a file has this content already, and is left alone.

    Raises StorageError, also for what a terminal cannot show, such as a Word document.
    """
    if path != STANDARD_OUTPUT:
        return storage.write_bytes(path, data)
    # Archives have null bytes, and texts only in encodings that no terminal takes.
    if b"\0" in data and sys.stdout.isatty():
        remedy = "Name a file, or send standard output to one: > FILE"
        raise StorageError("this is no text that a terminal can show", path="standard output", remedy=remedy)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return True


@contextmanager
def open_output(path: Path) -> Iterator[BinaryIO]:
    """Give a stream whose bytes go to `path`, all of them or none, when the block ends well. Raises StorageError."""
    if path != STANDARD_OUTPUT:
        with storage.replacing(path) as stream:
            yield stream
        return
    kept = io.BytesIO()
    yield kept
    write_output(path, kept.getvalue())
