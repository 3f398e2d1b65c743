"""Killed at any instant, a run leaves the old catalogue or the new one, whole, and the next run finishes its work."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import polib
import pytest

from tests.commands import ARTICLE, Run
from tests.faults.killing import kill_after, kill_at

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

UPDATE = ("update", "--engine", "pseudo")
EDITED = (
    ARTICLE.replace("mardi 12 mai", "mercredi 13 mai").replace("Tout s'est passé", "Rien ne s'est passé")
    + "Une phrase de plus.\n"
)
HUMAN = "A person wrote this."


@pytest.fixture
def catalogue(run: Run, workspace: Path) -> Path:
    """A catalogue with a person's work in it, whose article has changed since."""
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")
    path = workspace / "locales" / "en" / "tir.po"
    edited = polib.pofile(str(path), wrapwidth=78)
    for entry in edited:
        entry.msgstr = f"{HUMAN} {entry.linenum}"
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    edited.save(str(path))
    run("publish", "articles/tir.fr.txt")
    (workspace / "articles" / "tir.fr.txt").write_text(EDITED, "utf-8")
    return path


def _human_words(path: Path) -> set[str]:
    return {entry.msgstr for entry in polib.pofile(str(path)) if entry.msgstr.startswith(HUMAN)}


def _outcome(run: Run, catalogue: Path, old: bytes) -> bytes:
    """Return what an undisturbed run makes of the catalogue, and put the old one back."""
    run(*UPDATE)
    new = catalogue.read_bytes()
    catalogue.write_bytes(old)
    return new


def _check(run: Run, catalogue: Path, old: bytes, new: bytes) -> None:
    found = catalogue.read_bytes()
    assert found in (old, new)
    run("status")
    run("history", "articles/tir.fr.txt")
    run(*UPDATE)
    assert catalogue.read_bytes() == new


def test_at_every_write_and_rename(run: Run, catalogue: Path) -> None:
    old = catalogue.read_bytes()
    new = _outcome(run, catalogue, old)
    words = _human_words(catalogue)
    moments = 0

    while kill_at(UPDATE, moments + 1):
        moments += 1
        _check(run, catalogue, old, new)
        catalogue.write_bytes(old)

    assert moments > 8
    catalogue.write_bytes(new)
    assert _human_words(catalogue) == words


def _time_of_a_run(catalogue: Path, old: bytes) -> float:
    """Seconds that one whole update takes."""
    catalogue.write_bytes(old)
    start = time.monotonic()
    assert not kill_after(UPDATE, 60)
    return time.monotonic() - start


def test_at_random_times(run: Run, catalogue: Path) -> None:
    old = catalogue.read_bytes()
    new = _outcome(run, catalogue, old)
    longest = min(_time_of_a_run(catalogue, old) for _ in range(3)) * 1.2
    clock = random.Random(20_260_101)
    killed = 0

    for _ in range(300):
        catalogue.write_bytes(old)
        killed += kill_after(UPDATE, clock.uniform(0, longest))
        assert catalogue.read_bytes() in (old, new)

    assert killed > 100
    _check(run, catalogue, old, new)


def test_publishing(run: Run, catalogue: Path, workspace: Path) -> None:
    run(*UPDATE)
    published = workspace / "published" / "en" / "tir.en.txt"
    old = published.read_bytes()
    command = ("publish", "--drafts", "--force", "articles/tir.fr.txt")
    run(*command)
    new = published.read_bytes()
    assert new != old
    moments = 0

    published.write_bytes(old)
    while kill_at(command, moments + 1):
        moments += 1
        assert published.read_bytes() in (old, new)
        run(*command)
        assert published.read_bytes() == new
        published.write_bytes(old)

    assert moments > 3
