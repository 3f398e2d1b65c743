"""`translate watch`: real saves of real files, in all the ways that editors have, and an end."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import polib
import pytest

from tests.commands import ARTICLE, make_drafted, work_in_copy
from translate import project
from translate.catalogue.locking import held
from translate.workflow import watching
from translate.workflow.draft import Options
from translate.workflow.watching import Watched

LONG = 30.0
"""Seconds after which a test gives up waiting: never reached by a program that works."""

Told = Callable[[], Watched]


class Watching:
    """A watch at work in a thread: what it tells can be waited for."""

    def __init__(self, root: Path, *, poll: bool = False) -> None:
        self.told: queue.Queue[Watched | BaseException] = queue.Queue()
        self.stop = threading.Event()
        self.root = root
        self.poll = poll
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            found = project.find(self.root)
            watching.watch(found, Options(engine="pseudo"), self.told.put, stop=self.stop, poll=self.poll)
        except BaseException as error:  # noqa: BLE001 - a thread's error is the test's, which raises it
            self.told.put(error)

    def next(self) -> Watched:
        told = self.told.get(timeout=LONG)
        if isinstance(told, BaseException):
            raise told
        return told

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + LONG
        while not is_so():
            assert time.monotonic() < end
            assert self.thread.is_alive()
            time.sleep(0.05)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one drafted article."""
    return make_drafted(tmp_path_factory.mktemp("template"), {"tir.fr.txt": ARTICLE})


@pytest.fixture
def workspace(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it; it is the current folder."""
    return work_in_copy(template, tmp_path, monkeypatch)


@pytest.fixture
def watch(workspace: Path) -> Iterator[Watching]:
    """A watch over it, ready for changes."""
    # What changed before it began is the first thing that it tells.
    _append(workspace / "articles" / "tir.fr.txt", "Une phrase de plus.\n")
    found = Watching(workspace)
    assert found.next().report is not None
    yield found
    found.stop.set()
    found.thread.join(LONG)
    assert not found.thread.is_alive()


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def _sources(workspace: Path, name: str = "tir") -> list[str]:
    return [
        entry.msgid for entry in polib.pofile(str(workspace / "locales" / "en" / f"{name}.po")) if not entry.obsolete
    ]


def test_a_save_is_followed_by_one_update(watch: Watching, workspace: Path) -> None:
    article = workspace / "articles" / "tir.fr.txt"
    for number in range(5):
        _append(article, f"Phrase numéro {number} du jour.\n")

    told = watch.next()

    assert told.report is not None
    assert told.report.changes["new"] == 5
    assert "Phrase numéro 4 du jour." in _sources(workspace)
    assert watch.told.empty()


def test_a_save_by_renaming_is_seen_and_its_temporary_file_is_not(watch: Watching, workspace: Path) -> None:
    article = workspace / "articles" / "tir.fr.txt"
    new = article.with_name(".tir.fr.txt.swp.txt")
    new.write_text(ARTICLE + "Une autre fin.\n", "utf-8")
    new.replace(article)

    told = watch.next()

    assert told.article == "articles/tir.fr.txt"
    assert "Une autre fin." in _sources(workspace)
    assert [path.name for path in (workspace / "locales" / "en").iterdir()] == ["tir.po"]


def test_a_new_article_is_drafted_and_one_that_leaves_keeps_its_catalogue(watch: Watching, workspace: Path) -> None:
    article = workspace / "articles" / "second.fr.txt"
    article.write_text("Un vaisseau est parti ce matin de Baïkonour avec son équipage.\n", "utf-8")
    assert watch.next().article == "articles/second.fr.txt"
    catalogue = (workspace / "locales" / "en" / "second.po").read_bytes()

    article.unlink()

    assert "its catalogue is kept" in watch.next().problem
    assert (workspace / "locales" / "en" / "second.po").read_bytes() == catalogue


def test_a_renamed_article_takes_its_catalogue_along(watch: Watching, workspace: Path) -> None:
    article = workspace / "articles" / "tir.fr.txt"
    article.rename(article.with_name("lancement.fr.txt"))

    assert watch.next().article == "articles/lancement.fr.txt"
    assert (workspace / "locales" / "en" / "lancement.po").exists()
    assert not (workspace / "locales" / "en" / "tir.po").exists()


def test_an_article_caught_half_written_loses_nobodys_work(watch: Watching, workspace: Path) -> None:
    article, catalogue = workspace / "articles" / "tir.fr.txt", workspace / "locales" / "en" / "tir.po"
    whole = article.read_text("utf-8")
    file = polib.pofile(str(catalogue), wrapwidth=0)
    for entry in file:
        entry.flags, entry.msgstr = [], f"By hand: {entry.msgid}"
    file.save(str(catalogue))
    before = {entry.msgid: entry.msgstr for entry in file}

    article.write_text(whole[: len(whole) // 2], "utf-8")
    assert watch.next().report is not None
    article.write_text(whole, "utf-8")
    assert watch.next().report is not None

    after = polib.pofile(str(catalogue), wrapwidth=0)
    assert {e.msgid: e.msgstr for e in after if not e.obsolete and not e.fuzzy} == before


def test_a_file_that_cannot_be_read_is_told_once_and_does_not_end_the_watch(watch: Watching, workspace: Path) -> None:
    article = workspace / "articles" / "tir.fr.txt"
    whole = article.read_bytes()
    article.write_bytes(b"")
    assert "nothing to translate" in watch.next().problem
    article.write_bytes(whole + b"Encore une.\n")

    told = watch.next()

    assert told.report is not None
    assert "Encore une." in _sources(workspace)


def test_an_edit_of_the_catalogue_during_an_update_is_kept(watch: Watching, workspace: Path) -> None:
    article, catalogue = workspace / "articles" / "tir.fr.txt", workspace / "locales" / "en" / "tir.po"
    for number in range(3):
        file = polib.pofile(str(catalogue), wrapwidth=0)
        entry = [one for one in file if not one.obsolete][number]
        _append(article, f"Ligne {number} ajoutée au texte.\n")
        time.sleep(0.2 * number)
        entry.flags, entry.msgstr = [], f"A person wrote number {number}"
        file.save(str(catalogue))
        watch.until(lambda wanted=f"Ligne {number} ajoutée au texte.": wanted in _sources(workspace))

    kept = [entry.msgstr for entry in polib.pofile(str(catalogue))]
    assert [number for number in range(3) if f"A person wrote number {number}" not in kept] == []


def test_a_catalogue_that_another_run_holds_is_tried_again(
    watch: Watching, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translate.catalogue.locking.PATIENCE", 0.2)
    monkeypatch.setattr(watching, "PATIENCE", 0.2)
    with held(workspace / "locales" / "en" / "tir.po", workspace / ".translate" / "locks"):
        _append(workspace / "articles" / "tir.fr.txt", "Pendant ce temps.\n")
        assert "is writing this catalogue" in watch.next().problem

    assert watch.next().report is not None
    assert "Pendant ce temps." in _sources(workspace)


def test_the_glossary_and_the_settings_are_watched(watch: Watching, workspace: Path) -> None:
    (workspace / "glossary" / "fr-en.ours.csv").write_text("source,target\nfusée,carrier rocket\n", "utf-8")
    told = watch.next()
    assert told.report is not None
    assert told.report.changes.get("re-drafted")

    settings = workspace / "translate.toml"
    good = settings.read_text("utf-8")
    settings.write_text("source = ", "utf-8")
    assert "translate.toml" in watch.next().problem
    settings.write_text(good.replace('glossary = "glossary"', 'glossary = "nowhere"', 1), "utf-8")
    assert watch.next().report is not None


def test_polling_sees_changes_too(workspace: Path) -> None:
    found = Watching(workspace, poll=True)
    time.sleep(1.0)
    _append(workspace / "articles" / "tir.fr.txt", "Vu de loin.\n")

    assert found.next().report is not None

    found.stop.set()
    found.thread.join(LONG)


def test_a_folder_that_is_not_there_is_refused(workspace: Path) -> None:
    for path in (workspace / "articles").iterdir():
        path.unlink()
    (workspace / "articles").rmdir()
    found = Watching(workspace)
    with pytest.raises(Exception, match="there is no such folder to watch"):
        found.next()


def test_the_command_tells_one_line_an_update_and_ends_with_ctrl_c(workspace: Path) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "translate", "watch", "--engine", "pseudo"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert "watching articles" in process.stdout.readline()
        # It watches from its first look on: saved again and again until it has seen the file.
        saver = threading.Thread(target=_save_until, args=(workspace, process), daemon=True)
        saver.start()
        line = process.stdout.readline()
        assert "locales/en/neuf.po: 1 new" in line
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=LONG)
    saver.join(LONG)
    assert (process.returncode, errors) == (0, "")


def _save_until(workspace: Path, process: subprocess.Popen[str]) -> None:
    catalogue = workspace / "locales" / "en" / "neuf.po"
    while process.poll() is None and not catalogue.exists():
        (workspace / "articles" / "neuf.fr.txt").write_text(
            "La fusée attend sur son pas de tir depuis hier.\n", "utf-8"
        )
        time.sleep(1.0)
