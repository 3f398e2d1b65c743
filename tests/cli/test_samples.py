"""Whole articles with the bundled model: nothing empty, nothing left over, every name in its one form."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from translate.forms import COMMON_NOUNS, expect, find_lost
from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.glossary.rows import bundled_path, merge

if TYPE_CHECKING:
    from tests.commands import Run

ROOT = Path(__file__).parents[2]
ARTICLES = sorted(
    path
    for folder in (ROOT / "articles", ROOT.parent / "shared" / "articles")
    for path in folder.glob("*.*")
    if path.suffix in (".md", ".txt")
)


@pytest.mark.model
@pytest.mark.parametrize("sample", ARTICLES, ids=lambda path: path.name)
def test_an_article_is_drafted_whole(run: Run, workspace: Path, sample: Path) -> None:
    article = workspace / "articles" / sample.name
    shutil.copy(sample, article)

    report = json.loads(run("draft", article, "--json").stdout)["articles"][0]

    path = Path(report["catalogue"])
    policy = TermFinder(Glossary(merge([bundled_path()])))
    for entry in polib.pofile(str(path)):
        assert entry.msgstr.strip()
        assert "fuzzy" in entry.flags
        assert not {"\uff5f", "\uff60"} & set(entry.msgstr)
        names = [match for match in policy.find(entry.msgid) if match.term.kind not in COMMON_NOUNS]
        assert not find_lost(entry.msgstr, [expect(match) for match in names]), (entry.msgid, entry.msgstr)
    if shutil.which("msgfmt"):
        done = subprocess.run(
            ["msgfmt", "-c", "--check-format", "-o", "/dev/null", path], capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert subprocess.run(["msgcat", path], capture_output=True, check=True).stdout == path.read_bytes()


@pytest.mark.model
def test_two_spellings_come_out_as_one_and_a_near_name_stays_itself(run: Run, workspace: Path) -> None:
    run("draft", "articles/tir.fr.txt")

    text = (workspace / "locales" / "en" / "tir.po").read_text("utf-8")
    targets = "\n".join(entry.msgstr for entry in polib.pofile(text))
    assert "Dmitri Bakanov" not in targets
    assert targets.count("Dmitry Bakanov") == 2
    assert targets.count("Dmitry Baranov") == 1
