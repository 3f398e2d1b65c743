"""Where tokens stand in their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from translate.engine.alignment import align_pieces, shift_alignments
from translate.engine.tokens import Piece, locate_pieces
from translate.model import Alignment

if TYPE_CHECKING:
    from translate.engine.argos import ArgosEngine

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)


@given(text=TEXTS)
def test_pieces_lie_in_the_text_in_order(engine: ArgosEngine, text: str) -> None:
    tokens = engine._tokenizer.encode(text)
    token = end = 0
    for piece in locate_pieces(tokens, text):
        assert token <= piece.first <= piece.last < len(tokens)
        assert end <= piece.start < piece.end <= len(text)
        token, end = piece.last + 1, piece.end


@given(
    words=st.lists(st.sampled_from(["fusée", "d’essai", "長征", "Дж", "été", "12,5", "😀", "_", "ﬁn", "…"]), max_size=8)
)
def test_pieces_cover_every_character_that_is_not_white_space(engine: ArgosEngine, words: list[str]) -> None:
    text = " ".join(words)
    covered = {
        place
        for piece in locate_pieces(engine._tokenizer.encode(text), text)
        for place in range(piece.start, piece.end)
    }
    assert covered >= {place for place, character in enumerate(text) if not character.isspace()}


def test_the_bytes_of_one_character_are_one_piece() -> None:
    tokens = ["▁a", "▁", "<0xE9>", "<0x95>", "<0xBF>", "<0xD0>", "<0x94>"]
    assert locate_pieces(tokens, "a 長Д") == [Piece(0, 0, 0, 1), Piece(2, 4, 2, 3), Piece(5, 6, 3, 4)]


def test_a_byte_that_spells_nothing_does_no_harm() -> None:
    assert [piece.start for piece in locate_pieces(["▁a", "<0xE9>", "▁b"], "a\ufffd b")] == [0, 1, 3]


def test_what_the_tokenizer_normalises_keeps_its_place() -> None:
    assert locate_pieces(["▁fi", "n", "▁1", "⁄", "2"], "ﬁn ½")[0] == Piece(0, 0, 0, 1)


def test_moses_marks_of_joined_pieces_are_no_characters() -> None:
    assert locate_pieces(["lan@@", "ceur", "l&apos;", "eau"], "lanceur l'eau") == [
        Piece(0, 0, 0, 3),
        Piece(1, 1, 3, 7),
        Piece(2, 2, 8, 10),
        Piece(3, 3, 10, 13),
    ]


def test_a_link_goes_to_the_piece_with_the_most_attention() -> None:
    links = align_pieces(
        "un deux", ["▁un", "▁de", "ux"], "two one", ["▁two", "▁one"], [[0.4, 0.3, 0.2], [0.7, 0.1, 0.1]]
    )
    assert links == (Alignment(0, 3, 0, 2, 0.4), Alignment(4, 7, 0, 2, 0.7))


def test_the_attention_on_the_bytes_of_a_character_is_added() -> None:
    tokens = ["▁a", "<0xD0>", "<0x94>"]
    (link,) = align_pieces("aД", tokens, "Д", ["<0xD0>", "<0x94>"], [[0.4, 0.3, 0.3], [0.2, 0.5, 0.3]])
    assert (link.source_start, link.source_end, round(link.weight, 6)) == (1, 2, 0.7)


def test_an_empty_source_has_no_links() -> None:
    assert align_pieces("", [], "x", ["▁x"], [[]]) == ()


@given(target=st.integers(0, 99), source=st.integers(0, 99))
def test_moved_links_keep_their_lengths(target: int, source: int) -> None:
    (moved,) = shift_alignments([Alignment(1, 3, 2, 5, 0.5)], target, source)
    assert moved == Alignment(1 + target, 3 + target, 2 + source, 5 + source, 0.5)
