"""Any number of people at one article: whatever they do in whatever order, nobody's word is overwritten unseen."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.review.desks import revise, write_article
from translate import catalogue as po
from translate import project as projects
from translate.review.desk import PAGE, Desk
from translate.review.refusals import ConflictError
from translate.workflow import workspace
from translate.workflow.terminology import Terminology
from translate.workflow.undoing import history, undo

if TYPE_CHECKING:
    from translate.project import Project

SOURCES = ("La fusée décolle.", "Le satellite rejoint son orbite.", "Tout est nominal.")
DRAFTS = dict(
    zip(SOURCES, ("The rocket lifts off.", "The satellite reaches its orbit.", "All is nominal."), strict=True)
)
PEOPLE = 2

steps = st.lists(
    st.tuples(
        st.sampled_from(["look", "save", "approve", "take back", "other program"]),
        st.integers(0, PEOPLE - 1),
        st.integers(0, len(SOURCES) - 1),
        st.sampled_from(["One.", "Two.", "Three.", "", "Four\u202f: « quatre »"]),
    ),
    max_size=14,
)


def _make(root: Path) -> tuple[Project, Path]:
    workspace.create(root)
    project = projects.load(root)
    return project, write_article(project, "a.fr.txt", "\n\n".join(SOURCES) + "\n", {}, DRAFTS)


@cache
def _terminology() -> Terminology:
    """The bundled glossary, read once."""
    return Terminology(projects.Project(Path(tempfile.gettempdir())))


def _targets(project: Project, article: Path) -> dict[str, str]:
    return {unit.source: unit.target for unit in po.read(project.catalogue_path(article)).units}


@settings(max_examples=25)
@given(steps)
def test_a_change_is_written_only_over_what_its_author_has_seen(script: list[tuple[str, int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project, article = _make(Path(folder))
        desks = [Desk(project, article, _terminology()) for _ in range(PEOPLE)]
        try:
            _play(script, project, article, desks)
        finally:
            for desk in desks:
                desk.close()


def _play(script: list[tuple[str, int, int, str]], project: Project, article: Path, desks: list[Desk]) -> None:
    seen = [{unit["id"]: unit for unit in desk.overview()["units"]} for desk in desks]
    ids = {unit["source"]: identity for identity, unit in seen[0].items()}
    taken: list[list[tuple[str, int, dict[str, Any], str]]] = [[] for _ in desks]
    for what, person, place, text in script:
        source, desk, mine = SOURCES[place], desks[person], seen[person]
        identity, before = ids[source], _targets(project, article)
        wanted = dict(before)
        try:
            if what == "look":
                mine.update({unit["id"]: unit for unit in desk.changes(-1)["units"]})
            elif what == "other program":
                if before[source] != text:
                    revise(project, article, source, text, approve=bool(text))
                wanted[source] = text
            elif what == "take back" and taken[person]:
                identity, step, left, former = taken[person].pop()
                row, _ = desk.take_back(identity, left["version"], step)
                # Nothing but the author's own words gives way to what was there before them.
                assert (before[row["source"]], row["target"]) == (left["target"], former)
                mine[identity] = row
                wanted[row["source"]] = former
            elif what in ("save", "approve"):
                row, step = desk.save(identity, mine[identity]["version"], text, approved=what == "approve")
                assert before[source] == mine[identity]["target"]
                mine[identity] = row
                taken[person].append((identity, step, row, before[source]))
                wanted[source] = text
        except ConflictError as error:
            told = error.row
        else:
            told = {"source": source, "target": wanted[source]}
        assert told["target"] == _targets(project, article)[told["source"]]
        assert _targets(project, article) == wanted


def test_a_sitting_of_many_changes_is_taken_back_as_one(tmp_path: Path) -> None:
    project, article = _make(tmp_path)
    before = project.catalogue_path(article).read_bytes()
    desk = Desk(project, article, _terminology())
    for unit in desk.overview()["units"]:
        desk.save(unit["id"], unit["version"], "Approved.", approved=True)
    desk.close()

    assert [run.summary for run in history(project, article)] == ["3 approved"]
    undo(project, article)
    assert project.catalogue_path(article).read_bytes() == before


def test_the_checks_look_at_every_unit_and_compare_them(tmp_path: Path) -> None:
    project, article = _make(tmp_path)
    revise(project, article, SOURCES[0], "All is well on the launch pad today.")
    revise(project, article, SOURCES[1], "All is well on the launch pad today.")
    desk = Desk(project, article, _terminology())
    try:
        for _ in range(400):
            units = desk.changes(-1)["units"]
            if any(finding["check"] == "same-target" for unit in units for finding in unit["findings"]):
                break
            desk._examination._thread.join(0.05)
        assert all(unit["ready"] for unit in units)
        assert [unit["source"] for unit in units if any(f["check"] == "same-target" for f in unit["findings"])]
    finally:
        desk.close()


def test_news_come_a_page_at_a_time_and_all_of_them_come(tmp_path: Path) -> None:
    sources = [f"La fusée numéro {number} décolle." for number in range(150)]
    workspace.create(tmp_path)
    project = projects.load(tmp_path)
    article = write_article(project, "a.fr.txt", "\n\n".join(sources) + "\n", {}, {})
    desk = Desk(project, article, _terminology())
    desk.close()
    seen: dict[str, int] = {}
    since, answers = 0, 0
    while answers < 10:
        news = desk.changes(since)
        assert len(news["units"]) <= PAGE
        seen.update({unit["source"]: unit["revision"] for unit in news["units"]})
        since, answers = news["revision"], answers + 1
        if not news["units"]:
            break

    assert set(seen) == set(sources)
    assert answers == 150 // PAGE + 2


def test_who_saves_in_the_same_instant_is_not_overwritten_and_our_text_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, article = _make(tmp_path)
    desk = Desk(project, article, _terminology())
    unit = next(unit for unit in desk.overview()["units"] if unit["source"] == SOURCES[1])
    save = po.save

    def late(*arguments: Any, **options: Any) -> bool:
        """Save, after another program has in the last moment: the desk had looked at the file just before."""
        monkeypatch.setattr(po, "save", save)
        revise(project, article, SOURCES[1], "Theirs.", approve=True)
        return save(*arguments, **options)

    monkeypatch.setattr(po, "save", late)
    try:
        with pytest.raises(ConflictError) as told:
            desk.save(unit["id"], unit["version"], "Ours.", approved=True)
    finally:
        desk.close()

    assert told.value.row["target"] == "Theirs."
    entry = next(one for one in po.read(project.catalogue_path(article)).entries if one.unit.source == SOURCES[1])
    assert entry.unit.target == "Theirs."
    assert "Ours." in entry.unit.note
