"""The law of this program: whatever happens to article and catalogue, no human word is lost."""

from __future__ import annotations

import re
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.histories import (
    CONTEXTS,
    Desk,
    edit_source,
    gettext,
    people_steps,
    sentences,
    source_steps,
    target_of,
)
from translate import catalogue as po
from translate.model import State

articles = st.lists(st.tuples(st.sampled_from(CONTEXTS), sentences), min_size=1, max_size=8)
steps = st.lists(
    st.tuples(st.lists(people_steps, max_size=3), st.lists(source_steps, max_size=3), st.booleans()),
    min_size=1,
    max_size=6,
)


def masked(text: str) -> str:
    """Figures follow the source in a target whose source changed in nothing else."""
    return re.sub(r"(?<![HRMx\d])\d+(?:[.,]\d+)*", "0", text)


def kept_texts(desk: Desk) -> list[str]:
    """What a translator finds in the file as a person's: in place, as a fuzzy candidate, or obsolete."""
    units = po.parse(desk.data, "desk.po").units
    safe = [unit for unit in units if unit.state not in (State.DRAFT, State.UNTRANSLATED)]
    return [masked(text) for unit in units for text in unit.note.split("\n")] + [masked(u.target) for u in safe]


@given(articles, steps)
@settings(max_examples=250)
def test_no_human_word_is_lost(article: list[tuple[str, str]], history: list[tuple[list, list, bool]]) -> None:
    desk = Desk()
    desk.run(article, draft=True)
    for people, edits, draft in history:
        for step in people:
            desk.work(step)
        for edit in edits:
            article = edit_source(article, edit)
        before = desk.human_texts()

        desk.run(article, draft=draft)

        kept = kept_texts(desk)
        for text in before:
            assert any(masked(text.removeprefix("# ")) in found for found in kept), text


@given(articles, steps)
@settings(max_examples=60)
def test_the_entries_follow_the_article_and_the_file_is_sound(
    article: list[tuple[str, str]], history: list[tuple[list, list, bool]]
) -> None:
    desk = Desk()
    for people, edits, draft in [([], [], True), *history]:
        if desk.data:
            for step in people:
                desk.work(step)
        for edit in edits:
            article = edit_source(article, edit)
        desk.run(article, draft=draft)
        catalogue = po.parse(desk.data, "desk.po")

        units = [unit for unit in catalogue.units if unit.state is not State.OBSOLETE]
        assert [(u.context, u.source) for u in units] == list(dict.fromkeys(article))
        assert list(catalogue.units) == [*units, *(u for u in catalogue.units if u.state is State.OBSOLETE)]
        assert len({(u.context, u.source) for u in catalogue.units}) == len(catalogue.units)
    gettext(["msgfmt", "-c", "--check-format", "-o", "/dev/null"], desk.data.removeprefix(b"\xef\xbb\xbf"))


@given(articles, steps)
def test_a_second_merge_changes_nothing(article: list[tuple[str, str]], history: list[tuple[list, list, bool]]) -> None:
    desk = Desk()
    for people, edits, draft in [([], [], True), *history]:
        if desk.data:
            for step in people:
                desk.work(step)
        for edit in edits:
            article = edit_source(article, edit)
        desk.run(article, draft=draft)
        once = desk.data

        merge = desk.run(article, draft=False)

        assert desk.data == once
        assert {str(change.kind) for change in merge.changes} <= {"kept"}


@given(articles, st.lists(st.lists(source_steps, max_size=4), max_size=4))
@settings(max_examples=30)
def test_a_file_that_only_the_program_writes_stays_as_msgcat_would_write_it(
    article: list[tuple[str, str]], history: list[list]
) -> None:
    desk = Desk()
    for edits in [[], *history]:
        for edit in edits:
            article = edit_source(article, edit)
        desk.run(article, draft=True)
        for number in range(0, len(article), 2):
            desk.work(("approve", number))

        assert gettext(["msgcat"], desk.data) == desk.data


@given(articles, st.lists(people_steps, max_size=8), st.sampled_from([[], ["--no-wrap"], ["--width=50"], ["-s"]]))
@settings(max_examples=25)
def test_gettexts_own_tools_between_two_runs_change_no_state(
    article: list[tuple[str, str]], people: list[tuple[str, int]], options: list[str]
) -> None:
    desk = Desk()
    desk.run(article, draft=True)
    for step in people:
        desk.work(step)
    desk.run(article, draft=False)
    desk.data = desk.data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    before = po.parse(desk.data, "desk.po")

    desk.data = gettext(["msgcat", *options], desk.data)
    desk.run(article, draft=False)

    after = po.parse(desk.data, "desk.po")
    assert {(u.context, u.source): u for u in after.units} == {(u.context, u.source): u for u in before.units}


@given(articles, st.lists(people_steps, max_size=6))
def test_what_is_untouched_is_written_as_it_was_read(
    article: list[tuple[str, str]], people: list[tuple[str, int]]
) -> None:
    desk = Desk()
    desk.run(article, draft=True)
    for step in people:
        if step[0] not in ("delete", "clear"):
            desk.work(step)
    before = desk.data
    blocks = desk.blocks()
    assert po.render(po.parse(before, "desk.po")) == before

    desk.run([*article, ("", "Une phrase de plus, que personne ne connaît encore.")], draft=False)

    after = set(desk.blocks())
    assert all(block.rstrip("\n") in {text.rstrip("\n") for text in after} for block in blocks)


def test_the_desk_reads_targets_as_the_catalogue_does() -> None:
    desk = Desk()
    desk.run([("", "Une fusée."), ("title", 'Un "titre" \\ long ' + "mot " * 30)], draft=True)
    desk.work(("touch up", 0))

    units = po.parse(desk.data, "desk.po").units

    assert [target_of(block) for block in desk.blocks()[1:]] == [unit.target for unit in units]
    assert list(chain(desk.human_texts())) == [unit.target for unit in units if unit.state is State.IN_EDIT]
