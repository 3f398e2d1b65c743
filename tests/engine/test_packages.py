"""Finding packages and routes."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.conftest import BUNDLED
from translate.engine import digests
from translate.engine.packages import (
    argos_folder,
    find_route,
    info,
    list_packages,
    parse_metadata,
    read_package,
    speaks,
)
from translate.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from translate.engine.packages import PackageInfo


def names(route: tuple[PackageInfo, ...]) -> list[str]:
    return [f"{package.source}-{package.target}" for package in route]


def test_the_bundled_package_is_there_and_says_what_it_is(argos_home: Path) -> None:
    (package,) = list_packages()
    metadata = json.loads((BUNDLED / "metadata.json").read_text("utf-8"))
    assert (package.source, package.target, package.version) == ("fr", "en", metadata["package_version"])
    assert package.bundled
    assert package.size == sum(file.stat().st_size for file in BUNDLED.rglob("*") if file.is_file())
    assert package.digest in package.sign()


def test_the_bundled_package_is_laid_out_as_argos_installs_one() -> None:
    assert {"metadata.json", "model", "README.md"} <= {file.name for file in BUNDLED.iterdir()}
    assert (BUNDLED / "README.md").read_text("utf-8").startswith("# French to English")


def test_argos_own_rules_for_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("ARGOS_PACKAGES_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "SNAP"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert argos_folder() == tmp_path / ".local" / "share" / "argos-translate" / "packages"
    (tmp_path / ".config" / "argos-translate").mkdir(parents=True)
    (tmp_path / ".config" / "argos-translate" / "settings.json").write_text('{"ARGOS_PACKAGES_DIR": "/some/where"}')
    assert argos_folder() == Path("/some/where")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert argos_folder() == tmp_path / "data" / "argos-translate" / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "mine"))
    assert argos_folder() == tmp_path / "mine"


def test_a_direct_package_is_taken_before_two(make_package: Callable[..., Path]) -> None:
    make_package("en", "es")
    assert names(find_route("fr", "es")) == ["fr-en", "en-es"]
    make_package("fr", "es")
    assert names(find_route("fr", "es")) == ["fr-es"]


def test_an_installed_package_is_taken_before_the_bundled_one(make_package: Callable[..., Path]) -> None:
    folder = make_package("fr", "en")
    assert find_route("fr", "en")[0].path == folder
    assert find_route("fr", "en", "bundled")[0].path == BUNDLED
    assert find_route("fr", "en", folder.name)[0].path == folder
    assert [package.path for package in info("fr", "en")] == [folder, BUNDLED]


def test_three_legs_are_too_many(make_package: Callable[..., Path]) -> None:
    make_package("en", "de")
    make_package("de", "it")
    with pytest.raises(EngineError, match="from fr to it"):
        find_route("fr", "it")


def test_a_missing_pair_says_what_to_do(argos_home: Path) -> None:
    with pytest.raises(EngineError, match=r"translate model fetch fr es, or: translate model install FILE\.argosmodel"):
        find_route("fr-FR", "es-MX")
    with pytest.raises(EngineError, match="translate model fetch es fr"):
        info("es", "fr")


@pytest.mark.parametrize(
    ("code", "tag", "serves"),
    [
        ("fr", "fr", True),
        ("fr", "fr-FR", True),
        ("fr", "FR_ca", True),
        ("pt-BR", "pt-BR", True),
        ("pt-BR", "pt", False),
        ("fr", "fry", False),
        ("", "fr", False),
    ],
)
def test_a_package_serves_its_language_in_every_region(code: str, tag: str, serves: bool) -> None:
    assert speaks(code, tag) is serves


def test_a_broken_package_is_left_out_and_named_when_it_is_needed(make_package: Callable[..., Path]) -> None:
    folder = make_package("fr", "es")
    (folder / "model" / "model.bin").unlink()
    assert [package.bundled for package in list_packages()] == [True]
    with pytest.raises(EngineError, match=r"no model/model\.bin.*translate model install") as caught:
        find_route("fr", "es")
    assert str(folder) in str(caught.value)


@pytest.mark.parametrize("gone", ["metadata.json", "sentencepiece.model", "model/model.bin"])
def test_every_part_of_a_package_is_missed(make_package: Callable[..., Path], gone: str) -> None:
    folder = make_package("fr", "es")
    (folder / gone).unlink()
    with pytest.raises(EngineError, match="install the package again"):
        read_package(folder)


@given(data=st.binary(max_size=60) | st.text(max_size=20).map(lambda text: json.dumps({"from_code": text}).encode()))
def test_metadata_is_read_or_refused_and_nothing_else(data: bytes) -> None:
    with suppress(EngineError):
        metadata = parse_metadata(data, Path("metadata.json"))
        assert metadata["from_code"].isascii()


@pytest.mark.parametrize(
    "metadata",
    [
        [],
        {"from_code": "fr"},
        {"from_code": "../x", "to_code": "en"},
        {"from_code": 1, "to_code": "en"},
        {"from_code": "fr", "to_code": "en", "type": "sbd"},
    ],
)
def test_metadata_of_something_else_is_refused(metadata: object) -> None:
    with pytest.raises(EngineError):
        parse_metadata(json.dumps(metadata).encode(), Path("metadata.json"))


def test_the_digest_follows_every_file_that_counts(make_package: Callable[..., Path]) -> None:
    folder = make_package("fr", "es")
    package = read_package(folder)
    before = package.digest
    (folder / "README.md").write_text("words")
    assert package.digest == before
    for number, name in enumerate(("model/model.bin", "model/config.json", "sentencepiece.model", "metadata.json")):
        with (folder / name).open("ab") as file:
            file.write(b" ")
        os.utime(folder / name, ns=(number, number))
        assert package.digest != before
        before = package.digest


def test_a_kept_digest_is_believed_while_the_files_are_the_same(
    make_package: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = make_package("fr", "es"), tmp_path / "cache"
    before = digests.digest(folder, cache)
    digests.keep_digest(folder, cache)
    model = folder / "model" / "model.bin"
    with monkeypatch.context() as patch:
        patch.setattr(digests, "_digest", lambda *_: "read")
        assert digests.digest(folder, cache) == before
        assert digests.digest(folder) == "read"

    state = model.stat()
    other = folder / "other"
    other.write_bytes(bytes(byte ^ 1 for byte in model.read_bytes()))
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(model)

    assert model.stat().st_mtime_ns == state.st_mtime_ns
    assert digests.digest(folder, cache) == digests.digest(folder) != before


@pytest.mark.parametrize("content", ["", "[]", "{", '{"FOLDER": 1}', '{"FOLDER": {"stamp": [], "digest": "x"}}'])
def test_a_damaged_record_of_digests_is_not_believed(
    make_package: Callable[..., Path], tmp_path: Path, content: str
) -> None:
    folder = make_package("fr", "es")
    (tmp_path / "packages.json").write_text(content.replace("FOLDER", str(folder)))

    assert digests.digest(folder, tmp_path) == digests.digest(folder)
    digests.keep_digest(folder, tmp_path)
    assert json.loads((tmp_path / "packages.json").read_text())[str(folder)]["digest"] == digests.digest(folder)


def test_files_and_foreign_folders_are_passed_over(argos_home: Path) -> None:
    (argos_home / "notes").mkdir(parents=True)
    (argos_home / "file").write_text("x")
    assert [package.bundled for package in list_packages()] == [True]
