"""Plain text: which lines are paragraphs, and what they are."""

from __future__ import annotations

import textwrap
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import whole_segments
from translate import documents
from translate.model import BlockKind

LONG = (
    "Le lanceur a quitté son pas de tir à 14 h 05, heure locale, puis il a traversé la couche de nuages que les "
    "prévisionnistes annonçaient depuis la veille. Les deux étages se sont séparés comme prévu, et le satellite "
    "évolue maintenant sur son orbite de transfert."
)
SHORT = [
    "Un titre qui tient sur une ligne",
    "Le lancement a eu lieu mardi.",
    "La fusée a décollé à l'heure, sous un ciel sans nuages.",
    "Dmitri Bakanov",
    "Il a félicité les équipes.",
]


def texts(text: str) -> list[tuple[BlockKind, str]]:
    article = documents.read_bytes(text.encode(), PurePath("a.txt"), language="fr")
    return [(article.blocks[s.block].kind, s.source) for s in whole_segments(article)]


def test_a_paragraph_a_line_gives_a_block_a_line() -> None:
    assert [source for _, source in texts("\n".join(SHORT))] == SHORT


@settings(deadline=None, max_examples=100)
@given(st.permutations([*SHORT, LONG]))
def test_short_lines_are_not_joined_by_chance(lines: list[str]) -> None:
    assert [source for _, source in texts("\n".join(lines))] == lines


@settings(deadline=None, max_examples=100)
@given(st.integers(50, 100), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "  ", "\t"]))
def test_wrapped_paragraphs_are_one_block_at_any_width(width: int, line_end: str, indent: str) -> None:
    lines = [indent + line for line in textwrap.wrap(LONG, width)]
    text = line_end.join([*lines, "", *lines, ""])
    assert [source for _, source in texts(text)] == [LONG, LONG]


def test_a_first_line_may_be_indented() -> None:
    text = textwrap.fill(LONG, 72, initial_indent="    ")
    assert texts(text)[0][1] == LONG


def test_a_wrapped_list_item_is_one_block() -> None:
    text = "\n".join(textwrap.fill(LONG, 72, initial_indent=mark, subsequent_indent="  ") for mark in ("- ", "* "))
    assert texts(text) == [(BlockKind.LIST_ITEM, LONG)] * 2


@pytest.mark.parametrize("marker", ["- ", "* ", "• ", "1. ", "12) ", "-\u00a0"])
def test_list_markers_are_markup(marker: str) -> None:
    assert texts(f"Un titre\n{marker}Un point\n")[1] == (BlockKind.LIST_ITEM, "Un point")


@pytest.mark.parametrize("line", ["— Bonjour, dit-il.", "– Et vous ?", "-5 °C ce matin.", "1986. Une année noire."])
def test_a_dialogue_is_no_list(line: str) -> None:
    assert texts(f"Un titre\n{line}\n")[1] == (BlockKind.PARAGRAPH, line)


KNOWN = {
    BlockKind.CREDIT: [
        "Source et crédits photographiques: Roscosmos", "Crédit photo : NASA", "Photo : ESA", "© CNES 2026", "(c) ESA",
        "Crédits : ESA/CNES", "Crédits NASA/ESA", "Image credit: NASA", "SOURCE : TASS",
        "Texte et photos : la rédaction",
    ],
    BlockKind.CAPTION: [
        "Légende : la fusée.", "Image : le satellite avant son départ", "Figure 2 : la trajectoire",
        "Vue d'artiste : la base",
    ],
    BlockKind.NOTE: ["[NDLR : une note. Et une phrase.]", "[Une note [dans une note].]"],
    BlockKind.PARAGRAPH: [
        "[Une note.] Et une phrase.", "[a] et [b]", "Sources proches du dossier, on parle de mars.",
        "Photographier la Lune : un art.", "Crédit agricole du printemps", "L'image : trois pixels.",
        "Crédit " + "A-" * 60 + "a b",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "lines"), KNOWN.items())
def test_lines_are_known_by_their_own_words(kind: BlockKind, lines: list[str]) -> None:
    for line in lines:
        assert texts(f"Un titre\n\n{line}\n")[1] == (kind, line)


def test_only_a_short_first_line_without_a_full_stop_is_a_title() -> None:
    assert texts("Un titre ?\n\nUn autre\n") == [(BlockKind.TITLE, "Un titre ?"), (BlockKind.PARAGRAPH, "Un autre")]
    assert texts("Une phrase.\n\nUn mot\n")[0][0] is BlockKind.PARAGRAPH
    assert texts("mot " * 60 + "\n\nUn mot\n")[0][0] is BlockKind.PARAGRAPH


def test_lines_without_words_are_left_out() -> None:
    assert texts("Un mot.\n* * *\n12\n-----\n7,5 %\n") == [
        (BlockKind.PARAGRAPH, "Un mot."),
        (BlockKind.PARAGRAPH, "7,5 %"),
    ]


def test_odd_line_ends_stay_where_they_are() -> None:
    text = "Titre\r\n\rUn\u2028mot.\n  Deux \t\r\n"
    assert [source for _, source in texts(text)] == ["Titre", "Un\u2028mot.", "Deux"]
    article = documents.read_bytes(text.encode(), PurePath("a.txt"), language="fr")
    written = documents.write(article, whole_segments(article), {1: "A\u2028word."})
    assert written.decode() == text.replace("Un\u2028mot", "A\u2028word")


def test_a_line_end_in_a_target_becomes_a_space() -> None:
    article = documents.read_bytes(b"Un mot.\nDeux mots.\n", PurePath("a.txt"), language="fr")
    written = documents.write(article, whole_segments(article), {0: "A \n\n word.\n"})
    assert written == b"A word.\nDeux mots.\n"
