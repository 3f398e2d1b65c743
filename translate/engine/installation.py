"""Putting packages where Argos Translate keeps them, from a file or from its index on the network."""

from __future__ import annotations

import os
import re
import shutil
import socket
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.engine.archives import open_archive
from translate.engine.library import import_argos
from translate.engine.packages import PackageInfo, argos_folder, list_packages, read_package, speaks
from translate.errors import EngineError, StorageError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

_PART = ".installing-"
_ABANDONED = 86_400.0
"""After so many seconds an installation has ended, however it did."""
_OFFLINE = "Check the network, or download the file elsewhere and run: translate model install FILE.argosmodel."


def install(path: Path) -> PackageInfo:
    """Unpack the .argosmodel file at `path` into Argos Translate's folder and return the package.

    The folder of an earlier version of the same name is replaced; at no time is there half a package. Raises
    EngineError when the file is not a sound package (see `archives.open_archive`) and StorageError when it
    cannot be written.
    """
    folder = argos_folder()
    with open_archive(path) as (archive, name):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _sweep(_beside(folder))
            with tempfile.TemporaryDirectory(prefix=_PART, dir=_beside(folder)) as temporary:
                new = Path(temporary) / name
                _unpack(archive, Path(temporary))
                read_package(new)
                _replace(new, folder / name, Path(temporary) / "replaced")
        except OSError as error:
            raise StorageError(
                f"the package cannot be written ({error.strerror or error})",
                path=folder,
                remedy="Make room or get permission there, or set ARGOS_PACKAGES_DIR to another folder.",
            ) from error
    return read_package(folder / name)


def fetch(source: str, target: str) -> tuple[PackageInfo, ...]:
    """Install the newest package for the pair from Argos Translate's index, or the two that reach it over one language.

    A leg over the language between that is installed already is not fetched again. Returns what was installed. This is
    the only function of the program that uses the network. Raises EngineError when there is no network or no such
    package, or a package is refused, and StorageError when it cannot be written.
    """
    package = import_argos()
    settings = package.settings
    try:
        with tempfile.TemporaryDirectory(prefix="translate-desk-") as temporary, _patience():
            settings.local_package_index = Path(temporary) / "index.json"
            settings.downloads_dir = Path(temporary)
            route = _choose(_read_index(package), source, target)
            return tuple(install(_download(leg)) for leg in route)
    except OSError as error:
        raise StorageError(
            f"the package cannot be downloaded ({error.strerror or error})", remedy="Set TMPDIR to a folder with room."
        ) from error


@contextmanager
def _patience() -> Iterator[None]:
    """Let no connection hang: Argos sets no time limit of its own."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(60)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


def _read_index(package: Any) -> list[Any]:
    """Return the packages that Argos' index offers; the one downloaded just now."""
    address = package.settings.remote_package_index
    try:
        # It logs its errors and returns; without an index file, get_available_packages would call itself for ever.
        package.update_package_index()
        if package.settings.local_package_index.is_file():
            return [one for one in package.get_available_packages() if one.type == "translate"]
    except (ValueError, TypeError, AttributeError, HTTPException, TimeoutError) as error:
        raise EngineError(f"the package index {address} cannot be read ({error})", remedy=_OFFLINE) from error
    raise EngineError(f"the package index {address} cannot be reached", remedy=_OFFLINE)


def _choose(available: list[Any], source: str, target: str) -> list[Any]:
    """Return the legs to download: one, or those of two that are not installed yet."""
    newest = sorted(available, key=_age, reverse=True)
    starts = [one for one in newest if speaks(one.from_code or "", source)]
    ends = [one for one in newest if speaks(one.to_code or "", target)]
    direct = [one for one in starts if one in ends]
    if direct:
        return direct[:1]
    installed = {(one.source, one.target) for one in list_packages()}
    for first in starts:
        for second in ends:
            if first.to_code == second.from_code:
                return [leg for leg in (first, second) if (leg.from_code, leg.to_code) not in installed]
    raise EngineError(
        f"Argos Translate's index has no package from {source} to {target}",
        remedy="Install one of your own: translate model install FILE.argosmodel.",
    )


def _age(package: Any) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", str(package.package_version)))


def _download(package: Any) -> Path:
    try:
        return Path(package.download())
    except Exception as error:
        if type(error) is not Exception:
            raise
        # Argos raises the bare class when none of a package's addresses answers.
        raise EngineError(f"the package {package} cannot be downloaded", remedy=_OFFLINE) from error


def _beside(folder: Path) -> Path:
    """Return where to unpack: beside `folder` (Argos fails over half a package inside it), on the same file system."""
    parent = folder.parent
    return parent if os.access(parent, os.W_OK) and parent.stat().st_dev == folder.stat().st_dev else folder


def _sweep(folder: Path) -> None:
    """Remove what installations that were killed have left; one at work is younger than that."""
    for leftover in folder.glob(f"{_PART}*"):
        if leftover.stat().st_mtime < time.time() - _ABANDONED:
            shutil.rmtree(leftover, ignore_errors=True)


def _unpack(archive: zipfile.ZipFile, folder: Path) -> None:
    """Write the members, checked before, below `folder`; no member yields more bytes than it declares."""
    for member in archive.infolist():
        place = folder / member.filename
        if member.is_dir():
            place.mkdir(parents=True, exist_ok=True)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as stream, place.open("wb") as file:
            shutil.copyfileobj(stream, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())


def _replace(new: Path, place: Path, aside: Path) -> None:
    if place.exists():
        place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        if aside.exists():
            aside.rename(place)
        raise
