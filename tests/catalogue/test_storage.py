"""A catalogue on disk is the old one or the new one at every instant, and nobody's work in it is overwritten."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.catalogue.histories import LABELS, segments
from translate import catalogue as po
from translate.catalogue import locking
from translate.errors import CatalogueError, StorageError
from translate.model import Draft, Origin, State

SENTENCES = [("", "Une fusée décolle."), ("", "Le moteur s'arrête."), ("", "La mission est finie.")]


def drafted(pairs: list[tuple[str, str]] = SENTENCES, *, old: po.Catalogue | None = None) -> po.Catalogue:
    catalogue = po.merge(old, segments(pairs), source_digest="d", **LABELS).catalogue
    drafts = {key: Draft(f"Machine: {key[1]}", Origin.ENGINE, "test 1") for key in pairs}
    return po.fill(catalogue, drafts)


def names(folder: Path) -> list[str]:
    return sorted(child.name for child in folder.iterdir())


def test_saving_twice_writes_once(tmp_path: Path) -> None:
    path = tmp_path / "en" / "a.po"
    assert po.save(path, drafted(), read_digest=None)
    before = path.stat()

    read = po.read(path)
    assert not po.save(path, drafted(old=read), read_digest=read.read_digest)

    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert names(path.parent) == ["a.po"]


def test_what_a_person_saved_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    po.save(path, drafted(), read_digest=None)
    read = po.read(path)
    ours = drafted([*SENTENCES, ("", "Une phrase toute neuve.")], old=read)
    person = path.read_text("utf-8").replace("Machine: Une fusée décolle.", "A rocket lifts off.", 2)
    path.write_text(person.replace("#, fuzzy\n", "", 1), "utf-8")

    assert po.save(path, ours, read_digest=read.read_digest)

    units = {unit.source: unit for unit in po.read(path).units}
    assert units["Une fusée décolle."].target == "A rocket lifts off."
    assert units["Une fusée décolle."].state is State.POST_EDITED
    assert units["Une phrase toute neuve."].state is State.DRAFT


def test_a_file_that_appeared_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "Une fus\xc3\xa9e d\xc3\xa9colle."\nmsgstr "Up!"\n')

    po.save(path, drafted(), read_digest=None)

    units = {unit.source: unit for unit in po.read(path).units}
    assert (units["Une fusée décolle."].target, units["Une fusée décolle."].state) == ("Up!", State.POST_EDITED)
    assert units["Le moteur s'arrête."].state is State.DRAFT


def test_a_file_that_broke_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"<<<<<<< HEAD\n")

    with pytest.raises(CatalogueError, match=r"a\.po:1"):
        po.save(path, drafted(), read_digest=None)

    assert path.read_bytes() == b"<<<<<<< HEAD\n"
    assert names(tmp_path) == ["a.po"]


def test_a_file_that_went_away_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    po.save(path, drafted(), read_digest=None)
    read = po.read(path)
    path.unlink()

    assert po.save(path, read, read_digest=read.read_digest)
    assert po.read(path) == read


def test_a_link_is_followed_and_the_permissions_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real.po", tmp_path / "link.po"
    po.save(real, drafted(), read_digest=None)
    real.chmod(0o640)
    link.symlink_to(real)
    read = po.read(link)

    po.save(link, drafted(SENTENCES[:2], old=read), read_digest=read.read_digest)

    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert len(po.read(real).units) == 2


def test_the_locks_folder_is_left_empty(tmp_path: Path) -> None:
    path, locks = tmp_path / "a.po", tmp_path / ".translate" / "locks"

    po.save(path, drafted(), read_digest=None, locks=locks)

    assert names(tmp_path) == [".translate", "a.po"]
    assert names(locks) == []


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs some lines of Python after saying that it has begun."""
    program = "import sys\nfrom pathlib import Path\n" + textwrap.dedent(code)
    command = [sys.executable, "-c", program, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


HOLD = """
    from translate.catalogue.locking import held
    import time
    with held(Path(sys.argv[1])):
        print("held", flush=True)
        time.sleep(float(sys.argv[2]))
    """


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    with child(HOLD, path, 0.4) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        assert po.save(path, drafted(), read_digest=None)
        assert first.poll() is not None or names(tmp_path) == ["a.po"]


def test_a_second_run_says_who_holds_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    monkeypatch.setattr(locking, "PATIENCE", 0.2)
    with child(HOLD, path, 60) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(StorageError, match=f"process {first.pid}"):
            po.save(path, drafted(), read_digest=None)
        first.kill()
    assert not path.exists()


def test_the_lock_of_a_killed_run_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    monkeypatch.setattr(locking, "PATIENCE", 0.2)
    with child(HOLD, path, 60) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        first.kill()
    assert names(tmp_path) == [".a.po.lock"]

    assert po.save(path, drafted(), read_digest=None)

    assert names(tmp_path) == ["a.po"]


def test_a_lock_file_that_its_holder_removed_is_no_lock(tmp_path: Path) -> None:
    lock = tmp_path / ".a.po.lock"
    descriptors = [os.open(lock, os.O_RDWR | os.O_CREAT)]
    lock.unlink()
    descriptors.append(os.open(lock, os.O_RDWR | os.O_CREAT))

    assert [locking.try_lock(descriptor, lock) for descriptor in descriptors] == [False, True]

    for descriptor in descriptors:
        os.close(descriptor)


WRITE_FOR_EVER = """
    from translate import catalogue as po
    path = Path(sys.argv[1])
    versions = [po.parse(Path(name).read_bytes(), name) for name in sys.argv[2:]]
    print("begun", flush=True)
    while True:
        for version in versions:
            po.save(path, version, read_digest=po.read(path).read_digest)
    """


def test_a_run_killed_at_any_instant_leaves_a_whole_file(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    path = work / "a.po"
    versions = [po.render(drafted([("", f"{text} {n}") for n in range(200)])) for text in ("Un", "Deux")]
    for number, data in enumerate(versions):
        (tmp_path / f"{number}.po").write_bytes(data)
    path.write_bytes(versions[0])
    for delay in (0.0, 0.003, 0.011, 0.017, 0.029):
        with child(WRITE_FOR_EVER, path, tmp_path / "0.po", tmp_path / "1.po") as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "begun\n"
            time.sleep(delay)
            writer.send_signal(signal.SIGKILL)
        assert path.read_bytes() in versions


FULL_DISK = """
    import resource, signal
    from translate import catalogue as po
    from translate.errors import StorageError
    catalogue = po.parse(Path(sys.argv[2]).read_bytes(), "new.po")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    try:
        po.save(Path(sys.argv[1]), catalogue, read_digest=po.read(Path(sys.argv[1])).read_digest)
    except StorageError as error:
        print("refused", error.remedy != "", flush=True)
    """


def test_a_disk_that_takes_no_more_leaves_the_old_file(tmp_path: Path) -> None:
    work = tmp_path / "work"
    path = work / "a.po"
    po.save(path, drafted(SENTENCES[:1]), read_digest=None)
    before = path.read_bytes()
    (tmp_path / "new.po").write_bytes(po.render(drafted([("", f"Phrase {n}.") for n in range(50)])))

    with child(FULL_DISK, path, tmp_path / "new.po") as writer:
        assert writer.stdout is not None
        assert writer.stdout.read() == "refused True\n"

    assert path.read_bytes() == before
    assert names(work) == ["a.po"]


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "en").write_text("a file where the folder should be")

    with pytest.raises(StorageError) as caught:
        po.save(tmp_path / "en" / "a.po", drafted(), read_digest=None)

    assert caught.value.remedy
