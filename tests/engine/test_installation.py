"""Installing packages: what is put in place, and what is refused."""

from __future__ import annotations

import json
import socket
import stat
import zipfile
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.conftest import BUNDLED, Member, sound_members, write_archive
from translate.engine.argos import ArgosEngine
from translate.engine.installation import fetch, install
from translate.engine.library import import_argos
from translate.engine.options import EngineOptions
from translate.engine.packages import list_packages
from translate.errors import EngineError, StorageError

if TYPE_CHECKING:
    from collections.abc import Callable


def contents(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file()) if folder.exists() else []


def entry(name: str, kind: int = 0) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (kind | 0o644) << 16
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def test_a_sound_package_is_installed_and_found(tmp_path: Path, argos_home: Path) -> None:
    package = install(write_archive(tmp_path / "sound.argosmodel", sound_members()))
    assert (package.source, package.target, package.bundled) == ("fr", "xx", False)
    assert package.path == argos_home / "translate-fr_xx-1_0"
    assert package in list_packages()
    assert {file.name for file in contents(argos_home.parent)} == {"metadata.json", "model.bin", "sentencepiece.model"}


@pytest.mark.model
def test_an_installed_package_translates_as_argos_opens_it(tmp_path: Path, argos_home: Path) -> None:
    members: list[Member] = [
        (f"fr_en/{file.relative_to(BUNDLED).as_posix()}", file.read_bytes()) for file in contents(BUNDLED)
    ]
    package = install(write_archive(tmp_path / "whole.argosmodel", members))
    bundled = next(one for one in list_packages() if one.bundled)
    source = ["La pluie a retardé le vol."]
    assert package.digest == bundled.digest
    made, expected = (ArgosEngine(one, EngineOptions()).translate(source) for one in (package, bundled))
    assert made == expected
    assert import_argos().Package(package.path).from_code == "fr"


def test_a_newer_version_takes_the_place_of_the_older(tmp_path: Path, argos_home: Path) -> None:
    install(write_archive(tmp_path / "a.argosmodel", [*sound_members(), ("translate-fr_xx-1_0/old.txt", b"")]))
    install(write_archive(tmp_path / "b.argosmodel", sound_members()))
    assert "old.txt" not in {file.name for file in contents(argos_home.parent)}
    assert len(contents(argos_home.parent)) == 3


MALICIOUS: dict[str, list[Member]] = {
    "parent": [("translate-fr_xx-1_0/../../evil", b"x")],
    "absolute": [("/etc/evil", b"x")],
    "drive": [("C:/evil", b"x")],
    "backslash": [("translate-fr_xx-1_0\\..\\evil", b"x")],
    "dot": [("translate-fr_xx-1_0/./evil", b"x")],
    "line end": [("translate-fr_xx-1_0/a\nb", b"x")],
    "symlink": [(entry("translate-fr_xx-1_0/link", stat.S_IFLNK), b"/etc/passwd")],
    "device": [(entry("translate-fr_xx-1_0/null", stat.S_IFCHR), b"")],
    "two folders": [("other/file", b"x")],
    "loose file": [("loose", b"x")],
    "twice": [("translate-fr_xx-1_0/README.md", b"x"), ("translate-fr_xx-1_0/readme.md", b"y")],
    "bomb": [("translate-fr_xx-1_0/zeros", bytes(8 << 20))],
}


@pytest.mark.parametrize("members", MALICIOUS.values(), ids=MALICIOUS)
def test_a_malicious_file_is_refused_and_leaves_nothing(
    tmp_path: Path, argos_home: Path, members: list[Member]
) -> None:
    path = write_archive(tmp_path / "evil.argosmodel", [*sound_members(), *members])
    before = contents(tmp_path)
    with pytest.raises(EngineError, match="refused") as caught:
        install(path)
    assert "\n" not in str(caught.value)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("number", range(3))
def test_a_file_without_one_of_its_parts_is_refused(tmp_path: Path, argos_home: Path, number: int) -> None:
    members = sound_members()
    del members[number]
    with pytest.raises(EngineError, match="the package has no"):
        install(write_archive(tmp_path / "part.argosmodel", members))
    assert not argos_home.exists()


@pytest.mark.parametrize("metadata", [b"{", b"[]", b'{"from_code": "fr"}', b'{"from_code": "../..", "to_code": "en"}'])
def test_metadata_that_is_none_is_refused(tmp_path: Path, argos_home: Path, metadata: bytes) -> None:
    members = sound_members()
    members[0] = (members[0][0], metadata)
    with pytest.raises(EngineError, match=r"evil\.argosmodel"):
        install(write_archive(tmp_path / "evil.argosmodel", members))


def test_what_is_declared_too_large_is_refused_unread(
    tmp_path: Path, argos_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.engine.archives.LARGEST", 1000)
    with pytest.raises(EngineError, match="would unpack to more"):
        install(write_archive(tmp_path / "large.argosmodel", sound_members()))


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_refused_or_harmless(tmp_path: Path, argos_home: Path, data: st.DataObject) -> None:
    whole = write_archive(tmp_path / "whole.argosmodel", sound_members()).read_bytes()
    damage = data.draw(st.sampled_from(["cut", "flip"]))
    place = data.draw(st.integers(0, len(whole) - 1))
    if damage == "cut":
        broken = whole[:place]
    else:
        broken = whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    path = tmp_path / "broken.argosmodel"
    path.write_bytes(broken)
    package = None
    with suppress(EngineError):
        package = install(path)
    if package is not None:
        assert damage == "flip"
        assert (package.path / "model" / "model.bin").read_bytes() == b"model" * 1000
    assert not list(tmp_path.rglob(".installing-*"))


@pytest.mark.parametrize(
    "make", [str, Path.mkdir, lambda path: path.write_bytes(b"no zip")], ids=["none", "folder", "text"]
)
def test_what_is_no_package_file_is_refused(tmp_path: Path, argos_home: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "x.argosmodel")
    with pytest.raises(EngineError, match=r"x\.argosmodel"):
        install(tmp_path / "x.argosmodel")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, argos_home: Path) -> None:
    argos_home.parent.mkdir(parents=True)
    argos_home.write_text("a file in the way")
    with pytest.raises(StorageError, match="ARGOS_PACKAGES_DIR"):
        install(write_archive(tmp_path / "sound.argosmodel", sound_members()))


def test_a_failure_to_replace_keeps_the_old_package(
    tmp_path: Path, argos_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_archive(tmp_path / "sound.argosmodel", sound_members())
    before = contents(install(path).path)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if ".installing-" in str(self) and self.name != "replaced":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(StorageError, match="No space left"):
        install(path)
    assert contents(argos_home) == before


def _refuse(*_: object, **__: object) -> None:
    raise OSError(101, "Network is unreachable")


def test_without_a_network_fetching_says_so_in_one_line(
    argos_home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _refuse)
    with pytest.raises(EngineError, match=r"cannot be reached.*translate model install FILE\.argosmodel") as caught:
        fetch("fr", "es")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")
    assert socket.getdefaulttimeout() is None


def _offer(monkeypatch: pytest.MonkeyPatch, index: bytes, files: dict[str, Path]) -> list[str]:
    """Let Argos' own code find `index` and `files` where it would use the network; return the names it asked for."""
    package = import_argos()
    asked: list[str] = []

    def download(urls: list[str]) -> bytes | None:
        asked.append(urls[0])
        return files[urls[0]].read_bytes() if urls[0] in files else None

    monkeypatch.setattr(package.urllib.request, "urlopen", lambda _: SimpleNamespace(read=lambda: index))
    monkeypatch.setattr(package.networking, "get_from", download)
    return asked


def _describe(source: str, target: str, version: str = "1.0") -> dict[str, object]:
    name = f"{source}-{target}-{version}"
    return {"package_version": version, "from_code": source, "to_code": target, "links": [name], "type": "translate"}


def test_the_newest_package_of_the_index_is_checked_and_installed(
    tmp_path: Path, argos_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_archive(tmp_path / "sound.argosmodel", sound_members())
    index = [_describe("fr", "xx", "1.9"), _describe("fr", "xx", "1.10"), _describe("fr", "yy", "3")]
    asked = _offer(monkeypatch, json.dumps(index).encode(), {"fr-xx-1.10": file})
    (package,) = fetch("fr", "xx")
    assert asked == ["fr-xx-1.10"]
    assert package in list_packages()


def test_of_two_legs_only_the_missing_one_is_fetched(
    tmp_path: Path, argos_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = sound_members()
    members[0] = (members[0][0], b'{"from_code": "en", "to_code": "xx", "package_version": "1"}')
    file = write_archive(tmp_path / "leg.argosmodel", members)
    index = json.dumps([_describe("fr", "en"), _describe("en", "xx")]).encode()
    asked = _offer(monkeypatch, index, {"en-xx-1.0": file})
    fetch("fr", "xx")
    assert asked == ["en-xx-1.0"]


@pytest.mark.parametrize("index", [b"", b"<html>", b"[1]", b'{"a": 1}', b"[]"])
def test_an_index_that_is_none_is_told(argos_home: Path, monkeypatch: pytest.MonkeyPatch, index: bytes) -> None:
    _offer(monkeypatch, index, {})
    with pytest.raises(EngineError):
        fetch("fr", "xx")


def test_a_download_that_fails_is_told(argos_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _offer(monkeypatch, json.dumps([_describe("fr", "xx")]).encode(), {})
    with pytest.raises(EngineError, match="cannot be downloaded"):
        fetch("fr", "xx")


def test_a_malicious_download_is_refused(tmp_path: Path, argos_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_archive(tmp_path / "evil.argosmodel", [*sound_members(), *MALICIOUS["parent"]])
    _offer(monkeypatch, json.dumps([_describe("fr", "xx")]).encode(), {"fr-xx-1.0": file})
    with pytest.raises(EngineError, match="refused"):
        fetch("fr", "xx")
    assert not contents(argos_home)
