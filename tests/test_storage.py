"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import stat
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate import storage
from translate.errors import StorageError
from translate.storage import Files, fold, is_one_file


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"

    assert storage.write_bytes(path, b"one")
    before = path.stat()
    assert not storage.write_bytes(path, b"one")
    assert path.stat() == before


def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    path.chmod(0o640)

    storage.write_bytes(path, b"two")

    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_bytes() == b"two"


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"one")
    link.symlink_to(real)

    storage.write_bytes(link, b"two")

    assert link.is_symlink()
    assert real.read_bytes() == b"two"


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")

    def fail(*arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    if call == "write":
        monkeypatch.setattr(io, "BufferedWriter", type("Broken", (io.BufferedWriter,), {"write": fail}))
    elif call == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)

    with pytest.raises(StorageError) as caught:
        storage.write_bytes(path, b"two")

    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == b"one"
    assert [child.name for child in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()

    with pytest.raises(StorageError, match="folder stands"):
        storage.write_bytes(tmp_path / "a", b"two")


def test_a_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")

    with pytest.raises(StorageError):
        storage.write_bytes(tmp_path / "a" / "b.txt", b"two")


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        pytest.skip("this user may write anything")

    with pytest.raises(StorageError, match="permission"):
        storage.write_bytes(path, b"two")


def test_what_a_killed_run_left_is_removed_by_a_later_one(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    old, young = tmp_path / ".a.po.01234567.tmp", tmp_path / ".a.po.89abcdef.tmp"
    for leftover in (old, young):
        leftover.write_bytes(b"half")
    os.utime(old, (1, 1))

    storage.write_bytes(path, b"one")

    assert not old.exists()
    assert young.exists()


def test_writing_many_files_does_not_list_their_folder_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[Path] = []
    scan = os.scandir

    def count(folder: Path) -> object:
        listed.append(folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", count)

    for number in range(50):
        storage.write_bytes(tmp_path / f"{number}.po", b"one")

    assert len(listed) <= 2  # two where a new period begins meanwhile


ACCENTED = st.text("abcdeéèêçüïœßйёñABCÉÈÇÖЁ.-_ 12", min_size=1, max_size=12).filter(
    lambda name: name.strip(". ") != ""
)


@given(ACCENTED)
def test_case_and_unicode_form_do_not_count_in_what_is_folded(name: str) -> None:
    forms = [name, name.swapcase(), *(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))]
    assert len({fold(Path("a", one)) for one in forms}) == 1


@given(st.lists(st.tuples(ACCENTED, st.booleans()), min_size=1, max_size=5))
@settings(max_examples=30)
def test_a_file_is_known_by_every_name_that_the_system_finds_it_by(steps: list[tuple[str, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made: list[Path] = []
        for name, linked in steps:
            path, other = Path(folder, name), Path(folder, name.swapcase())
            for one in (path, other):
                if not one.exists() and linked and path.exists():
                    one.hardlink_to(path)
                elif not one.exists():
                    one.write_text(name, "utf-8")
            made += [path, other]
        known = Files(made)
        for one in made:
            assert one in known
            for two in made:
                assert is_one_file(one, two) == is_one_file(two, one)
                same = one == two or (fold(one) == fold(two) and one.samefile(two))
                assert is_one_file(one, two) == same == (one in Files([two]))


def test_a_path_is_as_it_is_where_the_current_folder_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert storage.near(folder / "a.po") == Path("a.po")
    folder.rmdir()
    assert storage.near(folder / "a.po") == folder / "a.po"
