"""`translate report`: its figures agree with each other, and its page needs nothing but itself."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands import ARTICLE, make_drafted, work_in_copy
from translate.report.page import render_page
from translate.report.tables import render_csv
from translate.workflow.overview import (
    ArticleProgress,
    EffortRow,
    FindingRow,
    MachineRow,
    OriginRow,
    Overview,
    TermRow,
)

if TYPE_CHECKING:
    from tests.commands import Run

SECOND = """\
Un long repos

Tout dort dans le hangar. Le hangar est fermé depuis mardi.

Le hangar ouvrira en juin.
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of two articles, one of them worked on: some targets as drafted, some corrected, one in edit."""
    articles = {"tir.fr.txt": ARTICLE, "repos.fr.txt": SECOND}
    root = make_drafted(tmp_path_factory.mktemp("template"), articles)
    path = root / "locales" / "en" / "repos.po"
    file = polib.pofile(str(path), wrapwidth=0)
    for entry in file:
        entry.msgstr = re.sub(r"\bĥ\w+", "shed", entry.msgstr)
    for entry in file[:3]:
        entry.flags = []
    file.save(str(path))
    os.utime(path, (1778500000, 1778500000))
    return root


@pytest.fixture
def edited(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that workspace, to be written in; it is the current folder."""
    return work_in_copy(template, tmp_path, monkeypatch)


def _figures(run: Run, *arguments: str, code: int = 0) -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(run("report", "--json", "-", *arguments, code=code).stdout)
    return figures


def test_groups_add_up_to_the_whole(run: Run, edited: Path) -> None:
    figures = _figures(run)

    for table in ("by_article", "by_kind", "periods"):
        for figure in ("units", "untouched", "words", "edits"):
            assert sum(row[figure] for row in figures[table]) == figures["effort"][figure], (table, figure)
    assert (figures["effort"]["units"], figures["effort"]["untouched"], figures["dated"]) == (3, 1, 3)
    assert figures["effort"]["ter"] == pytest.approx(100 * figures["effort"]["edits"] / figures["effort"]["words"])
    assert [row["label"] for row in figures["periods"]] == ["2026-05-11"]
    assert sum(row["units"] for row in figures["origins"]) == sum(row["units"] for row in figures["articles"])
    assert sum(row["words"] for row in figures["machine"]) == sum(row["words"] for row in figures["origins"])


def test_words_are_counted_by_state(run: Run, edited: Path) -> None:
    repos, tir = sorted(_figures(run)["articles"], key=lambda one: one["article"])

    assert (repos["words"]["post-edited"], repos["words"]["in edit"]) == (14, 5)
    assert tir["done"] == 0
    assert repos["done"] == pytest.approx(100 * 14 / 19)


def test_a_term_corrected_twice_comes_with_a_command_that_adds_it(run: Run, edited: Path) -> None:
    (term,) = _figures(run)["terms"]
    assert (term["source"], term["target"], term["units"]) == ("hangar", "shed", 2)

    words = term["command"].split()
    run(*words[1:])

    assert "hangar,,shed" in (edited / "glossary" / "fr-en.csv").read_text("utf-8")


def test_csv_has_the_figures_of_the_json(run: Run, edited: Path) -> None:
    figures = _figures(run)
    rows = list(csv.DictReader(io.StringIO(run("report", "--csv", "-").stdout)))

    found = {(row["table"], row["row"], row["figure"]): row["value"] for row in rows}
    assert len(found) == len(rows)
    for article in figures["articles"]:
        assert found["articles", article["article"], "words: draft"] == str(article["words"]["draft"])
    assert float(found["effort", "all", "ter"]) == pytest.approx(figures["effort"]["ter"], abs=1e-3)
    assert found["terms", "hangar", "target"] == "shed"


def test_reporting_changes_no_catalogue_and_a_second_report_nothing_at_all(run: Run, edited: Path) -> None:
    before = {path: path.read_bytes() for path in (edited / "locales").rglob("*.po")}
    run("report", "--html", "report.html")
    assert {path: path.read_bytes() for path in before} == before

    state = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in edited.rglob("*") if path.is_file()}
    run("report", "--json", "-")
    run("update", "--engine", "pseudo", "--dry-run")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in state} == state


def test_a_broken_catalogue_does_not_hide_the_others(run: Run, edited: Path) -> None:
    (edited / "locales" / "en" / "tir.po").write_text('msgid "a\n', "utf-8")

    figures = _figures(run, code=2)

    assert [one["note"] for one in figures["articles"] if one["article"].endswith("tir.fr.txt")] == ["cannot be read"]
    assert any("tir.po:1" in problem for problem in figures["problems"])
    assert figures["effort"]["units"] == 3


def test_an_empty_workspace_has_a_report(run: Run, workspace: Path) -> None:
    run("report", "--html", "report.html", "--csv", "report.csv", "--json", "report.json")

    assert "not drafted yet" in (workspace / "report.html").read_text("utf-8")
    assert json.loads((workspace / "report.json").read_text("utf-8"))["effort"]["units"] == 0


def test_the_table_is_printed_where_nothing_else_is(run: Run, edited: Path) -> None:
    assert "translate glossary add hangar shed" in run("report").stdout
    assert run("report", "--quiet").stdout == ""
    assert run("report", "--html", "-").stdout.startswith("<!doctype html>")


class _Page(HTMLParser):
    """The elements of a page in order, their attributes, and whether each is closed where it should be."""

    VOID = ("meta", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


STATES = ("post-edited", "in edit", "draft", "fuzzy", "untranslated")


def overview(name: str = "articles/vol.fr.txt", number: int = 3) -> Overview:
    """A report that has something in every table; `name` stands wherever a text from outside does."""
    row = EffortRow(name, number, 1, 40, 4, 10.0, 7.5)
    return Overview(
        workspace=name, source="fr", target="en", when="2026-05-12T14:05:00+00:00",
        articles=(ArticleProgress(name, number, dict.fromkeys(STATES, 10), 20.0, 2, name),),
        effort=replace(row, label="all"), by_article=(row,), by_kind=(row, row), period="day",
        periods=(replace(row, label="2026-05-11"), replace(row, label="2026-05-12", ter=4.0)), dated=number,
        terms=(TermRow(name, name, name, 2, name, name, f"translate glossary add {name}"),),
        findings=(FindingRow("numbers", "warning", 2, 1), FindingRow("unread", "info", 1, 1)),
        origins=(OriginRow("memory", 1, 10, 1, 1, 0.0), OriginRow("engine", 2, 30, 2, 0, 9.0)),
        machine=(MachineRow(name, 1, 2, 30, 1.5, 20.0),), problems=(name,),
    )  # fmt: skip


def test_the_page_names_no_address_and_runs_nothing() -> None:
    text = render_page(overview())
    page = _Page(text)

    assert not re.search(r"https?:|//|url\(|@import|javascript|<script|<link|<iframe|<img", text)
    assert {name for name, _ in page.attributes} <= {
        "lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "scope", "tabindex", "role",
        "aria-label", "aria-labelledby", "aria-hidden", "viewbox", "x", "y", "width", "height", "rx", "ry", "d",
        "cx", "cy", "r", "transform", "text-anchor",
    }  # fmt: skip
    assert all(value and value.startswith("#") for name, value in page.attributes if name == "href")
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_one_thing_is_counted_in_the_singular() -> None:
    one = overview(number=1)
    effort = replace(one.effort, words=1, edits=1)
    text = " ".join(_Page(render_page(replace(one, effort=effort))).text)

    assert re.findall(r"1 (?:edit|run|unit|word)\b", text) == ["1 edit", "1 word", "1 unit", "1 run", "1 unit"]
    assert not re.search(r"\b1 \w+s\b", text)


def test_every_plot_has_a_table_beside_it_and_every_table_a_caption() -> None:
    page = _Page(render_page(overview()))

    kinds = [tag for tag in page.tags if tag in ("section", "svg", "table", "caption")]
    assert kinds.count("svg") == 7
    assert kinds.count("table") == kinds.count("caption") == 8
    for section in " ".join(kinds).split("section"):
        assert section.count("svg") <= section.count("table")


@settings(max_examples=12)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30), st.integers(0, 10**9))
def test_whatever_texts_say_they_are_text(name: str, number: int) -> None:
    usual = _Page(render_page(overview("vol", number)))
    page = _Page(render_page(overview(f'</td><script>"{name}', number)))

    assert page.tags == usual.tags
    assert f'</td><script>"{name}' in "".join(page.text)


@given(st.text(max_size=20))
def test_csv_can_be_read_back_and_holds_no_formula(name: str) -> None:
    rows = list(csv.reader(io.StringIO(render_csv(overview(name)), newline="")))
    assert {len(row) for row in rows} == {4}
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row if cell)


def test_the_same_report_gives_the_same_page() -> None:
    assert render_page(overview()) == render_page(overview())


def test_a_row_that_people_overrule_comes_with_a_command_that_changes_it(run: Run, workspace: Path) -> None:
    article = workspace / "articles" / "tir.fr.txt"
    article.write_text("Voici un pas de tir.\n\nUn technicien traverse le pas de tir.\n", "utf-8")
    run("draft", "--engine", "pseudo", article)
    path = workspace / "locales" / "en" / "tir.po"
    file = polib.pofile(str(path), wrapwidth=0)
    for entry in file:
        entry.msgstr, entry.flags = entry.msgstr.replace("launch pad", "firing site"), []
    file.save(str(path))

    (term,) = _figures(run)["terms"]
    assert (term["source"], term["present"], term["target"]) == ("pas de tir", "launch pad", "firing site")

    run(*shlex.split(term["command"])[1:])

    terms = json.loads(run("glossary", "list", "pas de tir", "--json").stdout)["terms"]
    assert [one["target"] for one in terms if one["source"] == "pas de tir"] == ["firing site"]


def test_a_plot_shows_the_largest_articles_and_its_table_all() -> None:
    words = dict.fromkeys(STATES, 10)
    articles = tuple(ArticleProgress(f"articles/a{n:02}.fr.txt", 5, words | {"draft": n}, 20.0, 0) for n in range(40))
    page = render_page(replace(overview(), articles=articles))
    section = page[page.index("<section id=progress") : page.index("<section id=effort")]

    drawn = re.findall(r">a(\d\d)\.fr\.txt<", section)
    assert drawn == [f"{n:02}" for n in range(15, 40)][::-1]
    assert re.findall(r"scope=row>articles/a(\d\d)", section) == [f"{n:02}" for n in range(40)]
    assert "the 25 largest of 40 articles" in section
