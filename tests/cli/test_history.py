"""What runs did can be listed, and the last one taken back."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import ARTICLE, Run

PSEUDO = ("--engine", "pseudo")


def _runs(run: Run) -> list[str]:
    return [one["command"] for one in json.loads(run("history", "articles/tir.fr.txt", "--json").stdout)["runs"]]


def test_only_runs_that_changed_something_are_listed(run: Run, workspace: Path) -> None:
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    run("update", *PSEUDO)
    (workspace / "articles" / "tir.fr.txt").write_text(ARTICLE + "Une phrase de plus.\n", "utf-8")
    run("update", *PSEUDO)

    assert _runs(run) == ["update", "draft"]


def test_undo_brings_the_bytes_back_and_undoing_twice_the_run(run: Run, workspace: Path) -> None:
    catalogue = workspace / "locales" / "en" / "tir.po"
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    drafted = catalogue.read_bytes()
    (workspace / "articles" / "tir.fr.txt").write_text(ARTICLE.replace("mardi", "jeudi"), "utf-8")
    run("update", *PSEUDO)
    updated = catalogue.read_bytes()

    run("undo", "articles/tir.fr.txt")
    assert catalogue.read_bytes() == drafted
    run("undo", "articles/tir.fr.txt")
    assert catalogue.read_bytes() == updated


def test_undoing_the_draft_removes_the_file_and_brings_it_back(run: Run, workspace: Path) -> None:
    catalogue = workspace / "locales" / "en" / "tir.po"
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    drafted = catalogue.read_bytes()

    run("undo", "articles/tir.fr.txt")
    assert not catalogue.exists()
    run("undo", "articles/tir.fr.txt")
    assert catalogue.read_bytes() == drafted


def test_undo_never_loses_what_a_person_wrote_since(run: Run, workspace: Path) -> None:
    catalogue = workspace / "locales" / "en" / "tir.po"
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    edited = catalogue.read_bytes() + b"\n# a person was here\n"
    catalogue.write_bytes(edited)

    result = run("undo", "articles/tir.fr.txt", code=2)

    assert "somebody has changed" in result.stderr
    assert catalogue.read_bytes() == edited


def test_going_back_several_runs_can_be_undone_with_all_that_people_wrote_between(run: Run, workspace: Path) -> None:
    catalogue, states = workspace / "locales" / "en" / "tir.po", []
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    for day in ("jeudi", "samedi", "lundi"):
        catalogue.write_bytes(catalogue.read_bytes() + f"\n# {day}: a person was here\n".encode())
        states.append(catalogue.read_bytes())
        (workspace / "articles" / "tir.fr.txt").write_text(ARTICLE.replace("mardi", day), "utf-8")
        run("update", *PSEUDO)
    newest = catalogue.read_bytes()

    assert "took back run 3 (update" in run("undo", "--run", "3", "articles/tir.fr.txt").stdout
    assert catalogue.read_bytes() == states[1]
    run("undo", "articles/tir.fr.txt")
    assert catalogue.read_bytes() == newest
    run("undo", "--run", "1", "articles/tir.fr.txt")
    assert not catalogue.exists()


def test_going_back_to_a_run_that_nobody_remembers(run: Run, workspace: Path) -> None:
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    refused = run("undo", "--run", "7", "articles/tir.fr.txt", code=2)
    assert "no run 7 is remembered. Those remembered are 1 to 1." in refused.stderr


def test_nothing_to_undo(run: Run, workspace: Path) -> None:
    assert "no run is remembered" in run("undo", "articles/tir.fr.txt", code=2).stderr
    assert _runs(run) == []


def test_a_run_that_was_cut_short_is_not_listed(run: Run, workspace: Path) -> None:
    """Between the journal's entry and the catalogue's replacement the machine may stop."""
    catalogue = workspace / "locales" / "en" / "tir.po"
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    before = catalogue.read_bytes()
    (workspace / "articles" / "tir.fr.txt").write_text(ARTICLE.replace("mardi", "jeudi"), "utf-8")
    run("update", *PSEUDO)
    catalogue.write_bytes(before)

    assert _runs(run) == ["draft"]


def test_the_journal_is_bounded(run: Run, workspace: Path) -> None:
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    for _ in range(30):
        run("undo", "articles/tir.fr.txt")

    assert len(_runs(run)) == 20
    assert len(list((workspace / ".translate" / "journal").rglob("*.po.z"))) <= 20


def test_a_renamed_article_keeps_its_catalogue(run: Run, workspace: Path) -> None:
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    old = workspace / "locales" / "en" / "tir.po"
    old.write_text(old.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    (workspace / "articles" / "tir.fr.txt").rename(workspace / "articles" / "lancement.fr.txt")

    refused = run("update", *PSEUDO, code=2)
    assert "--yes" in refused.stderr
    assert old.exists()
    run("update", *PSEUDO, "--yes")

    assert not old.exists()
    moved = (workspace / "locales" / "en" / "lancement.po").read_text("utf-8")
    assert "fuzzy" not in moved
    assert "articles/lancement.fr.txt" in moved


def test_a_linked_article_has_one_catalogue(run: Run, workspace: Path) -> None:
    (workspace / "articles" / "lien.fr.txt").symlink_to("tir.fr.txt")
    run("draft", *PSEUDO, "articles/lien.fr.txt")
    run("draft", *PSEUDO, "articles/lien.fr.txt", "articles/tir.fr.txt", "--update")

    assert [path.name for path in (workspace / "locales" / "en").iterdir()] == ["tir.po"]
    assert [one["article"] for one in json.loads(run("update", *PSEUDO, "--json").stdout)["articles"]] == [
        "articles/tir.fr.txt"
    ]
    run("publish", "--drafts", "articles/lien.fr.txt")
    assert [path.name for path in (workspace / "published" / "en").iterdir()] == ["tir.en.txt"]


def test_a_dry_run_tells_what_would_happen_and_changes_nothing(run: Run, workspace: Path) -> None:
    catalogue = workspace / "locales" / "en" / "tir.po"
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    before = catalogue.read_bytes()
    (workspace / "articles" / "tir.fr.txt").write_text(ARTICLE + "Une phrase de plus.\n", "utf-8")

    result = run("update", *PSEUDO, "--dry-run")

    assert "new: Une phrase de plus." in result.stdout
    assert catalogue.read_bytes() == before
