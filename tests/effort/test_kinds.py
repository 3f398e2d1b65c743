"""What kind of segment a unit is."""

from __future__ import annotations

from translate.effort.kinds import classify
from translate.model import State, Unit


def _kinds(*rows: tuple[str, str, str]) -> list[str]:
    return classify([Unit(source, context, "x", State.DRAFT, comments=(place,)) for source, context, place in rows])


def test_the_kind_of_a_block_is_that_of_its_units() -> None:
    assert _kinds(("Décollage", "title", "Title"), ("« Vue du tir »", "caption", "Caption")) == ["title", "caption"]


def test_a_bracketed_note_of_several_sentences_is_one_note_and_ends_with_its_bracket() -> None:
    assert _kinds(
        ("Le tir a eu lieu mardi.", "", "Sentence 1 of 4"),
        ("[NDLR : le pas de tir n'est pas le même.", "", "Sentence 2 of 4"),
        ("Il fut construit en 1967.]", "", "Sentence 3 of 4"),
        ("La fusée a volé neuf minutes.", "", "Sentence 4 of 4"),
    ) == ["prose", "bracketed note", "bracketed note", "prose"]


def test_a_bracket_that_is_never_closed_ends_with_its_block() -> None:
    assert _kinds(("[À suivre", "", "Sentence 1 of 1"), ("Un autre alinéa.", "", "")) == ["bracketed note", "prose"]


def test_brackets_and_quotes_inside_a_sentence_do_not_make_it_a_note() -> None:
    assert _kinds(
        ("Il a parlé [en russe] d'un « succès ».", "", "Sentence 1 of 2"), ("Puis il est parti.", "", "Sentence 2 of 2")
    ) == ["prose", "prose"]


def test_a_quotation_goes_on_until_it_is_closed() -> None:
    assert _kinds(
        ("« Tout va bien.", "", "Sentence 1 of 3"),
        ("Nous rentrons », a dit le pilote.", "", "Sentence 2 of 3"),
        ("La capsule s'est posée.", "", "Sentence 3 of 3"),
    ) == ["quotation", "quotation", "prose"]


def test_a_footnote_is_a_note_and_a_block_in_brackets_a_bracketed_one() -> None:
    assert _kinds(
        ("Voir plus haut.", "note", "Editor's note"), ("[NDLR : voir plus haut.]", "note", "Editor's note")
    ) == ["note", "bracketed note"]
