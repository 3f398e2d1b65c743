"""The .argosmodel file: a zip archive of one package folder, read without trusting it."""

from __future__ import annotations

import stat
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from translate.engine.digests import TOKENIZER_FILES
from translate.engine.packages import parse_metadata
from translate.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 4 << 30
"""Bytes that a package may unpack to: Argos' largest take less than half a gibibyte, large models two."""
DENSEST = 200
"""Times that a file may grow when it is unpacked; texts of a vocabulary grow tenfold. Small files are let through."""
MOST_FILES = 10_000
_SMALL = 1 << 20
_DOWNLOAD_AGAIN = "Get the file again from where it came."


@contextmanager
def open_archive(path: Path) -> Iterator[tuple[zipfile.ZipFile, str]]:
    """Open an archive that holds one package; yield it with the name of its one top folder.

    Raises EngineError when the file is not a zip archive, is cut short or damaged, holds a path that leads out of its
    folder, a link, a second top folder or no translation package, or would unpack to more than `LARGEST` bytes.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            folder = _check_members(path, archive.infolist())
            _check_package(path, archive, folder)
            yield archive, folder
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise EngineError(
            f"this is not a whole .argosmodel file ({error})", path=path, remedy=_DOWNLOAD_AGAIN
        ) from error
    except (NotImplementedError, RuntimeError) as error:  # what zipfile raises for encryption and unknown methods
        raise EngineError(f"the archive cannot be unpacked ({error})", path=path, remedy=_DOWNLOAD_AGAIN) from error
    except OSError as error:
        raise EngineError(
            f"the file cannot be read ({error.strerror or error})", path=path, remedy="Check its name and permissions."
        ) from error


def _check_members(path: Path, members: list[zipfile.ZipInfo]) -> str:
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > LARGEST:
        raise _refuse(path, f"it would unpack to more than {LARGEST >> 30} GiB or {MOST_FILES} files")
    tops = set()
    names = set()
    for member in members:
        name = PurePosixPath(member.filename)
        if _leads_out(member.filename) or not name.parts:
            raise _refuse(path, f"its member {member.filename!r} leads out of its folder")
        if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _refuse(path, f"its member {member.filename!r} is a link or a device")
        if member.file_size > _SMALL and member.file_size > DENSEST * max(1, member.compress_size):
            raise _refuse(path, f"its member {member.filename!r} unpacks to more than {DENSEST} times its size")
        if str(name).casefold() in names:
            raise _refuse(path, f"its member {member.filename!r} is there twice")
        if len(name.parts) == 1 and not member.is_dir():
            raise _refuse(path, f"its member {member.filename!r} lies outside the package's folder")
        names.add(str(name).casefold())
        tops.add(name.parts[0])
    if len(tops) != 1:
        raise _refuse(path, f"it should hold one folder but holds {len(tops)}")
    return tops.pop()


def _check_package(path: Path, archive: zipfile.ZipFile, folder: str) -> None:
    names = set(archive.namelist())
    for wanted in (("metadata.json",), ("model/model.bin",), TOKENIZER_FILES):
        if not any(f"{folder}/{name}" in names for name in wanted):
            raise _refuse(path, f"the package has no {' or '.join(wanted)}")
    if archive.getinfo(f"{folder}/metadata.json").file_size > _SMALL:
        raise _refuse(path, "its metadata.json is too long")
    parse_metadata(archive.read(f"{folder}/metadata.json"), path / folder / "metadata.json")


def _leads_out(name: str) -> bool:
    """Say whether a member's name could be written elsewhere than below its folder, on any system."""
    parts = name.rstrip("/").split("/")
    return (
        name.startswith("/")
        or "\\" in name
        or ":" in name
        or any(part in {"", ".", ".."} or not part.isprintable() for part in parts)
    )


def _refuse(path: Path, problem: str) -> EngineError:
    return EngineError(
        f"this .argosmodel file is refused: {problem}", path=path, remedy="Install only packages you trust."
    )
