"""What people did in another program meets a catalogue: nothing edited changes nothing, and no word is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.histories import LABELS, Desk, edit_source, gettext, people_steps, source_steps
from tests.catalogue.test_no_word_is_lost import articles, kept_texts, masked
from translate import catalogue as po
from translate.exchange import csv_table, xliff, xlsx
from translate.model import State
from translate.project import Project
from translate.workflow.handback import merge_back
from translate.workflow.handoff import describe

if TYPE_CHECKING:
    from translate.exchange.units import ExchangeFile, ExchangeUnit

FORMATS = {
    "xliff 1.2": (lambda files: xliff.write(files, "1.2"), xliff.read),
    "xliff 2.0": (lambda files: xliff.write(files, "2.0"), xliff.read),
    "csv": (csv_table.write, csv_table.read),
    "xlsx": (xlsx.write, xlsx.read),
}
edits = st.lists(
    st.tuples(
        st.sampled_from(["rewrite", "rewrite", "approve", "hold", "empty", "remark", "lose"]), st.integers(0, 999)
    ),
    max_size=6,
)


class Office:
    """A workspace whose one catalogue is a translator's desk, and another program beside it."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root)
        self.article = root / LABELS["article"]
        self.path = self.project.catalogue_path(self.article)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.desk = Desk()

    def put(self) -> None:
        self.path.write_bytes(self.desk.data)

    def send(self, format_name: str) -> bytes:
        self.put()
        return FORMATS[format_name][0]([describe(self.project, self.article)])

    def take(self, files: tuple[ExchangeFile, ...]) -> dict[str, int]:
        (report,) = merge_back(self.project, files, Path("a.file"), "import")
        self.desk.data = self.path.read_bytes()
        return report.kinds


def edited(unit: ExchangeUnit, action: str, desk: Desk) -> ExchangeUnit:
    """What a person in another program makes of a unit."""
    changes: dict[str, object] = {
        "rewrite": {"target": f"people {desk.word('H')} there"},
        "approve": {"state": State.POST_EDITED},
        "hold": {"target": f"{unit.target} {desk.word('H')}", "state": State.IN_EDIT},
        "empty": {"target": "", "state": State.UNTRANSLATED},
        "remark": {"note": f"{unit.note}\n{desk.word('R')}".strip()},
        "lose": {"stamp": "", "state": None},
    }[action]
    return replace(unit, **changes) if unit.target or action in ("rewrite", "remark") else unit


@pytest.mark.parametrize("format_name", FORMATS)
@given(article=articles, steps=st.lists(people_steps, max_size=5), changes=st.lists(source_steps, max_size=2))
@settings(max_examples=12)
def test_nothing_edited_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    format_name: str,
    article: list[tuple[str, str]],
    steps: list[tuple[str, int]],
    changes: list,
) -> None:
    office = Office(tmp_path_factory.mktemp("office"))
    office.desk.run(article, draft=True)
    for step in steps:
        office.desk.work(step)
    for change in changes:
        article = edit_source(article, change)
    office.desk.run(article, draft=True)
    before = office.desk.data
    if not po.parse(before, "a.po").live():
        return
    kinds = office.take(FORMATS[format_name][1](office.send(format_name), "a.file"))
    assert set(kinds) == {"unchanged"}
    assert office.desk.data == before


@given(
    articles,
    st.lists(people_steps, max_size=3),
    edits,
    st.lists(people_steps, max_size=4),
    st.lists(source_steps, max_size=4),
)
@settings(max_examples=40)
def test_no_word_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    article: list[tuple[str, str]],
    early: list[tuple[str, int]],
    there: list[tuple[str, int]],
    here: list[tuple[str, int]],
    changes: list,
) -> None:
    """People work in another program, and meanwhile others at the desk, and the article changes, too."""
    office = Office(tmp_path_factory.mktemp("office"))
    desk = office.desk
    desk.run(article, draft=True)
    for step in early:
        desk.work(step)
    (file,) = xliff.read(office.send("xliff 1.2"), "a.xlf")
    units = list(file.units)
    for action, place in there if units else []:
        units[place % len(units)] = edited(units[place % len(units)], action, desk)
    both = list(zip(units, file.units, strict=True))
    came = [unit.target for unit, old in both if unit.target not in ("", old.target)]
    came += [unit.note.split("\n")[-1] for unit, old in both if unit.note != old.note]
    replaced = {old.target for unit, old in both if unit.target != old.target}
    for change in changes:
        article = edit_source(article, change)
    desk.run(article, draft=True)
    for step in here:
        desk.work(step)
    mine = [text for text in desk.human_texts() if text not in replaced]
    office.put()

    office.take((replace(file, units=tuple(units)),))

    kept = kept_texts(desk)
    for text in [*mine, *came]:
        assert any(masked(text.removeprefix("# ")) in found for found in kept), text
    gettext(["msgfmt", "--check", "-o", "/dev/null"], desk.data.removeprefix(b"\xef\xbb\xbf"))
    once = desk.data
    office.take((replace(file, units=tuple(units)),))
    assert desk.data == once


@pytest.mark.parametrize("format_name", FORMATS)
@given(article=articles, place=st.integers(0, 99))
@settings(max_examples=12)
def test_an_edited_target_is_approved(
    tmp_path_factory: pytest.TempPathFactory, format_name: str, article: list[tuple[str, str]], place: int
) -> None:
    office = Office(tmp_path_factory.mktemp("office"))
    office.desk.run(article, draft=True)
    (file,) = FORMATS[format_name][1](office.send(format_name), "a.file")
    units = list(file.units)
    at = place % len(units)
    units[at] = replace(units[at], target="A person's own words.")
    assert office.take((replace(file, units=tuple(units)),))["approved"] == 1
    live = list(po.parse(office.desk.data, "a.po").live().values())
    assert (live[at].unit.target, live[at].unit.state) == ("A person's own words.", State.POST_EDITED)
    assert {entry.unit.state for entry in live[:at] + live[at + 1 :]} <= {State.DRAFT}
