"""What the program writes about a unit, and what it makes of it when it reads it again."""

from __future__ import annotations

import re
from dataclasses import replace

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.cases import FIRST, SECOND, edited, merged, written
from tests.catalogue.histories import LABELS, places, segments
from translate import catalogue as po
from translate.model import Draft, Origin, Placeable, PlaceableKind, PlaceableRole, Segment, State

scores = st.floats(-9, 0).map(lambda score: round(score, 4))
lines = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30).map(str.strip)
drafts = st.builds(
    Draft,
    st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1),
    st.sampled_from(Origin),
    lines,
    st.lists(lines.filter(bool), max_size=3).map(tuple),
    scores,
)


@given(drafts)
def test_a_draft_is_read_back_as_it_was_recorded(draft: Draft) -> None:
    filled = po.fill(merged(None, FIRST).catalogue, {("", FIRST): draft})

    (found,) = po.parse(po.render(filled), "a.po").units

    assert (found.draft, found.state, found.target) == (draft, State.DRAFT, draft.target)


words = st.text("abé.,»-' 12", min_size=1, max_size=9).map(str.strip).filter(bool)


@given(st.lists(words, min_size=1, max_size=40).map(" ".join), st.lists(words, max_size=30).map(" ".join), places)
def test_a_draft_whose_record_another_program_has_wrapped_is_read_back(text: str, step: str, width: int) -> None:
    draft = Draft(text, Origin.ENGINE, "argos 615d83ea-f920b0c3-2", (step,) if step else (), -0.214)
    filled = po.fill(merged(None, FIRST).catalogue, {("", FIRST): draft})
    file = polib.pofile(po.render(filled).decode(), wrapwidth=30 + width % 60)

    (found,) = po.parse(str(file).encode(), "a.po").units

    assert (found.draft, found.state, found.target) == (draft, State.DRAFT, draft.target)


def test_why_a_text_waits_for_review_is_told_whole_though_another_program_has_wrapped_it() -> None:
    former = "La fusée au-dessus du cosmodrome de Samara emporte deux satellites et revient dimanche avec eux."
    new = former.replace("dimanche", "lundi, au-delà de toutes nos espérances,").replace("deux", "une quarantaine de")
    waiting = merged(edited(written({former: "*The rocket lifts off."}), "#, fuzzy\n", ""), new).catalogue
    (unit,) = waiting.units
    assert unit.state is State.FUZZY
    saved = po.parse(str(polib.pofile(po.render(waiting).decode())).encode(), "a.po")
    assert saved.units[0].comments != unit.comments

    assert po.whole_lines(saved.units[0].comments) == unit.comments


terms = st.lists(st.tuples(words, words).map(" → ".join), min_size=1, max_size=9).map("; ".join).map("Terms: {}".format)


@given(st.lists(terms, min_size=3, max_size=3), places)
def test_what_another_program_has_only_wrapped_is_not_written_anew(notes: list[str], width: int) -> None:
    def terms_of(segment: Segment) -> tuple[str, ...]:
        return (notes[(former, SECOND, new).index(segment.source) % 3],)

    former, new = FIRST, FIRST.replace("décolle", "décolle enfin, après des mois d'attente,")
    first = po.merge(None, segments([("", former), ("", SECOND)]), source_digest="d", notes=terms_of, **LABELS)
    targets = {("", former): "The rocket lifts off.", ("", SECOND): "The engine of the second stage then lights."}
    drafts = {key: Draft(target, Origin.ENGINE, "test 1", ("kept whole",) * 9) for key, target in targets.items()}
    approved = edited(po.fill(first.catalogue, drafts), "#, fuzzy\n", "")
    pairs = segments([("", new), ("", SECOND)])
    waiting = po.merge(approved, pairs, source_digest="e", notes=terms_of, **LABELS).catalogue
    assert [unit.state for unit in waiting.units] == [State.FUZZY, State.DRAFT]
    saved = str(polib.pofile(po.render(waiting).decode(), wrapwidth=30 + width % 60)).encode()

    again = po.merge(po.parse(saved, "a.po"), pairs, source_digest="e", notes=terms_of, **LABELS)

    assert po.render(again.catalogue) == saved
    for unit, before in zip(again.catalogue.units, waiting.units, strict=True):
        whole = po.whole_lines(unit.comments)
        assert ["".join(line.split()) for line in whole] == ["".join(line.split()) for line in before.comments]


def test_a_comment_that_says_something_else_is_written_anew() -> None:
    segment = segments([("", FIRST)])
    old = po.merge(None, segment, source_digest="d", notes=lambda _: ("Terms: pas de tir → pad",), **LABELS).catalogue
    saved = po.parse(po.render(old).replace(b"tir \xe2", b"tir\n#. \xe2"), "a.po")
    assert len(saved.units[0].comments) == 2

    now = po.merge(saved, segment, source_digest="d", notes=lambda _: ("Terms: pas de tir → launch pad",), **LABELS)

    assert now.catalogue.units[0].comments == ("Terms: pas de tir → launch pad",)


def test_a_draft_stays_on_record_after_a_person_took_over() -> None:
    old = edited(written({FIRST: "*The rocket lifts off."}), '\nmsgstr "The rocket', '\nmsgstr "The tall rocket')
    approved_one = edited(old, "#, fuzzy\n", "")

    for catalogue, state in ((old, State.IN_EDIT), (approved_one, State.POST_EDITED)):
        (found,) = merged(catalogue, FIRST).catalogue.units

        assert (found.state, found.target) == (state, "The tall rocket lifts off.")
        assert found.draft is not None
        assert found.draft.target == "The rocket lifts off."


@pytest.mark.parametrize("missing", ["Draft by[^\n]*", "Draft[^\n]*"])
def test_missing_evidence_counts_as_a_persons_work(missing: str) -> None:
    text = po.render(written({FIRST: "*The rocket."})).decode()

    (found,) = po.parse(re.sub(rf"#\. {missing}\n", "", text).encode(), "a.po").units

    assert found.state is State.IN_EDIT


def test_the_comments_tell_place_terms_and_tags() -> None:
    source = "Voir <1>le plan</1> de <2/>."
    tags = (
        Placeable(5, 8, "[", PlaceableKind.LINK, PlaceableRole.OPEN, 1),
        Placeable(15, 19, "](plan.html)", PlaceableKind.LINK, PlaceableRole.CLOSE, 1),
        Placeable(23, 27, "`main()`", PlaceableKind.CODE, PlaceableRole.SINGLE, 2),
    )
    segment = Segment(source, "caption", 0, 0, 30, 1, tags, position=2, siblings=4)
    note = Segment("Une note.", "note", 1, 0, 9, 2)

    made = po.merge(None, [segment, note], source_digest="d", notes=lambda s: (f"Term of {s.line}",), **LABELS)

    assert made.catalogue.units[0].comments == (
        "Caption, sentence 2 of 4",
        "Term of 1",
        "<1>…</1> link: […](plan.html)",
        "<2/> code: `main()`",
    )
    assert made.catalogue.units[1].comments == ("Editor's note", "Term of 2")
    elsewhere = replace(segment, position=1)
    both = po.merge(None, [segment, elsewhere], source_digest="d", **LABELS)
    assert both.catalogue.units[0].comments[0] == "Caption"


def test_new_notes_change_the_comments_alone() -> None:
    old = edited(written({FIRST: "*The rocket."}), 'msgid "La fusée ', 'msgid ""\n"La "\n"fusée ')
    wanted = segments([("", FIRST)])

    merge = po.merge(old, wanted, source_digest="d", notes=lambda _: ("Term: fusée",), **LABELS)

    assert po.render(merge.catalogue) == po.render(old).replace(b"#. Draft by", "#. Term: fusée\n#. Draft by".encode())


def test_replacing_a_word_through_the_whole_file_is_a_persons_work() -> None:
    text = po.render(written({FIRST: "*The rocket."})).decode()

    (found,) = po.parse(text.replace("rocket", "launcher").encode(), "a.po").units

    assert (found.target, found.state) == ("The launcher.", State.IN_EDIT)
