"""How articles are named on the command line: by their file, by their name in reports, or by their catalogue."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate import project as projects
from translate.errors import CatalogueError
from translate.workflow import workspace
from translate.workflow.sources import find_article

if TYPE_CHECKING:
    from tests.commands import Run

ARTICLE, CATALOGUE = Path("articles/tir.fr.txt"), Path("locales/en/tir.po")
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Source-Article: {}\\n"\n'
FOLDERS = st.sampled_from(["", "mai", "mai/samara", "été"])
STEMS = st.sampled_from(["tir", "tir.fr", "l'été", "un long nom", "a.b"])


@settings(max_examples=40)
@given(
    places=st.sets(st.tuples(FOLDERS, STEMS), min_size=1, max_size=4),
    spelling=st.sampled_from(["file", "absolute file", "name", "catalogue", "absolute catalogue", "catalogue's name"]),
    start=st.sampled_from([".", "articles", "locales/en", "articles/mai", "..", "../elsewhere"]),
)
def test_every_way_to_name_an_article_means_its_file(places: set[tuple[str, str]], spelling: str, start: str) -> None:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve() / "newsroom"
        workspace.create(root)
        for folder in (root / "articles" / "mai", root / "locales" / "en", root / ".." / "elsewhere"):
            folder.mkdir(parents=True, exist_ok=True)
        project = projects.load(root)
        articles = [root / "articles" / folder / f"{stem}.txt" for folder, stem in sorted(places)]
        for article in articles:
            article.parent.mkdir(parents=True, exist_ok=True)
            article.write_text("Le lanceur part demain.\n", "utf-8")
            catalogue = project.catalogue_path(article)
            catalogue.parent.mkdir(parents=True, exist_ok=True)
            catalogue.write_text(HEADER.format(project.article_name(article)), "utf-8")
        try:
            os.chdir(root / start)
            for article in articles:
                spelt = spell(article, project.catalogue_path(article), root, spelling)
                owners = [one for one in articles if project.catalogue_path(one) == project.catalogue_path(article)]
                if "catalogue" in spelling and len(owners) > 1:
                    continue  # Two articles that would share a catalogue are refused by every command that writes it.
                assert find_article(project, spelt).samefile(article)
        finally:
            os.chdir(before)


def spell(article: Path, catalogue: Path, root: Path, spelling: str) -> Path:
    """Return a path as somebody in the current folder may write it."""
    path = catalogue if "catalogue" in spelling else article
    if "absolute" in spelling:
        return path
    return path.relative_to(root) if "name" in spelling else Path(os.path.relpath(path))


@pytest.mark.parametrize(
    "command",
    [
        "status",
        "check",
        "update --engine pseudo",
        "diff",
        "history",
        "report",
        "publish",
        "export csv --force",
        "glossary suggest",
        "undo",
    ],
)
def test_a_command_says_the_same_of_an_article_and_of_its_catalogue(run: Run, drafted: Path, command: str) -> None:
    words = command.split()
    run(*words, ARTICLE, code=None)  # What is to be written is written now.

    by_article = run(*words, ARTICLE, code=None)
    by_catalogue = run(*words, CATALOGUE, code=None)

    assert by_article.stdout + by_article.stderr
    assert [by_catalogue.exit_code, by_catalogue.stdout, by_catalogue.stderr] == [
        by_article.exit_code,
        by_article.stdout,
        by_article.stderr,
    ]


def test_a_name_of_a_report_is_known_in_every_folder_of_the_workspace(
    run: Run, drafted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("locales")
    assert f"{ARTICLE}  " in run("status", ARTICLE).stdout
    monkeypatch.chdir("/")
    assert f"{ARTICLE}  " in run("-C", drafted, "status", ARTICLE).stdout


def test_a_file_here_goes_before_one_of_that_name_in_the_workspace(drafted: Path) -> None:
    here = drafted / "articles" / ARTICLE
    here.parent.mkdir()
    here.write_text("Un autre article.\n", "utf-8")
    os.chdir(drafted / "articles")

    assert find_article(projects.find(Path.cwd()), ARTICLE).samefile(here)


def test_a_further_catalogue_is_told_before_anything_is_written(run: Run, drafted: Path) -> None:
    spare = drafted / "locales" / "en" / "old.po"
    spare.write_bytes(CATALOGUE.read_bytes())
    ARTICLE.write_text("Tout est neuf.\n", "utf-8")
    before = {path: path.read_bytes() for path in (spare, CATALOGUE)}

    for command in ("update", "undo", "publish", "status"):
        told = run(command, "locales/en/old.po", code=2).stderr
        assert told == (
            f"translate: locales/en/old.po: this is not the catalogue of {ARTICLE}: that is {CATALOGUE}. "
            "Name the article, or that.\n"
        )
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("name", ["", "../tir.fr.txt", "/etc/tir.fr.txt"])
def test_a_po_file_that_names_no_article_of_the_workspace_is_refused(drafted: Path, name: str) -> None:
    CATALOGUE.write_text(HEADER.format(name), "utf-8")

    with pytest.raises(CatalogueError, match=r"tir\.po: the header does not name its article\. Name the article"):
        find_article(projects.find(Path.cwd()), CATALOGUE)


def test_what_to_run_next_is_named_as_seen_from_here(run: Run, drafted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (drafted / "articles" / "neu.fr.txt").write_text("Un article tout neuf.\n", "utf-8")
    ARTICLE.write_text(ARTICLE.read_text("utf-8") + "\nUne phrase de plus.\n", "utf-8")

    for command in ("status", "report"):
        told = run(command).stdout
        assert "run: translate draft articles/neu.fr.txt\n" in told
    assert "run: translate update articles/tir.fr.txt\n" in run("status").stdout
    monkeypatch.chdir("articles")
    assert "run: translate update tir.fr.txt\n" in run("status").stdout


def test_the_place_of_a_problem_is_named_as_seen_from_here(
    run: Run, drafted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CATALOGUE.write_text("msgid ", "utf-8")

    assert run("publish", ARTICLE, code=2).stderr.startswith(f"translate: {CATALOGUE}:1: ")
    assert run("status", code=2).stderr.startswith(f"translate: {CATALOGUE}:1: ")
    monkeypatch.chdir("locales")
    assert run("status", code=2).stderr.startswith("translate: en/tir.po:1: ")
    monkeypatch.chdir("/")
    assert run("-C", drafted, "status", code=2).stderr.startswith(f"translate: {drafted / CATALOGUE}:1: ")
