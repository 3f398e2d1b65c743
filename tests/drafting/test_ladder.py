"""Whatever a model does, every term comes out in its form and no placeholder is left."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.drafting.engines import BEHAVIOURS, PLACEHOLDERS, Imitation, break_open, drop, keep, reverse
from tests.drafting.policies import TERMS, PlainPolicy, ask
from translate.drafting.ladder import hold_terms
from translate.drafting.request import Request, make_request
from translate.forms import expect, find_lost
from translate.model import Placeable, PlaceableKind, PlaceableRole

WORDS = ("le", "la", "un vol", "a salué", "et", "avec", "l'équipe", "hier", "mission", "[NDLR", "ici]", "«", "»", "3,5")
GLUE = (" ", " ", " ", ", ", " l'", " d’", " (", ") ", " : ", " - ", ". ", "\u00a0", " [", "] ", "/")


@st.composite
def sources(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.sampled_from([*WORDS, *(term.source for term in TERMS)]), min_size=1, max_size=14))
    return pieces[0] + "".join(draw(st.sampled_from(GLUE)) + piece for piece in pieces[1:])


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
@given(texts=st.lists(sources(), min_size=1, max_size=3))
@example(texts=["Dmitri Bakanov " * 12])
@example(texts=["Roscosmos et Roscosmos ou Roscosmos"])
@example(texts=["Le lanceur Soyouz-2 de la société d'État Roscosmos"])
def test_every_term_is_held_and_no_placeholder_leaks(behaviour, texts) -> None:
    policy = PlainPolicy()

    for text, held in zip(texts, hold_terms([ask(t) for t in texts], Imitation(behaviour)), strict=True):
        assert not any(mark in held.target for mark in "\uff5f\uff60"), (text, held)
        assert not find_lost(held.target, [expect(match) for match in policy.find(text)]), (text, held)
        assert held.lost == ()


@given(texts=st.lists(sources(), min_size=1, max_size=3))
def test_a_model_that_knows_no_placeholders_gets_target_forms(texts) -> None:
    engine = Imitation(keep, placeholders=())

    for held in hold_terms([ask(text) for text in texts], engine):
        assert held.lost == ()


def test_a_model_that_carries_its_placeholders_is_asked_once() -> None:
    engine = Imitation(keep)

    hold_terms(
        [ask("Dmitri Bakanov a visité Baïkonour."), ask("Rien ici.")],
        engine,
    )

    assert engine.calls == [["｟0｠ a visité ｟1｠.", "Rien ici."]]


def test_only_what_failed_climbs_on() -> None:
    engine = Imitation(drop)

    hold_terms([ask("Dmitri Bakanov a parlé."), ask("Rien ici.")], engine)

    assert engine.calls[0] == ["｟0｠ a parlé.", "Rien ici."]
    assert engine.calls[1] == ["｟0｠ a parlé."]
    assert engine.calls[2] == ["Dmitry Bakanov a parlé."]
    assert len(engine.calls) == 3


def test_the_step_says_which_rung_held_which_term() -> None:
    (held,) = hold_terms([ask("Dmitri Bakanov a parlé.")], Imitation(drop))

    assert held.steps == ("inline: Dmitry Bakanov",)


def test_nothing_but_terms_needs_no_model() -> None:
    engine = Imitation(keep)

    (held,) = hold_terms([ask("Dmitri Bakanov : Roscosmos")], engine)

    assert held.target == "Dmitry Bakanov: Roscosmos"
    assert engine.calls == [[]]


def test_more_terms_than_placeholders() -> None:
    source = ", ".join(["Roscosmos et Baïkonour"] * 8) + " et lanceur."

    (held,) = hold_terms([ask(source)], Imitation(keep))

    assert held.target.count("Roscosmos") == held.target.count("Baikonur") == 8
    assert "launch vehicle" in held.target


def test_a_placeholder_in_the_source_stays_and_masks_nothing() -> None:
    (held,) = hold_terms([ask("Le signe ｟0｠ et Roscosmos.")], Imitation(keep))

    assert held.target == "Le signe ｟0｠ et Roscosmos."


def _tagged(source: str) -> Request:
    import re

    roles = {True: PlaceableRole.CLOSE, False: PlaceableRole.OPEN}
    tags = tuple(
        Placeable(*m.span(), "**", PlaceableKind.EMPHASIS, roles[m.group().startswith("</")], int(m.group(1)))
        for m in re.finditer(r"</?(\d)>", source)
    )
    return make_request(source, PlainPolicy(), tags)


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_tags_are_held_like_terms(behaviour) -> None:
    request = _tagged("La <1>fusée Soyouz-2</1> de <2>Dmitri Bakanov</2> a décollé, et c'est bien.")

    (held,) = hold_terms([request], Imitation(behaviour))

    for piece in ("<1>", "</1>", "<2>", "</2>", "Soyuz-2", "Dmitry Bakanov"):
        assert held.target.count(piece) == 1, held


def test_frames_never_reach_the_model() -> None:
    engine = Imitation(reverse)

    (held,) = hold_terms([ask("[NDLR, trois mots ici")], engine)

    assert engine.calls == [["NDLR, trois mots ici"]]
    assert held.target == "[Ici mots trois NDLR,"


def test_broken_pieces_are_removed() -> None:
    (held,) = hold_terms([ask("Vu à Baïkonour hier.")], Imitation(break_open))

    assert "\uff5f" not in held.target
    assert PLACEHOLDERS[0] not in held.target
