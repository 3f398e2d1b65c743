"""Editor's notes behind a name stay behind it, whatever the model does with the sentence around them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drafting.engines import BEHAVIOURS, Imitation, keep
from tests.drafting.policies import ask
from translate.drafting.ladder import hold_terms
from translate.drafting.notes import find_notes
from translate.model import Placeable, PlaceableKind

NAMES = st.sampled_from(("Dmitri Bakanov", "Dmitry Baranov", "Roscosmos", "Soyouz-2"))
WORDS = st.lists(
    st.sampled_from(("ne", "pas", "confondre", "avec", "Dmitry Baranov", "Roscosmos", "le lanceur", "ici.")),
    min_size=3,
    max_size=6,
).map(" ".join)


@given(NAMES, st.sampled_from((" ", "\u00a0", "")), WORDS, st.sampled_from(BEHAVIOURS))
@settings(max_examples=200, deadline=None)
def test_a_note_stays_behind_its_name(name: str, space: str, words: str, behaviour) -> None:
    source = f"Oui, {name}{space}[{words}], dit non."
    request = ask(source)
    count = len(list(find_notes(source, request.matches, ())))

    (held,) = hold_terms([request], Imitation(behaviour))

    assert held.matches == request.matches
    assert "\uff5f" not in held.target
    if count:
        form = request.matches[0].form
        assert f"{form} [" in held.target
        assert all(form in line or "[" not in line for line in held.steps)


def test_the_model_gets_the_note_by_itself() -> None:
    engine = Imitation(keep)

    (held,) = hold_terms([ask("Dmitri Bakanov [ne pas confondre avec Dmitry Baranov], lui, parle.")], engine)

    assert engine.calls == [["ne pas confondre avec ｟0｠"], ["｟0｠, lui, parle."]]
    assert held.target == "Dmitry Bakanov [ne pas confondre avec Dmitry Baranov], lui, parle."
    assert held.steps == ("placeholder: Dmitry Bakanov", "placeholder: Dmitry Baranov")


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Roscosmos [elle en parle peu]", "She says little.", "Roscosmos [she says little]"),
        ("Roscosmos [elle en parle peu.]", "She says little.", "Roscosmos [she says little.]"),
        ("Roscosmos [Elle en parle peu.]", "She says little.", "Roscosmos [She says little.]"),
        ("Roscosmos [ceux de Baïkonour surtout]", "｟0｠, most of all", "Roscosmos [Baikonur, most of all]"),
    ],
)
def test_a_note_is_a_fragment_where_its_source_is(source: str, target: str, expected: str) -> None:
    (held,) = hold_terms([ask(f"{source} attend.")], Imitation(lambda text: text if "attend" in text else target))

    assert held.target == f"{expected} attend."


@pytest.mark.parametrize(
    "source",
    [
        "Le lanceur [celui de la photo en haut] attend.",
        "Dmitri Bakanov [le DG] attend.",
        "Dmitri Bakanov [1] attend.",
        "Dmitri Bakanov, lui [on en parle peu ici], attend.",
        "Dmitri Bakanov [on en [parle] peu ici] attend.",
        "Dmitri Bakanov [on en parle peu ici",
    ],
)
def test_what_is_no_note_behind_a_name(source: str) -> None:
    assert list(find_notes(source, ask(source).matches, ())) == []


def test_a_note_with_a_tag_stays_where_it_is() -> None:
    source = "Dmitri Bakanov [on en <1>parle</1> peu ici] attend."
    tags = tuple(
        Placeable(source.index(tag), source.index(tag) + len(tag), tag, PlaceableKind.TAG, number=1)
        for tag in ("<1>", "</1>")
    )

    assert list(find_notes(source, ask(source).matches, tags)) == []
