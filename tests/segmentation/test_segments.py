"""Articles become segments: offsets, tags, lines, and what lies between two segments."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from hypothesis import given
from hypothesis import strategies as st

from translate.model import Article, Block, BlockKind, Placeable, PlaceableKind, PlaceableRole, Segment
from translate.placeables import untag
from translate.segmentation import segment, split_block

OPEN, CLOSE = PlaceableRole.OPEN, PlaceableRole.CLOSE
MARKUP = {
    "*": PlaceableKind.EMPHASIS,
    "**": PlaceableKind.EMPHASIS,
    "[": PlaceableKind.LINK,
    "](u)": PlaceableKind.LINK,
    "![": PlaceableKind.IMAGE,
    "](i)": PlaceableKind.IMAGE,
    "`a.B c. D`": PlaceableKind.CODE,
    "<br>": PlaceableKind.LINE_BREAK,
    "\n> ": PlaceableKind.SOFT_BREAK,
    "[^1]": PlaceableKind.FOOTNOTE,
    "<https://a.fr>": PlaceableKind.LINK,
}
BREAKS = (PlaceableKind.SOFT_BREAK, PlaceableKind.LINE_BREAK)
_MARKUP = re.compile("|".join(re.escape(piece) for piece in sorted(MARKUP, key=len, reverse=True)))


def make_block(raw: str, kind: BlockKind = BlockKind.PARAGRAPH, line: int = 1) -> Block:
    """Return a block whose markup is found in `raw` by its spelling; what could open and close is paired in order."""
    found: list[Placeable] = []
    opened: dict[str, int] = {}
    for number, match in enumerate(_MARKUP.finditer(raw), 1):
        piece = match[0]
        opener = {"](u)": "[", "](i)": "!["}.get(piece, piece)
        if piece not in ("*", "**", "[", "](u)", "![", "](i)"):
            found.append(Placeable(*match.span(), piece, MARKUP[piece], PlaceableRole.SINGLE, number))
        elif piece in ("[", "![") or (piece == opener and piece not in opened):
            opened[piece] = number
            found.append(Placeable(*match.span(), piece, MARKUP[piece], OPEN, number))
        elif opener in opened:
            found.append(Placeable(*match.span(), piece, MARKUP[piece], CLOSE, opened.pop(opener)))
    paired = {p.number for p in found if p.role is CLOSE}
    return Block(kind, raw, line, True, tuple(p for p in found if p.role is not OPEN or p.number in paired))


def segment_blocks(*blocks: Block, language: str = "fr") -> tuple[Segment, ...]:
    return segment(Article(PurePath("article.md"), language, blocks))


def slices(raw: str) -> list[str]:
    return [raw[start:end] for start, end in split_block(make_block(raw), "fr")]


PIECES = (
    *MARKUP,
    "Le vol",
    "est fini.",
    "Fin",
    "M.",
    " ",
    " ",
    "\n",
    "« ",
    " »",
    "!",
    "…",
    "(",
    ")",
    "[n]",
    "3",
    "—",
    "À",
)
RAWS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(RAWS)
def test_segments_and_gaps_are_the_block_and_gaps_hold_only_space_and_breaks(raw: str):
    block = make_block(raw)
    breaks = {p.start: p.end for p in block.placeables if p.kind in BREAKS}
    spans = split_block(block, "fr")
    assert bool(spans) or not re.search(r"[^\W_]", re.sub(_MARKUP, "", raw))
    for gap_start, gap_end in zip(
        [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(raw)], strict=True
    ):
        position = gap_start
        while position < gap_end and spans:
            assert raw[position].isspace() or position in breaks
            position = breaks.get(position, position + 1)
        assert position <= gap_end or not spans


@given(RAWS)
def test_no_segment_cuts_a_placeable(raw: str):
    block = make_block(raw)
    for start, end in split_block(block, "fr"):
        assert start < end
        assert not any(p.start < edge < p.end for p in block.placeables for edge in (start, end))


@given(RAWS)
def test_a_source_without_its_tags_is_the_slice_it_stands_for(raw: str):
    block = make_block(raw)
    for found in segment_blocks(block):
        soft = sorted(
            (p for p in block.placeables if p.kind is PlaceableKind.SOFT_BREAK), reverse=True, key=lambda p: p.start
        )
        expected = block.raw[: found.end]
        for placeable in soft:
            if found.start <= placeable.start and placeable.end <= found.end:
                expected = expected[: placeable.start] + " " + expected[placeable.end :]
        assert untag(found.source, found.placeables) == expected[found.start :]


@given(st.lists(RAWS, min_size=1, max_size=4))
def test_the_segments_of_a_block_do_not_depend_on_the_other_blocks(raws: list[str]):
    together = segment_blocks(*(make_block(raw) for raw in raws))
    apart = [
        replace(found, block=number) for number, raw in enumerate(raws) for found in segment_blocks(make_block(raw))
    ]
    assert list(together) == apart


@given(RAWS)
def test_position_siblings_and_line_say_where_a_segment_stands(raw: str):
    found = segment_blocks(Block(BlockKind.MARKUP, "\n", 1, False), make_block(raw, BlockKind.QUOTE, line=2))
    assert [s.position for s in found] == list(range(1, len(found) + 1))
    assert {s.siblings for s in found} <= {len(found)}
    assert all(s.line == 2 + raw.count("\n", 0, s.start) for s in found)
    assert {s.context for s in found} <= {"quote"}
    assert {s.block for s in found} <= {1}


def test_markup_neither_hides_nor_makes_a_boundary():
    assert slices("**Fin.** Début") == ["**Fin.**", "Début"]
    assert slices("*Un. Deux.* Trois.") == ["*Un.", "Deux.*", "Trois."]
    assert slices("Voir [le site.](u) Partir.") == ["Voir [le site.](u)", "Partir."]
    assert slices("Voir [M.](u) *Orlov* ici.") == ["Voir [M.](u) *Orlov* ici."]
    assert slices("Lancer `a.B c. D` ici.") == ["Lancer `a.B c. D` ici."]
    assert slices("Le vol est fini.[^1] Demain.") == ["Le vol est fini.[^1]", "Demain."]


def test_the_description_of_an_image_is_never_cut():
    assert slices("Voir ![La tour. Le soir.](i) ici.") == ["Voir ![La tour. Le soir.](i) ici."]


def test_a_soft_break_is_a_space_and_stays_outside_when_it_lies_between_two_segments():
    assert slices("Le vol\n> est fini. Demain\n> aussi.") == ["Le vol\n> est fini.", "Demain\n> aussi."]
    assert slices("Le vol est fini.\n> Demain aussi.") == ["Le vol est fini.", "Demain aussi."]


def test_a_hard_break_ends_a_segment_unless_a_small_letter_follows():
    assert slices("Photo : ESA<br>Crédit : Orlov") == ["Photo : ESA", "Crédit : Orlov"]
    assert slices("Photo<br>prise à bord") == ["Photo<br>prise à bord"]


def test_a_named_space_or_quotation_mark_counts_as_the_character():
    assert slices("&laquo;&nbsp;Fini.&nbsp;&raquo; Il sort.") == ["&laquo;&nbsp;Fini.&nbsp;&raquo;", "Il sort."]


def test_a_block_without_a_letter_or_a_digit_has_no_segment():
    assert segment_blocks(make_block("— ***"), make_block(" \n"), make_block("`a.B c. D`")) != ()
    assert segment_blocks(make_block("— …"), make_block(" \n")) == ()


def test_what_is_not_translatable_has_no_segment():
    assert segment_blocks(Block(BlockKind.CODE, "print(1)", 1, False)) == ()


def test_the_rules_follow_the_language_of_the_article():
    block = make_block("Am 3. Oktober startet die Sonde.")
    assert len(segment_blocks(block, language="de")) == 1
    assert len(segment_blocks(block, language="fr")) == 2


def test_what_reads_as_nothing_or_as_a_space_stays_outside_at_the_ends_of_a_segment():
    raw = "Fini.</r><r>&#160;Suite &amp; fin"
    plain = [("</r><r>", ""), ("&#160;", "\u00a0"), ("&amp;", "&")]
    placeables = tuple(
        Placeable(raw.index(text), raw.index(text) + len(text), text, PlaceableKind.PLAIN, shown=shown)
        for text, shown in plain
    )
    found = segment_blocks(Block(BlockKind.PARAGRAPH, raw, 1, True, placeables))
    assert [one.source for one in found] == ["Fini.", "Suite & fin"]
