"""When people wrote what, and how long the machine worked, is kept beside the catalogues."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

from tests.commands import ARTICLE, make_drafted, work_in_copy
from translate import catalogue as po
from translate import project
from translate.catalogue.editing import edited
from translate.workflow.chronicle import observe, read_chronicle
from translate.workflow.revision import Sitting, put

if TYPE_CHECKING:
    from tests.commands import Run

NOON = 1778587200  # 12 May 2026, 12:00 UTC


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one drafted article."""
    return make_drafted(tmp_path_factory.mktemp("template"), {"tir.fr.txt": ARTICLE})


@pytest.fixture
def catalogue(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogue of that article, in a copy of the workspace."""
    return work_in_copy(template, tmp_path, monkeypatch) / "locales" / "en" / "tir.po"


def _approve(path: Path, number: int, when: int, *, revised: str = "", target: str | None = None) -> None:
    file = polib.pofile(str(path), wrapwidth=0)
    file[number].flags = []
    file[number].msgstr = target or file[number].msgstr
    if revised:
        file.metadata["PO-Revision-Date"] = revised
    file.save(str(path))
    os.utime(path, (when, when))


def _times(path: Path) -> list[str]:
    found = observe(project.find(Path.cwd()), path, po.read(path))
    return sorted(edit.when for edit in found.edits.values())


def test_an_edit_has_the_time_of_the_file_and_keeps_it(catalogue: Path) -> None:
    _approve(catalogue, 0, NOON)
    assert _times(catalogue) == ["2026-05-12T12:00:00+00:00"]
    _approve(catalogue, 1, NOON + 3600)
    assert _times(catalogue) == ["2026-05-12T12:00:00+00:00", "2026-05-12T13:00:00+00:00"]


def test_a_header_that_an_editor_has_dated_is_believed_before_the_file(catalogue: Path) -> None:
    _approve(catalogue, 0, NOON + 86400, revised="2026-05-12 14:30+0200")
    assert _times(catalogue) == ["2026-05-12T12:30:00+00:00"]


def test_a_header_that_nobody_has_dated_anew_is_not(catalogue: Path) -> None:
    _approve(catalogue, 0, NOON, revised="2026-05-11 10:00+0000")
    _times(catalogue)
    _approve(catalogue, 1, NOON + 60)
    assert _times(catalogue) == ["2026-05-11T10:00:00+00:00", "2026-05-12T12:01:00+00:00"]


def test_a_target_that_is_written_again_has_a_new_time(catalogue: Path) -> None:
    _approve(catalogue, 0, NOON)
    _times(catalogue)
    _approve(catalogue, 0, NOON + 60, target="Something else")
    assert _times(catalogue) == ["2026-05-12T12:01:00+00:00"]


def test_a_decision_on_the_review_page_has_its_own_time(catalogue: Path) -> None:
    found, sitting = project.find(Path.cwd()), Sitting("review")
    present = po.read(catalogue)
    for number, entry in enumerate(present.entries[:2]):
        present = put(found, catalogue, present, edited(entry, f"Decision {number}", approved=True), sitting)
    os.utime(catalogue, (NOON, NOON))

    times = _times(catalogue)

    assert len(times) == 2
    assert all(when > "2026-05-13" for when in times)


def test_an_update_notes_the_edits_before_it_writes_over_the_files_time(run: Run, catalogue: Path) -> None:
    _approve(catalogue, 0, NOON)
    article = Path("articles/tir.fr.txt")
    article.write_text(article.read_text("utf-8") + "Une phrase de plus.\n", "utf-8")

    run("update", "--engine", "pseudo")

    assert _times(catalogue) == ["2026-05-12T12:00:00+00:00"]


def test_the_work_of_the_engine_is_added_up_and_an_update_of_nothing_adds_none(run: Run, catalogue: Path) -> None:
    (work,) = read_chronicle(project.find(Path.cwd()), catalogue).work
    assert (work.command, work.units, work.seconds >= 0) == ("draft", len(polib.pofile(str(catalogue))), True)

    run("update", "--engine", "pseudo")
    article = Path("articles/tir.fr.txt")
    article.write_text(article.read_text("utf-8") + "Une phrase de plus.\n", "utf-8")
    run("update", "--engine", "pseudo")

    found = read_chronicle(project.find(Path.cwd()), catalogue).work
    assert [(one.command, one.units, one.words) for one in found[1:]] == [("update", 1, 4)]


def test_a_second_update_leaves_every_file_as_it_is(run: Run, catalogue: Path) -> None:
    _approve(catalogue, 0, NOON)
    run("update", "--engine", "pseudo")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    run("update", "--engine", "pseudo")
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("content", ["", "{", "[]", '{"edits": {"a": 1}, "work": []}', '{"edits": {}, "work": [1]}'])
def test_a_damaged_file_is_made_anew(run: Run, catalogue: Path, content: str) -> None:
    path = Path(".translate/chronicle/en/tir.json")
    path.write_text(content, "utf-8")
    _approve(catalogue, 0, NOON)

    assert _times(catalogue) == ["2026-05-12T12:00:00+00:00"]
    kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert len(kept["edits"]) == 1
    shutil.rmtree(".translate")
    run("report")
