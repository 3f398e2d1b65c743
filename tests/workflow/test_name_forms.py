"""Names that some file systems take for one: they differ in case, or in how Unicode spells an accent.

Where the system of the machine that tests tells them apart, a hard link under the other name stands for one that does
not: both names are then one file, too.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.commands import ARTICLE, Run
from translate.project import find
from translate.storage import folds_names
from translate.workflow.sources import distinct

PSEUDO = ("--engine", "pseudo")
OTHER = "# Une autre histoire\n\nElle n'a rien de commun avec la première.\n"


@pytest.fixture
def tells_apart(drafted: Path) -> Path:
    """A workspace on a file system where case counts; its article is `tir.fr.txt`."""
    if folds_names(drafted / "articles" / "tir.fr.txt"):
        pytest.skip("this file system takes names that differ in case for one: two such articles cannot be made")
    return drafted


def test_articles_whose_catalogues_differ_in_case_alone_are_told_in_one_line(run: Run, tells_apart: Path) -> None:
    Path("articles/Tir.fr.md").write_text(OTHER, "utf-8")

    told = run("update", *PSEUDO)

    line = (
        "translate: 'articles/Tir.fr.md' and 'articles/tir.fr.txt' would share one catalogue on macOS or Windows, "
        "where the case of a name does not count: rename one of the two articles."
    )
    assert [one.replace(f"{Path().resolve()}/", "") for one in told.stderr.splitlines()] == [line]
    assert sorted(path.name for path in Path("locales/en").glob("*.po")) == ["Tir.po", "tir.po"]


def test_articles_whose_catalogues_are_one_file_are_refused(run: Run, tells_apart: Path) -> None:
    before = Path("locales/en/tir.po").read_bytes()
    Path("articles/Tir.fr.md").write_text(OTHER, "utf-8")
    Path("articles/TIR.FR.TXT").hardlink_to("articles/tir.fr.txt")
    Path("locales/en/Tir.po").hardlink_to("locales/en/tir.po")

    for words in (("articles/tir.fr.txt", "articles/Tir.fr.md"), ("articles/Tir.fr.md", "articles/tir.fr.txt")):
        Path("articles/tIR.FR.MD").unlink(missing_ok=True)
        Path("articles/tIR.FR.MD").hardlink_to("articles/Tir.fr.md")
        assert "would share this catalogue. Rename one" in run("update", *PSEUDO, *words, code=2).stderr
    alone = run("update", *PSEUDO, "articles/Tir.fr.md", code=2)
    assert "belongs to 'articles/tir.fr.txt', not to 'articles/Tir.fr.md'. Rename one" in alone.stderr
    assert Path("locales/en/tir.po").read_bytes() == before


def test_one_article_under_two_spellings_is_meant_once(run: Run, tells_apart: Path) -> None:
    Path("articles/Tir.fr.txt").hardlink_to("articles/tir.fr.txt")
    Path("articles/vol.fr.txt").write_text(ARTICLE, "utf-8")
    names = [Path("articles", name) for name in ("tir.fr.txt", "vol.fr.txt", "Tir.fr.txt")]

    assert distinct(find(Path()), names) == names[:2]
    Path("articles/Tir.fr.txt").unlink()
    Path("articles/Tir.fr.txt").write_text(ARTICLE, "utf-8")
    assert distinct(find(Path()), names) == names


def test_a_catalogue_remembers_its_format_by_whatever_form_of_the_name(run: Run, workspace: Path) -> None:
    plain, apart = (Path("articles", unicodedata.normalize(form, "été.fr.txt")) for form in ("NFC", "NFD"))
    plain.write_text("Le **lanceur** attend son départ.\n", "utf-8")
    run("draft", *PSEUDO, "--format", "markdown", plain)
    if not apart.exists():
        apart.hardlink_to(plain)
        Path("locales/en", apart.name.replace(".fr.txt", ".po")).hardlink_to(Path("locales/en/été.po"))

    (report,) = json.loads(run("update", *PSEUDO, apart, "--json").stdout)["articles"]

    assert report["changes"] == {"kept": 1}


def test_a_catalogue_at_another_form_of_its_place_is_no_second_one(run: Run, tells_apart: Path) -> None:
    Path("locales/en/TIR.po").hardlink_to("locales/en/tir.po")
    assert "another catalogue" not in run("status").stdout
    Path("locales/en/TIR.po").unlink()
    Path("locales/en/TIR.po").write_bytes(Path("locales/en/tir.po").read_bytes())
    assert "locales/en/TIR.po is another catalogue" in " ".join(run("status").stdout.split())
