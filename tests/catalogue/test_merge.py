"""What a merge does to a unit, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.cases import FIRST, SECOND, THIRD, edited, kinds, merged, unit, written
from tests.catalogue.histories import segments, sentences
from translate import catalogue as po
from translate.catalogue import ChangeKind
from translate.errors import CatalogueError
from translate.model import Draft, Origin, State
from translate.similarity import Difference


def test_a_fresh_catalogue_has_every_segment_untranslated() -> None:
    merge = merged(None, FIRST, ("title", "Un tir"), FIRST, SECOND)

    assert [(u.context, u.source, u.state) for u in merge.catalogue.units] == [
        ("", FIRST, State.UNTRANSLATED),
        ("title", "Un tir", State.UNTRANSLATED),
        ("", SECOND, State.UNTRANSLATED),
    ]
    assert kinds(merge) == [ChangeKind.NEW] * 3
    assert (merge.catalogue.article, merge.catalogue.source_digest) == ("articles/essai.md", "d")
    assert (merge.catalogue.source_language, merge.catalogue.target_language) == ("fr", "en")


def test_an_approved_target_of_an_edited_sentence_waits_for_review() -> None:
    old = written({FIRST: "The rocket lifts off.", SECOND: "The engine."})
    new = "La fusée décolle enfin du pas de tir numéro 5."

    merge = merged(old, new, SECOND)

    found = unit(merge.catalogue, new)
    assert (found.state, found.target, found.previous_source) == (State.FUZZY, "The rocket lifts off.", FIRST)
    assert "Source change (wording): {+enfin+}" in found.comments
    assert merge.changes[0] == po.Change(ChangeKind.CHANGED, "", new, FIRST, Difference.WORDING)


def test_a_target_in_edit_waits_for_review_too() -> None:
    old = edited(written({FIRST: "*The rocket lifts off."}), 'msgstr "The rocket', 'msgstr "The tall rocket')
    new = FIRST.replace("décolle", "s'envole")

    found = unit(merged(old, new).catalogue, new)

    assert (found.state, found.target) == (State.FUZZY, "The tall rocket lifts off.")


def test_a_machines_draft_of_an_edited_sentence_gives_way() -> None:
    merge = merged(written({FIRST: "*The rocket."}), FIRST.replace("fusée", "petite fusée"))

    assert [(u.state, u.target, u.draft) for u in merge.catalogue.units] == [(State.UNTRANSLATED, "", None)]
    assert kinds(merge) == [ChangeKind.CHANGED]


def test_figures_of_the_target_follow_when_nothing_else_changed() -> None:
    old = written({FIRST: "The rocket lifts off from pad 5."})
    new = FIRST.replace("5", "31")

    merge = merged(old, new)

    found = unit(merge.catalogue, new)
    assert (found.state, found.target) == (State.FUZZY, "The rocket lifts off from pad 31.")
    assert merge.changes[0].difference is Difference.NUMERIC


_BLANKS = st.sampled_from((" ", "\u00a0", "\u202f"))
_QUOTES = st.sampled_from((("« ", " »"), ("«\u00a0", "\u00a0»"), ("“", "”"), ('"', '"')))


@given(st.data(), st.lists(st.sampled_from(("L'étage", "d'essai", "tombe", "(enfin)", "5", "kg", "qu'on", "Oural"))))
def test_an_approval_outlives_other_characters_for_the_same_signs(data: st.DataObject, words: list[str]) -> None:
    def typed() -> str:
        opening, closing = data.draw(_QUOTES)
        quoted = f"Il dit{data.draw(_BLANKS)}: {opening}{data.draw(_BLANKS).join([*words, 'fini'])}{closing}."
        return quoted.replace("'", data.draw(st.sampled_from("'’ʼ")))

    before, after = typed(), typed()
    old = po.parse(po.render(written({before: "He says it.", THIRD: "*The satellite."})), "a.po")

    merge = merged(old, after, THIRD)

    found = unit(merge.catalogue, after)
    assert (found.state, found.target, found.previous_source) == (State.POST_EDITED, "He says it.", "")
    assert unit(merge.catalogue, THIRD) == unit(old, THIRD)
    assert len(merge.catalogue.units) == 2
    further = merged(merge.catalogue, after.replace("fini", "raté"), THIRD).catalogue
    assert unit(further, after.replace("fini", "raté")).state is State.FUZZY


@pytest.mark.parametrize("new", [FIRST.replace("5", "31"), FIRST.replace("décolle", "s'élève")])
def test_a_source_that_goes_back_has_its_approval_back(new: str) -> None:
    old = written({FIRST: "The rocket lifts off from pad 5."})
    away = merged(old, new).catalogue
    further = merged(away, f"{new[:-1]}, dit-on.").catalogue

    for catalogue in (away, po.parse(po.render(further), "a.po")):
        merge = merged(catalogue, FIRST)

        found = unit(merge.catalogue, FIRST)
        assert (found.state, found.target) == (State.POST_EDITED, "The rocket lifts off from pad 5.")
        assert kinds(merge) == [ChangeKind.RETURNED]
        assert replace(found, draft=None) == replace(unit(old, FIRST), draft=None)


def test_a_source_that_goes_back_after_an_edit_waits_for_review() -> None:
    new = FIRST.replace("décolle", "s'élève")
    away = edited(merged(written({FIRST: "The rocket lifts off."}), new).catalogue, "lifts off", "rises")

    found = unit(merged(away, FIRST).catalogue, FIRST)

    assert (found.state, found.target, found.previous_source) == (State.FUZZY, "The rocket rises.", new)


def test_what_leaves_the_article_is_obsolete_if_a_person_made_it_and_returns_as_it_was() -> None:
    old = written({FIRST: "The rocket.", SECOND: "*The engine.", THIRD: "The satellite."})

    gone = merged(old, THIRD)

    assert [(u.source, u.state) for u in gone.catalogue.units] == [(THIRD, State.POST_EDITED), (FIRST, State.OBSOLETE)]
    assert kinds(gone) == [ChangeKind.KEPT, ChangeKind.OBSOLETE, ChangeKind.DROPPED]
    back = merged(po.parse(po.render(gone.catalogue), "a.po"), FIRST, SECOND, THIRD)
    assert unit(back.catalogue, FIRST) == unit(old, FIRST)
    assert kinds(back) == [ChangeKind.RETURNED, ChangeKind.NEW, ChangeKind.KEPT]


def test_a_remark_on_a_draft_keeps_it_from_being_dropped() -> None:
    old = edited(written({FIRST: "*The rocket.", SECOND: "*The engine."}), "#. Draft", "# Ask Ana!\n#. Draft")

    merge = merged(old, SECOND)

    assert [(u.source, u.note) for u in merge.catalogue.units if u.state is State.OBSOLETE] == [(FIRST, "Ask Ana!")]


def test_a_split_sentence_gives_its_target_to_both_halves() -> None:
    old = written({f"{FIRST[:-1]}, puis {SECOND[3:]}": "The rocket, then the engine.", THIRD: "The satellite."})

    merge = merged(old, FIRST, f"Le {SECOND[3:]}", THIRD)

    halves = merge.catalogue.units[:2]
    assert [(u.state, u.target) for u in halves] == [(State.FUZZY, "The rocket, then the engine.")] * 2
    assert kinds(merge) == [ChangeKind.SPLIT, ChangeKind.SPLIT, ChangeKind.KEPT]


def test_joined_sentences_join_their_targets() -> None:
    old = written({FIRST: "The rocket.", SECOND: "*The engine.", THIRD: "The satellite."})

    merge = merged(old, f"{FIRST} {SECOND}", THIRD)

    found = merge.catalogue.units[0]
    assert (found.state, found.target) == (State.FUZZY, "The rocket. The engine.")
    assert found.previous_source == f"{FIRST} {SECOND}"
    assert kinds(merge) == [ChangeKind.JOINED, ChangeKind.KEPT]


def test_a_short_sentence_takes_nobodys_translation() -> None:
    old = written({"Une longue histoire de fusées.": "A long story of rockets.", FIRST: "The rocket."})

    merge = merged(old, "Une fin.", FIRST)

    assert unit(merge.catalogue, "Une fin.").state is State.UNTRANSLATED
    assert kinds(merge) == [ChangeKind.NEW, ChangeKind.KEPT, ChangeKind.OBSOLETE]


def test_a_unit_in_use_is_nobodys_former_version() -> None:
    old = written({FIRST: "The rocket."})

    merge = merged(old, FIRST, FIRST.replace("5", "6"))

    assert [u.state for u in merge.catalogue.units] == [State.POST_EDITED, State.UNTRANSLATED]


def test_of_two_orphans_one_is_used_and_the_other_kept() -> None:
    other = FIRST.replace("fusée", "grande fusée")
    old = written({FIRST: "The rocket.", other: "The big rocket."})

    merge = merged(old, FIRST.replace("fusée", "très grande fusée"))

    assert [(u.target, u.state) for u in merge.catalogue.units] == [
        ("The big rocket.", State.FUZZY),
        ("The rocket.", State.OBSOLETE),
    ]


def test_place_decides_between_equal_likenesses() -> None:
    one, two = "Le vol 7 est annulé.", "Le vol 8 est annulé."
    old = written({one: "Seven.", FIRST: "Rocket.", two: "Eight."})

    merge = merged(old, "Le vol 2 est annulé.", FIRST, "Le vol 3 est annulé.")

    assert [u.target for u in merge.catalogue.units] == ["Seven.", "Rocket.", "Eight."]


def test_a_paragraph_that_becomes_a_heading_keeps_its_target_for_review() -> None:
    old = written({FIRST: "The rocket."})

    merge = merged(old, ("heading", FIRST))

    (found,) = merge.catalogue.units
    assert (found.state, found.target, found.previous_source) == (State.FUZZY, "The rocket.", FIRST)
    assert unit(merged(merge.catalogue, FIRST).catalogue, FIRST).state is State.POST_EDITED


def test_a_moved_unit_is_the_same_unit() -> None:
    old = written({FIRST: "The rocket.", SECOND: "The engine.", THIRD: "The satellite."})

    merge = merged(old, THIRD, FIRST, SECOND)

    assert [u.target for u in merge.catalogue.units] == ["The satellite.", "The rocket.", "The engine."]
    assert kinds(merge) == [ChangeKind.MOVED, ChangeKind.KEPT, ChangeKind.KEPT]


def test_a_fuzzy_unit_keeps_the_source_that_its_target_was_made_for() -> None:
    old = written({FIRST: "The rocket."})
    second = FIRST.replace("décolle", "s'élève")
    third = second.replace("fusée", "grande fusée")

    found = unit(merged(merged(old, second).catalogue, third).catalogue, third)

    assert (found.target, found.previous_source, found.state) == ("The rocket.", FIRST, State.FUZZY)


def test_fill_touches_nothing_that_has_a_target() -> None:
    old = written({FIRST: "The rocket.", SECOND: "*The engine.", "Fin de la retransmission.": "*The end.", THIRD: ""})
    old = edited(old, 'msgstr "The end', 'msgstr "That is the end')
    new = f"{FIRST[:-1]}, dit-on."
    old = merged(old, new, *(u.source for u in old.units[1:])).catalogue
    drafts = {(u.context, u.source): Draft("NEW", Origin.MEMORY, "m") for u in old.units}

    filled = po.fill(old, drafts)

    assert [(u.target, u.state) for u in filled.units] == [
        ("The rocket.", State.FUZZY),
        ("The engine.", State.DRAFT),
        ("That is the end.", State.IN_EDIT),
        ("NEW", State.DRAFT),
    ]
    assert filled.entries[:3] == old.entries[:3]


def test_one_orphan_has_one_heir() -> None:
    old = written({FIRST: "The rocket.", SECOND: "The engine."})
    much_alike = FIRST.replace("fusée", "grande fusée")

    by_text = merged(old, SECOND, ("heading", FIRST), ("caption", FIRST), much_alike).catalogue
    by_likeness = merged(old, SECOND, much_alike, FIRST.replace("tir", "tir lunaire")).catalogue

    for catalogue in (by_text, by_likeness):
        assert [u.target for u in catalogue.units].count("The rocket.") == 1


def test_targets_are_given_by_segment_with_their_states() -> None:
    old = written({FIRST: "The rocket.", SECOND: "*The engine.", THIRD: ""})
    wanted = segments([("", SECOND), ("", FIRST), ("", THIRD), ("title", FIRST), ("", FIRST)])

    found = po.targets(old, wanted, drafts=False)
    assert [target.text for target in found] == ["", "The rocket.", "", "", "The rocket."]
    assert [target.state for target in found[:4]] == [
        State.DRAFT,
        State.POST_EDITED,
        State.UNTRANSLATED,
        State.UNTRANSLATED,
    ]
    assert [target.text for target in po.targets(old, wanted, drafts=True)][:2] == ["The engine.", "The rocket."]


def test_an_empty_segment_is_refused() -> None:
    with pytest.raises(CatalogueError, match="empty"):
        merged(None, "")


@given(st.lists(sentences, min_size=1, max_size=6, unique=True))
def test_the_order_of_the_changes_is_the_order_of_the_units(sources: list[str]) -> None:
    merge = merged(None, *sources)

    assert [(c.context, c.source) for c in merge.changes] == [(u.context, u.source) for u in merge.catalogue.units]
