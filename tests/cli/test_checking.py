"""`translate check`: what it tells, what it leaves out, and what it corrects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

if TYPE_CHECKING:
    from tests.commands import Run


@pytest.fixture
def catalogue(run: Run, workspace: Path) -> Path:
    """A catalogue of three units: a draft, an approved target with two small faults, and a fuzzy one."""
    article = workspace / "articles" / "vol.fr.txt"
    article.write_text("Le vol dure 3,5 heures.\n\nQui volera lundi ?\n\nPersonne ne sait.\n", "utf-8")
    run("draft", "--engine", "pseudo", article)
    path = workspace / "locales" / "en" / "vol.po"
    file = polib.pofile(str(path), wrapwidth=0)
    targets = ["The flight takes 3,5 hours.", "Who will fly on Monday ?", "Nobody knows ."]
    for entry, target in zip(file, targets, strict=True):
        entry.msgstr = target
    for entry in file[:2]:
        entry.flags = []
    file[2].previous_msgid = "Personne ne savait."
    file.save(str(path))
    return path


def test_what_is_told(run: Run, catalogue: Path) -> None:
    shown = run("check", "articles/vol.fr.txt", code=1).stdout

    assert "3 units checked, 3 findings, 3 can be corrected by --fix" in shown
    assert "articles/vol.fr.txt:1: number-format: '3,5' should be '3.5' here: write it so." in shown
    assert "articles/vol.fr.txt:3: spacing: no space stands before '?' here: remove it." in shown


def test_checks_are_left_out(run: Run, catalogue: Path) -> None:
    run("check", "--off", "spacing", "--off", "number-format", code=0)
    result = run("check", "--off", "spacings", code=2)

    assert "Did you mean 'spacing'?" in result.stderr


def test_a_fix_changes_the_units_that_it_fixes_and_nothing_else(run: Run, catalogue: Path) -> None:
    before = catalogue.read_text("utf-8")

    report = json.loads(run("check", "--fix", "--json", code=1).stdout)["articles"][0]

    expected = before.replace("3,5 hours", "3.5 hours").replace("Monday ?", "Monday?")
    assert catalogue.read_text("utf-8") == expected
    assert report["fixed"] == 2
    assert [item["finding"]["check"] for item in report["findings"]] == ["spacing"]
    run("check", "--fix", code=1)
    assert catalogue.read_text("utf-8") == expected


def test_a_fix_is_undone(run: Run, catalogue: Path) -> None:
    before = catalogue.read_bytes()
    run("check", "--fix", "articles/vol.fr.txt", code=1)

    run("undo", "articles/vol.fr.txt")

    assert catalogue.read_bytes() == before


def test_a_fixed_draft_is_still_a_draft(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "vol.fr.txt"
    article.write_text("Le vol, qui le fera ? Nous.\n", "utf-8")
    run("draft", "--engine", "pseudo", article)

    run("check", "--fix", article, code=None)

    entry, _ = polib.pofile(str(workspace / "locales" / "en" / "vol.po"))
    assert " ?" not in entry.msgstr
    assert "?" in entry.msgstr
    status = json.loads(run("status", "--json", article).stdout)["articles"][0]
    assert status["states"]["draft"] == 2
