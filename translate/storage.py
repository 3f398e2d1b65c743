"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import stat
import tempfile
import time
from pathlib import Path

from translate.errors import StorageError

_ABANDONED = 600.0
"""After so many seconds a temporary file belongs to nobody any more."""

_REMEDIES = {
    errno.ENOSPC: "Free some space and run the command again; nothing was changed.",
    errno.EDQUOT: "Free some space and run the command again; nothing was changed.",
    errno.EACCES: "Give yourself write permission, or choose another folder.",
    errno.EPERM: "Give yourself write permission, or choose another folder.",
    errno.EROFS: "Choose a folder on a file system that can be written.",
    errno.ENOTDIR: "A file stands where a folder is wanted: move it, or choose another folder.",
    errno.EISDIR: "A folder stands where a file is wanted: move it, or choose another name.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
}


def write_bytes(path: Path, data: bytes) -> bool:
    """Make `data` the content of `path`; return False, and touch nothing, where it is that already.

    The bytes go to a temporary file beside the real one, are synchronised to the disk and renamed into place, so that
    a crash at any instant leaves the old file or the new one. A symbolic link is followed; permissions are kept;
    missing folders are made. Raises StorageError.
    """
    real = Path(os.path.realpath(path))
    try:
        if real.is_file() and real.read_bytes() == data:
            return False
        make_folder(real.parent)
        mode = stat.S_IMODE(real.stat().st_mode) if real.exists() else _default_mode()
        if real.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if real.exists() and not os.access(real, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _replace(real, data, mode)
        _sweep(real)
    except OSError as error:
        raise storage_error(path, error) from error
    return True


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises StorageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(folder, error) from error


def storage_error(path: Path, error: OSError) -> StorageError:
    """Return the refusal for a failed write at `path`, with what to do about it."""
    remedy = _REMEDIES.get(error.errno or 0, "Look at the disk and run the command again; nothing was changed.")
    return StorageError(f"cannot be written: {(error.strerror or str(error)).lower()}", path=path, remedy=remedy)


def _sweep(path: Path) -> None:
    """Remove what runs that were killed have left beside a file; a run at work is younger than that."""
    limit = time.time() - _ABANDONED
    for leftover in path.parent.glob(f".{glob.escape(path.name[:80])}.*.tmp"):
        with contextlib.suppress(OSError):
            if leftover.stat().st_mtime < limit:
                leftover.unlink()


def _replace(path: Path, data: bytes, mode: int) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fchmod(stream.fileno(), mode)
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be synchronised."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _default_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
