"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import functools
import io
import os
import re
import secrets
import stat
import time
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from translate.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ABANDONED = 600.0
"""After so many seconds a temporary file belongs to nobody any more."""

_TEMPORARY = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp", re.DOTALL)

_REMEDIES = {
    errno.ENOSPC: "Free some space and run the command again; what was written is whole.",
    errno.EDQUOT: "Free some space and run the command again; what was written is whole.",
    errno.EACCES: "Give yourself write permission, or choose another folder.",
    errno.EPERM: "Give yourself write permission, or choose another folder.",
    errno.EROFS: "Choose a folder on a file system that can be written.",
    errno.ENOTDIR: "A file stands where a folder is wanted: move it, or choose another folder.",
    errno.EEXIST: "A file stands where a folder is wanted: move it, or choose another folder.",
    errno.EISDIR: "A folder stands where a file is wanted: move it, or choose another name.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
}


def write_bytes(path: Path, data: bytes) -> bool:
    """Make `data` the content of `path`; return False, and touch nothing, where it is that already.

    It is written as by `replacing`. Raises StorageError.
    """
    real = Path(os.path.realpath(path))
    try:
        if real.is_file() and real.read_bytes() == data:
            return False
    except OSError as error:
        raise storage_error(path, error) from error
    with replacing(path) as stream:
        stream.write(data)
    return True


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a stream whose bytes become the content of `path` when the block ends well.

    The bytes go to a temporary file beside the real one, are synchronised to the disk and renamed into place, so that
    a crash at any instant leaves the old file or the new one. A symbolic link is followed; permissions are kept;
    missing folders are made. Raises StorageError.
    """
    real = Path(os.path.realpath(path))
    part = real.with_name(f".{real.name[:80]}.{secrets.token_hex(4)}.tmp")
    try:
        make_folder(real.parent)
        _refuse_blocked(real)
        _sweep(real)
        try:
            with io.BufferedWriter(io.FileIO(part, "xb", opener=_open_private)) as stream:
                yield stream
                stream.flush()
                part.chmod(_mode(real))
                os.fsync(stream.fileno())
            part.replace(real)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
        _sync_folder(real.parent)
    except OSError as error:
        raise storage_error(path, error) from error


def move(path: Path, new: Path) -> None:
    """Give a file another name, at which there is none; missing folders are made. Raises StorageError."""
    try:
        if new.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        make_folder(new.parent)
        path.rename(new)
        _sync_folder(new.parent)
        _sync_folder(path.parent)
    except OSError as error:
        raise storage_error(new, error) from error


def remove(path: Path) -> None:
    """Remove a file. Raises StorageError."""
    try:
        path.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        raise storage_error(path, error) from error


def near(path: Path | str) -> Path:
    """Return a path as seen from the current folder, where it lies inside of it; as it is where that folder is gone."""
    path = Path(path)
    try:
        here = Path.cwd()
    except FileNotFoundError:
        return path
    return path.relative_to(here) if path.is_relative_to(here) else path


def fold(path: Path) -> str:
    """Return what the names of files have in common that macOS or Windows may take for one: case and Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(path)).casefold())


def is_one_file(one: Path, two: Path) -> bool:
    """Tell whether two paths are one, be it that the file system takes their different names for the same."""
    if one == two:
        return True
    return fold(one) == fold(two) and one.exists() and two.exists() and one.samefile(two)


class Files:
    """A collection of paths that knows a file by whatever the file system takes for its name."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self._alike: dict[str, list[Path]] = {}
        for path in paths:
            self.add(path)

    def __contains__(self, path: Path) -> bool:
        return any(is_one_file(path, one) for one in self._alike.get(fold(path), ()))

    def add(self, path: Path) -> None:
        """Put a path in."""
        self._alike.setdefault(fold(path), []).append(path)


def folds_names(path: Path) -> bool:
    """Tell whether the file system finds the file at `path` by another case or Unicode form of its name, too."""
    name = path.name
    others = {name.swapcase(), unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)} - {name}
    return any(path.with_name(other).exists() and path.with_name(other).samefile(path) for other in others)


def require_absent(path: Path) -> None:
    """Refuse to write over what a person may have made of a file. Raises StorageError where there is one."""
    if path.exists():
        raise StorageError("there is such a file already", path=path, remedy="Name another one, or give --force.")


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises StorageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(folder, error) from error


def storage_error(path: Path, error: OSError, problem: str = "cannot be written") -> StorageError:
    """Return the refusal for a failed write, or for another `problem`, at `path`, with what to do about it."""
    remedy = _REMEDIES.get(error.errno or 0, "Look at the disk and run the command again; what was written is whole.")
    return StorageError(f"{problem}: {(error.strerror or str(error)).lower()}", path=path, remedy=remedy)


def _sweep(path: Path) -> None:
    """Remove what runs that were killed have left beside a file; a run at work is younger than that."""
    now = time.time()
    for leftover in _leftovers(path.parent, now // _ABANDONED).pop(path.name[:80], ()):
        with contextlib.suppress(OSError):
            if leftover.stat().st_mtime < now - _ABANDONED:
                leftover.unlink()


@functools.lru_cache(maxsize=16)
def _leftovers(folder: Path, _period: float) -> dict[str, list[Path]]:
    """Return the temporary files in a folder by the name of what they were to become.

    It is listed once in a period: with a listing at every write the time for a folder of articles would grow with
    their square.
    """
    found: dict[str, list[Path]] = {}
    with contextlib.suppress(OSError), os.scandir(folder) as entries:  # one may write where one may not list
        for entry in entries:
            if match := _TEMPORARY.fullmatch(entry.name):
                found.setdefault(match.group(1), []).append(folder / entry.name)
    return found


def _refuse_blocked(path: Path) -> None:
    """Raise the OSError of a path that a rename would wrongly replace: a folder, or a file that nobody may write."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _open_private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be synchronised."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _mode(path: Path) -> int:
    """Return the permissions of a file, for one that is not there those that a new one gets."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
