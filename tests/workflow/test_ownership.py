"""Two articles with one place for their catalogue: no command takes the one's for the other's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.commands import Run

PSEUDO = ("--engine", "pseudo")
OTHER = "# Une autre histoire\n\nElle n'a rien de commun avec la première.\n"
OWNER = "the catalogue belongs to 'articles/tir.fr.txt', not to 'articles/tir.fr.md'. Rename one of the two articles."


@pytest.fixture
def double(drafted: Path) -> Path:
    """A workspace with a second article whose catalogue would be that of the first one."""
    Path("articles/tir.fr.md").write_text(OTHER, "utf-8")
    return drafted


@pytest.mark.parametrize(
    "words",
    [
        ("draft", *PSEUDO),
        ("draft", "--update", *PSEUDO),
        ("update", *PSEUDO),
        ("publish", "--drafts"),
        ("check",),
        ("check", "--fix"),
        ("diff",),
        ("report",),
        ("export", "xliff"),
    ],
)
def test_a_command_refuses_the_catalogue_of_another_article(run: Run, double: Path, words: tuple[str, ...]) -> None:
    before = Path("locales/en/tir.po").read_bytes()

    told = run(*words, "articles/tir.fr.md", code=2)

    assert told.stderr.splitlines() == [f"translate: locales/en/tir.po: {OWNER}"]
    assert Path("locales/en/tir.po").read_bytes() == before
    assert not list(Path("published").rglob("*.*"))


def test_an_article_that_is_gone_has_no_catalogue_of_another(run: Run, double: Path) -> None:
    Path("articles/tir.fr.md").unlink()

    told = run("diff", "articles/tir.fr.md", code=2)

    assert "Traceback" not in told.output
    assert "tir.fr.md" in told.stderr


def test_status_says_whose_the_catalogue_is(run: Run, double: Path) -> None:
    told = run("status").stdout

    assert "tir.fr.md: locales/en/tir.po belongs to articles/tir.fr.txt; rename one of the two articles" in told


def test_the_other_articles_of_the_workspace_are_updated_all_the_same(run: Run, double: Path) -> None:
    before = Path("locales/en/tir.po").read_bytes()
    Path("articles/vol.fr.md").write_text(OTHER, "utf-8")

    told = run("update", *PSEUDO, code=2)

    both = "'articles/tir.fr.md' and 'articles/tir.fr.txt'"
    line = f"translate: locales/en/tir.po: {both} would share this catalogue. Rename one of the two articles."
    assert told.stderr.splitlines() == [line]
    assert "locales/en/vol.po: 2 new" in told.stdout
    assert Path("locales/en/tir.po").read_bytes() == before
