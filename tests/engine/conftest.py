"""One loaded model for all tests of this room, and packages made of it."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from translate.engine.argos import ArgosEngine
from translate.engine.options import EngineOptions
from translate.engine.packages import bundled_folder, find_route

if TYPE_CHECKING:
    from collections.abc import Callable

BUNDLED = bundled_folder() / "fr_en"


@pytest.fixture(scope="session")
def engine() -> ArgosEngine:
    return ArgosEngine(find_route("fr", "en", "bundled")[0], EngineOptions(threads=1))


@pytest.fixture
def argos_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Argos Translate's package folder: one of the test's own, that does not exist yet."""
    folder = tmp_path / "home" / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


@pytest.fixture
def make_package(argos_home: Path) -> Callable[..., Path]:
    """Put a copy of the bundled package, for any pair, among the user's; without its bulk unless it shall translate."""

    def make(source: str, target: str, version: str = "1.0", *, whole: bool = False) -> Path:
        folder = argos_home / f"translate-{source}_{target}-{version}"
        if whole:
            shutil.copytree(BUNDLED, folder, copy_function=os.link)
            (folder / "metadata.json").unlink()
        else:
            (folder / "model").mkdir(parents=True)
            (folder / "model" / "model.bin").write_bytes(b"model")
            (folder / "sentencepiece.model").write_bytes(b"tokenizer")
        metadata = {"package_version": version, "from_code": source, "to_code": target}
        (folder / "metadata.json").write_text(json.dumps(metadata))
        return folder

    return make


Member = tuple[str | zipfile.ZipInfo, bytes]


def sound_members(folder: str = "translate-fr_xx-1_0") -> list[Member]:
    """Return the members of a package file that is in order, its model too short to be one."""
    metadata = {"package_version": "1.0", "from_code": "fr", "to_code": "xx"}
    return [
        (f"{folder}/metadata.json", json.dumps(metadata).encode()),
        (f"{folder}/model/model.bin", b"model" * 1000),
        (f"{folder}/sentencepiece.model", b"tokenizer"),
    ]


def write_archive(path: Path, members: list[Member]) -> Path:
    """Write a zip archive of the members, in order, and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path
