"""Catalogues that are no article's any more: `status` and `check` say what to do, and nothing happens to them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands import Run, make_drafted, work_in_copy
from translate.project import find
from translate.workflow.inspection import check
from translate.workflow.progress import status

PSEUDO = ("--engine", "pseudo")
TEXTS = {f"{stem}.fr.txt": f"Le {stem} part demain à l'aube avec ses deux moteurs.\n" for stem in ("lanceur", "radar")}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_drafted(tmp_path_factory.mktemp("liens"), TEXTS)


def link(stem: str, article: str) -> Path:
    """Make a link with the catalogue that it had in earlier versions; return that."""
    Path("articles", f"{stem}.fr.txt").symlink_to(article)
    catalogue = Path("locales/en", f"{stem}.po")
    catalogue.write_bytes(Path("locales/en", f"{article.removesuffix('.fr.txt')}.po").read_bytes())
    return catalogue


def test_the_catalogue_of_an_earlier_link_is_told_with_the_remedy(
    run: Run, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_in_copy(template, tmp_path, monkeypatch)
    spare = link("doublure", "radar.fr.txt")
    line = (
        "locales/en/doublure.po is another catalogue of this article, which is never updated: put what you want to keep"
    )

    for command in ("status", "check"):
        told = run(command, code=None).stdout
        assert f"articles/radar.fr.txt: {line} of it into locales/en/radar.po, and delete it" in " ".join(told.split())
        assert [len(one["spares"]) for one in json.loads(run(command, "--json", code=None).stdout)["articles"]] == [
            0,
            1,
        ]
        assert "another catalogue" not in run(command, "articles/lanceur.fr.txt", code=None).stdout
    assert spare.exists()
    spare.unlink()
    assert "another catalogue" not in run("status").stdout


def test_an_only_catalogue_at_a_links_place_is_to_be_renamed(
    run: Run, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_in_copy(template, tmp_path, monkeypatch)
    spare = link("doublure", "radar.fr.txt")
    own = Path("locales/en/radar.po")
    own.unlink()

    told = " ".join(run("status").stdout.split())

    assert f"{spare} is another catalogue of this article, which is never updated: rename it to {own}" in told
    assert "translate draft" not in told
    spare.rename(own)
    assert "another catalogue" not in run("status").stdout
    run("update", *PSEUDO)


STEMS = st.sampled_from(["lanceur", "radar", "un", "deux", "trois"])


@given(st.lists(st.tuples(st.sampled_from(["link", "copy", "article", "forget"]), STEMS, STEMS), max_size=6))
@settings(max_examples=30)
def test_a_catalogue_is_told_where_it_is_no_articles_and_nothing_is_written(
    template: Path, steps: list[tuple[str, str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        work_in_copy(template, Path(folder), patch)
        for action, new, old in steps:
            path, goal = (Path("articles", f"{stem}.fr.txt") for stem in (new, old))
            one, two = (Path("locales/en", f"{stem}.po") for stem in (new, old))
            if action == "forget":
                path.unlink(missing_ok=True)
            elif action == "article" and not path.exists() and not path.is_symlink():
                path.write_text(f"Un article sur {new}, et rien d'autre.\n", "utf-8")
            elif action == "link" and goal.is_file() and not path.exists() and not path.is_symlink():
                path.symlink_to(goal.name)
            if action in ("link", "copy") and two.exists() and not one.exists():
                one.write_bytes(two.read_bytes())
        before = {path: path.read_bytes() for path in Path("locales").rglob("*.po")}
        real = {
            path.stem.split(".")[0] for path in Path("articles").iterdir() if path.is_file() and not path.is_symlink()
        }
        named = {path.stem: path.read_text("utf-8").split("articles/", 1)[1].split(".")[0] for path in before}
        expected = {stem: article for stem, article in named.items() if stem not in real and article in real}

        project = find(Path())
        for reports in (status(project, []), check(project, [])):
            told = [(line.split(".po")[0].rsplit("/", 1)[-1], one.article) for one in reports for line in one.spares]
            known = {one.article for one in reports}
            wanted = {(stem, f"articles/{article}.fr.txt") for stem, article in expected.items()}
            assert sorted(told) == sorted(pair for pair in wanted if pair[1] in known)
        assert {path: path.read_bytes() for path in Path("locales").rglob("*.po")} == before


@given(st.lists(st.tuples(st.sampled_from(["link", "article", "forget"]), STEMS, STEMS), max_size=6))
@settings(max_examples=30)
def test_of_named_articles_no_less_is_told_than_of_all(template: Path, steps: list[tuple[str, str, str]]) -> None:
    """A catalogue at the place of a link beside it, or one that is named, is told without a look at all the others."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        work_in_copy(template, Path(folder), patch)
        for action, new, old in steps:
            path, goal = (Path("articles", f"{stem}.fr.txt") for stem in (new, old))
            if action == "forget" and path.is_symlink():
                path.unlink()
            elif action == "article" and not path.exists() and not path.is_symlink():
                path.write_text(f"Un article sur {new}, et rien d'autre.\n", "utf-8")
            elif action == "link" and goal.is_file() and not path.exists() and not path.is_symlink():
                one, two = (Path("locales/en", f"{stem}.po") for stem in (new, old))
                path.symlink_to(goal.name)
                if two.exists() and not one.exists():
                    one.write_bytes(two.read_bytes())
        project = find(Path())
        links = {path.stem.split(".")[0] for path in Path("articles").iterdir() if path.is_symlink()}
        for report in status(project, []):
            article = Path(report.article)
            of_links = [line for line in report.spares if line.split(".po")[0].rsplit("/", 1)[-1] in links]
            everything = report.spares if not project.catalogue_path(article).exists() else tuple(of_links)
            assert status(project, [article])[0].spares == everything
            if project.catalogue_path(article).exists():
                assert check(project, [article])[0].spares == everything
                for line in report.spares:
                    spare = Path(line.split(" is ")[0])
                    assert line in check(project, [spare])[0].spares


def test_one_named_article_is_looked_at_without_the_others(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_in_copy(template, tmp_path, monkeypatch)
    link("doublure", "radar.fr.txt")
    project = find(Path())
    monkeypatch.setattr("translate.workflow.spares.find_catalogues", None)

    assert len(status(project, [Path("articles/radar.fr.txt")])[0].spares) == 1
    assert len(check(project, [Path("articles/radar.fr.txt")])[0].spares) == 1
