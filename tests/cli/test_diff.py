"""`translate diff`: what people changed in the drafts, and since when."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from tests.commands import make_drafted, work_in_copy

if TYPE_CHECKING:
    from tests.commands import Run

ARTICLE = "Le vol dure deux heures.\n\nLa capsule est prête. [NDLR : voir plus bas.]\n\nPersonne ne sait.\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one drafted article."""
    return make_drafted(tmp_path_factory.mktemp("template"), {"vol.fr.txt": ARTICLE})


@pytest.fixture
def catalogue(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogue of that article, in a copy of the workspace."""
    return work_in_copy(template, tmp_path, monkeypatch) / "locales" / "en" / "vol.po"


def _approve(path: Path, source: str, place: int, new: str, when: int) -> str:
    """Approve one unit as a person would, with one word of its draft replaced; return that word."""
    file = polib.pofile(str(path), wrapwidth=0)
    (entry,) = (entry for entry in file if entry.msgid == source)
    words = entry.msgstr.split(" ")
    old, words[place] = words[place], new or words[place]
    entry.msgstr = " ".join(words)
    entry.flags = []
    file.save(str(path))
    os.utime(path, (when, when))
    return str(old)


MAY_11, MAY_14 = 1778500000, 1778760000


def test_changes_are_shown_word_by_word_with_their_place(run: Run, catalogue: Path) -> None:
    old = _approve(catalogue, "La capsule est prête.", 1, "spacecraft", MAY_11)
    _approve(catalogue, "[NDLR : voir plus bas.]", 0, "", MAY_11)

    shown = run("diff", "articles/vol.fr.txt").stdout

    assert "articles/vol.fr.txt:3: prose, post-edited, TER" in shown
    assert "2026-05-11" in shown
    assert f"[-{old}-]{{+spacecraft+}}" in shown
    assert "1 changed, 1 left as drafted" in shown


def test_pieces_make_up_both_texts(run: Run, catalogue: Path) -> None:
    _approve(catalogue, "Le vol dure deux heures.", 2, "takes about", MAY_11)

    (unit,) = json.loads(run("diff", "articles/vol.fr.txt", "--json").stdout)["units"]

    assert "".join(piece["text"] for piece in unit["pieces"] if piece["kind"] != "added") == unit["draft"]
    assert "".join(piece["text"] for piece in unit["pieces"] if piece["kind"] != "removed") == unit["target"]


def test_since_leaves_out_what_was_written_before(run: Run, catalogue: Path) -> None:
    _approve(catalogue, "Le vol dure deux heures.", 1, "flight", MAY_11)
    run("diff", "articles/vol.fr.txt")
    _approve(catalogue, "Personne ne sait.", 1, "never", MAY_14)

    def sources(*options: str) -> list[str]:
        report = json.loads(run("diff", "articles/vol.fr.txt", "--json", *options).stdout)
        return [unit["source"] for unit in report["units"]]

    assert sources() == ["Le vol dure deux heures.", "Personne ne sait."]
    assert sources("--since", "2026-05-13") == ["Personne ne sait."]
    assert sources("--since", "2026-05-11T00:00:00+00:00") == ["Le vol dure deux heures.", "Personne ne sait."]
    # The draft was made when this test ran, years after what it takes for the edits' times.
    assert sources("--since", "1") == []


def test_a_time_that_is_none_is_refused_with_a_remedy(run: Run, catalogue: Path) -> None:
    assert "Write a date such as" in run("diff", "articles/vol.fr.txt", "--since", "lately", code=2).stderr
    assert (
        "there is no run 7. Those remembered are: 1"
        in run("diff", "articles/vol.fr.txt", "--since", "7", code=2).stderr
    )


def test_an_article_that_was_never_drafted_is_refused(run: Run, workspace: Path) -> None:
    assert "translate draft" in run("diff", "articles/tir.fr.txt", code=2).stderr


def test_units_without_a_draft_on_record_are_counted(run: Run, catalogue: Path) -> None:
    file = polib.pofile(str(catalogue), wrapwidth=0)
    for entry in file:
        entry.comment, entry.flags = "", []
    file.save(str(catalogue))

    assert "0 changed, 0 left as drafted, 4 not known" in run("diff", "articles/vol.fr.txt").stdout


def test_a_workspace_that_cannot_be_written_is_compared_all_the_same(run: Run, catalogue: Path) -> None:
    old = _approve(catalogue, "Personne ne sait.", 1, "never", MAY_14)
    chronicle = Path(".translate", "chronicle", "en", "vol.json")
    chronicle.unlink()
    chronicle.mkdir()

    result = run("diff", "articles/vol.fr.txt")

    assert f"[-{old}-]{{+never+}}" in result.stdout
    assert "could not be kept" in result.stderr


def test_a_terminal_has_colours_in_the_place_of_marks(
    run: Run, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _approve(catalogue, "Personne ne sait.", 1, "never", MAY_14)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)

    shown = run("diff", "articles/vol.fr.txt").stdout

    assert f"\x1b[9;31m{old}\x1b[0m\x1b[32mnever\x1b[0m" in shown
    assert "[-" not in shown
