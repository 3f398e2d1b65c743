"""Argos Translate packages on this machine: where they lie, what they say of themselves, which serve a pair.

A package is a folder with `metadata.json`, a CTranslate2 model in `model/` and a tokenizer. The rules for the folder
are those of `argostranslate.settings` 1.11, worked out here because importing that module creates folders in the
user's home.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate.engine.digests import TOKENIZER_FILES, digest
from translate.errors import EngineError

BUNDLED = "bundled"
"""The value of `EngineOptions.package` that stands for the packages that come with this program."""


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """A translation package: `source` and `target` are Argos' language codes, `size` is in bytes on disk."""

    source: str
    target: str
    version: str
    name: str
    path: Path
    bundled: bool
    size: int

    @property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the model, the tokenizer and the metadata."""
        return digest(self.path)

    def sign(self, cache: Path | None = None) -> str:
        """Return what the package is, on one line: pair, version, digest; `cache` is explained in `digests.digest`."""
        return f"{self.source}-{self.target} {self.version or 'unversioned'} sha256:{digest(self.path, cache)}"


def bundled_folder() -> Path:
    """Return the folder of the packages that come with this program."""
    return Path(__file__).parent.parent / "models"


def argos_folder() -> Path:
    """Return the folder where Argos Translate installs packages; it need not exist. Raises EngineError."""
    chosen = os.environ.get("ARGOS_PACKAGES_DIR") or argos_setting("ARGOS_PACKAGES_DIR")
    return Path(chosen) if chosen else _xdg("XDG_DATA_HOME", Path(".local") / "share") / "packages"


def argos_setting(key: str) -> str:
    """Return the value that the user's Argos Translate settings file gives to `key`, or an empty string."""
    try:
        settings = json.loads((_xdg("XDG_CONFIG_HOME", Path(".config")) / "settings.json").read_text("utf-8"))
    except (OSError, ValueError, EngineError):
        return ""
    value = settings.get(key) if isinstance(settings, dict) else None
    return value if isinstance(value, str) else ""


def list_packages() -> list[PackageInfo]:
    """Return the packages that can be opened: those the user installed, then the bundled ones, each by pair and name.

    A folder whose metadata cannot be read is left out; `info` says what is wrong with it.
    """
    return [*_scan(_user_folder()), *_scan(bundled_folder())]


def info(source: str, target: str) -> list[PackageInfo]:
    """Return the packages for the pair of BCP 47 tags, the one that would be used first. Raises EngineError if none."""
    found = [package for package in list_packages() if _serves(package, source, target)]
    if not found:
        raise _missing(source, target)
    return found


def find_route(source: str, target: str, choice: str = "") -> tuple[PackageInfo, ...]:
    """Return the package from `source` to `target`, or the two that reach it over one language between.

    A package that the user installed is taken before a bundled one, for installing is a choice. `choice` limits this to
    the package folder of that name, or to the bundled packages ("bundled"). Raises EngineError when there is no way.
    """
    packages = [package for package in list_packages() if _chosen(package, choice)]
    for package in packages:
        if _serves(package, source, target):
            return (package,)
    for first in packages:
        if speaks(first.source, source):
            for second in packages:
                if second.source == first.target and speaks(second.target, target):
                    return first, second
    raise _missing(source, target, choice)


def read_package(folder: Path) -> PackageInfo:
    """Return what the package in `folder` says of itself. Raises EngineError naming what is missing or wrong."""
    metadata = parse_metadata(_read(folder / "metadata.json"), folder / "metadata.json")
    if not (folder / "model" / "model.bin").is_file():
        raise EngineError("the package has no model/model.bin", path=folder, remedy=REINSTALL)
    if not any((folder / name).is_file() for name in TOKENIZER_FILES):
        raise EngineError(
            f"the package has no tokenizer ({' or '.join(TOKENIZER_FILES)})", path=folder, remedy=REINSTALL
        )
    return PackageInfo(
        source=metadata["from_code"],
        target=metadata["to_code"],
        version=metadata["package_version"],
        name=folder.name,
        path=folder,
        bundled=folder.parent == bundled_folder(),
        size=sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()),
    )


REINSTALL = "Remove that folder and install the package again: translate model install FILE.argosmodel."


def parse_metadata(data: bytes, path: Path) -> dict[str, str]:
    """Return `from_code`, `to_code` and `package_version` of a metadata.json. Raises EngineError at `path`."""
    try:
        metadata: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise EngineError(f"the metadata is not JSON ({error})", path=path, remedy=REINSTALL) from error
    if not isinstance(metadata, dict) or metadata.get("type", "translate") != "translate":
        raise EngineError("this is not the metadata of a translation package", path=path, remedy=REINSTALL)
    codes = {}
    for key in ("from_code", "to_code"):
        code = metadata.get(key)
        if not isinstance(code, str) or not re.fullmatch(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*", code):
            raise EngineError(f"{key} should be a language code but is {code!r}", path=path, remedy=REINSTALL)
        codes[key] = code
    return {**codes, "package_version": str(metadata.get("package_version", ""))}


def speaks(code: str, tag: str) -> bool:
    """Return whether the package language `code` serves a BCP 47 tag: the same, or the tag without its region."""
    code, tag = (value.replace("_", "-").lower() for value in (code, tag))
    return code in (tag, _primary(tag))


def _home() -> Path:
    if os.environ.get("SNAP") is not None and os.environ.get("SNAP_USER_DATA"):
        return Path(os.environ["SNAP_USER_DATA"])
    try:
        return Path.home()
    except RuntimeError as error:
        raise EngineError("there is no home folder", remedy="Set ARGOS_PACKAGES_DIR to a folder of yours.") from error


def _xdg(variable: str, default: Path) -> Path:
    folder = os.environ.get(variable)
    return (Path(folder) if folder is not None else _home() / default) / "argos-translate"


def _user_folder() -> Path | None:
    try:
        return argos_folder()
    except EngineError:
        return None


def _children(folder: Path | None) -> list[Path]:
    try:
        return [] if folder is None else sorted(child for child in folder.iterdir() if child.is_dir())
    except OSError:
        return []


def _scan(folder: Path | None) -> list[PackageInfo]:
    packages = []
    for child in _children(folder):
        with suppress(EngineError, OSError):
            packages.append(read_package(child))
    return sorted(packages, key=lambda package: (package.source, package.target, package.name))


def _find_broken(source: str, target: str, choice: str) -> EngineError | None:
    """Return what is wrong with a package that would have served, had it been sound."""
    for folder in [*_children(_user_folder()), *_children(bundled_folder())]:
        try:
            read_package(folder)
        except EngineError as error:
            metadata = folder / "metadata.json"
            with suppress(EngineError):
                said = parse_metadata(_read(metadata), metadata)
                if speaks(said["from_code"], source) and speaks(said["to_code"], target):
                    return error
            if choice == folder.name:
                return error
    return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EngineError(
            f"this file of a package cannot be read ({error.strerror})", path=path, remedy=REINSTALL
        ) from error


def _primary(tag: str) -> str:
    """Return the language of a BCP 47 tag without script, region and variant."""
    return tag.replace("_", "-").partition("-")[0].lower()


def _serves(package: PackageInfo, source: str, target: str) -> bool:
    return speaks(package.source, source) and speaks(package.target, target)


def _chosen(package: PackageInfo, choice: str) -> bool:
    return not choice or package.name == choice or (choice == BUNDLED and package.bundled)


def _missing(source: str, target: str, choice: str = "") -> EngineError:
    if broken := _find_broken(source, target, choice):
        return broken
    among = f" named {choice!r}" if choice else ""
    pair = f"{_primary(source)} {_primary(target)}"
    return EngineError(
        f"no translation package{among} leads from {source} to {target}",
        remedy=f"Run: translate model fetch {pair}, or: translate model install FILE.argosmodel.",
    )
