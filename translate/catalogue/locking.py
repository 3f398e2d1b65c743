"""A lock on a catalogue, so that two runs do not write it at once."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from translate.errors import StorageError
from translate.storage import make_folder, storage_error

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 5.0
"""Seconds to wait for another run to finish its writing."""
_PAUSE = 0.05

if sys.platform == "win32":
    import msvcrt

    _BUSY = (errno.EACCES, errno.EDEADLK)

    def _lock_now(descriptor: int) -> None:
        # The byte lies behind the holder's name, which others must be able to read.
        os.lseek(descriptor, 4096, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    _BUSY = (errno.EWOULDBLOCK, errno.EACCES)

    def _lock_now(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(path: Path, folder: Path | None = None) -> Iterator[None]:
    """Hold the lock of the file at `path` inside the `with` block.

    The lock file is in `folder`, or beside the file, and is gone afterwards. The operating system lets go of the lock
    when its holder ends, however it ends, so that none can be stale. Raises StorageError when another run holds it
    for longer than PATIENCE seconds, or when the lock file cannot be made.
    """
    real = Path(os.path.realpath(path))
    name = f".{real.name}.lock" if folder is None else f"{sha256(os.fsencode(real)).hexdigest()[:16]}.lock"
    lock = (folder or real.parent) / name
    make_folder(lock.parent)
    descriptor = _acquire(lock, path)
    try:
        yield
    finally:
        # Gone before it is let go: whoever opened it meanwhile sees that it is no longer the lock.
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(descriptor)


def _acquire(lock: Path, path: Path) -> int:
    """Return the descriptor of the lock file, once this process alone holds it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as error:
            raise storage_error(lock, error) from error
        if try_lock(descriptor, lock):
            return descriptor
        os.close(descriptor)
        if time.monotonic() > deadline:
            raise StorageError(
                f"Another run{_holder(lock)} is writing this catalogue",
                remedy="Wait until it ends, then run the command again.",
                path=path,
            )
        time.sleep(_PAUSE)


def try_lock(descriptor: int, lock: Path) -> bool:
    """Lock the open file, if nobody else has and it is still the lock; leave this process's number in it."""
    try:
        _lock_now(descriptor)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        os.close(descriptor)
        raise storage_error(lock, error) from error
    if not _is_current(descriptor, lock):
        return False
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
    except BaseException as error:
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(descriptor)
        if isinstance(error, OSError):
            raise storage_error(lock, error) from error
        raise
    return True


def _is_current(descriptor: int, lock: Path) -> bool:
    """Tell whether the open lock file is still the one of that name: its last holder may have removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), lock.stat())
    except FileNotFoundError:
        return False


def _holder(lock: Path) -> str:
    with contextlib.suppress(OSError):
        pid = lock.read_text("ascii", "replace").strip()
        return f" (process {pid})" if pid.isdigit() else ""
    return ""
