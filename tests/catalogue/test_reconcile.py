"""Three ways meet: what was read, what the program made of it, and what people saved meanwhile."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.histories import (
    LABELS,
    Desk,
    edit_source,
    people_steps,
    segments,
    source_steps,
)
from tests.catalogue.test_no_word_is_lost import articles, kept_texts, masked
from translate import catalogue as po
from translate.catalogue.entries import rewritten
from translate.model import Draft, Origin, State


@given(
    articles, st.lists(people_steps, max_size=4), st.lists(people_steps, max_size=4), st.lists(source_steps, max_size=4)
)
@settings(max_examples=150)
def test_both_sides_work_is_kept(
    article: list[tuple[str, str]], early: list[tuple[str, int]], late: list[tuple[str, int]], edits: list
) -> None:
    desk = Desk()
    desk.run(article, draft=True)
    for step in early:
        desk.work(step)
    base = po.parse(desk.data, "desk.po")
    for edit in edits:
        article = edit_source(article, edit)
    ours = Desk(desk.data, desk.words + 1000, set(desk.drafts))
    ours.run(article, draft=True)
    untouched = desk.data
    for step in late:
        desk.work(step)
    theirs_texts = desk.human_texts()
    theirs = po.parse(desk.data, "desk.po")

    met = po.reconcile(base, po.parse(ours.data, "desk.po"), theirs)

    desk.data = po.render(met)
    kept = kept_texts(desk)
    for text in theirs_texts:
        assert any(masked(text.removeprefix("# ")) in found for found in kept), text
    live = [unit for unit in met.units if unit.state is not State.OBSOLETE]
    assert [(u.context, u.source) for u in live] == list(dict.fromkeys(article))
    assert po.reconcile(base, po.parse(ours.data, "desk.po"), met) == met
    if theirs == base and untouched == desk.data:
        assert po.render(met) == ours.data


def catalogue(*targets: tuple[str, str, State]) -> po.Catalogue:
    """A catalogue of three sentences with the targets and states given; the first state is UNTRANSLATED."""
    pairs = [("", f"Phrase numéro {letter}.") for letter in "abc"]
    made = po.merge(None, segments(pairs), source_digest="d", **LABELS).catalogue
    entries = list(made.entries)
    for letter, target, state in targets:
        at = "abc".index(letter)
        draft = Draft(target, Origin.ENGINE, "test 1") if state is State.DRAFT else None
        unit = replace(entries[at].unit, target=target, state=state, draft=draft)
        entries[at] = rewritten(entries[at], unit, fuzzy=state is State.DRAFT)
    return po.parse(po.render(replace(made, entries=tuple(entries))), "a.po")


def told(met: po.Catalogue) -> list[tuple[str, State]]:
    return [(unit.target, unit.state) for unit in met.units]


def test_drafts_fill_what_people_left_open() -> None:
    base = catalogue()
    ours = catalogue(("a", "one", State.DRAFT), ("b", "two", State.DRAFT), ("c", "three", State.DRAFT))
    theirs = catalogue(("b", "TWO", State.POST_EDITED))

    met = po.reconcile(base, ours, theirs)

    assert told(met) == [("one", State.DRAFT), ("TWO", State.POST_EDITED), ("three", State.DRAFT)]


def test_what_people_cleared_stays_clear() -> None:
    base = catalogue(("a", "one", State.DRAFT))

    met = po.reconcile(base, base, catalogue())

    assert told(met)[0] == ("", State.UNTRANSLATED)


def test_an_edit_of_ours_stays_where_nobody_else_was() -> None:
    base = catalogue(("a", "one", State.DRAFT))
    ours = catalogue(("a", "ONE", State.POST_EDITED))

    assert told(po.reconcile(base, ours, base))[0] == ("ONE", State.POST_EDITED)
    assert told(po.reconcile(base, ours, catalogue()))[0] == ("ONE", State.POST_EDITED)


def test_two_edits_of_one_unit_are_both_kept() -> None:
    base = catalogue(("a", "one", State.DRAFT))
    ours = catalogue(("a", "ONE", State.POST_EDITED))
    theirs = catalogue(("a", "First", State.POST_EDITED))

    met = po.reconcile(base, ours, theirs)

    assert told(met)[0] == ("First", State.POST_EDITED)
    assert met.units[0].note == "Also translated as: ONE"
    assert po.parse(po.render(met), "a.po").units == met.units


def test_a_remark_made_meanwhile_joins_our_draft() -> None:
    theirs = po.parse(po.render(catalogue()).replace(b"#: ", b"# Ask Ana\n#: ", 1), "a.po")

    met = po.reconcile(catalogue(), catalogue(("a", "one", State.DRAFT)), theirs)

    assert told(met)[0] == ("one", State.DRAFT)
    assert met.units[0].note == "Ask Ana"
