"""What holds for every article of every format, whatever is in it."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import PurePath

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.documents.html_texts import exports, html_documents
from tests.strategies import cut_segments, markdown_documents, text_documents, whole_segments
from translate import documents
from translate.errors import DocumentError
from translate.model import Article, Block, BlockKind, PlaceableKind, PlaceableRole
from translate.placeables import tag, untag
from translate.segmentation import segment

LAWS = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80)
plain_articles = st.one_of(
    st.tuples(st.just(".txt"), st.one_of(text_documents, any_text)),
    st.tuples(st.just(".md"), st.one_of(markdown_documents, text_documents, any_text)),
)
articles = st.one_of(
    plain_articles,
    st.tuples(st.just(".html"), st.one_of(html_documents, text_documents, any_text)),
    st.tuples(st.just(".wxr"), exports),
)


def read(suffix: str, text: str) -> Article:
    try:
        return documents.read_bytes(text.encode(), PurePath("article" + suffix), language="fr")
    except DocumentError:
        assume(False)
        raise


@LAWS
@given(articles)
def test_blocks_joined_are_the_file(source: tuple[str, str]) -> None:
    article = read(*source)
    assert article.text == source[1].removeprefix("\ufeff")
    assert all(block.raw for block in article.blocks)


@LAWS
@given(articles)
def test_lines_are_where_the_blocks_begin(source: tuple[str, str]) -> None:
    line, carriage = 1, False
    for block in read(*source).blocks:
        assert block.line == line - (carriage and block.raw.startswith("\n"))
        for character in block.raw:
            line += character == "\r" or (character == "\n" and not carriage)
            carriage = character == "\r"


@LAWS
@given(articles)
def test_placeables_are_slices_in_order_and_in_pairs(source: tuple[str, str]) -> None:
    for block in read(*source).blocks:
        position = 0
        numbers = []
        for placeable in block.placeables:
            assert position <= placeable.start < placeable.end
            assert block.raw[placeable.start : placeable.end] == placeable.raw
            assert (placeable.role is PlaceableRole.SINGLE) == (placeable.number == 0)
            numbers += [placeable.number] * (placeable.role is PlaceableRole.OPEN)
            position = placeable.end
        assert position <= len(block.raw)
        assert len(set(numbers)) == len(numbers)


@LAWS
@given(articles)
def test_only_blocks_with_words_are_translatable(source: tuple[str, str]) -> None:
    for block in read(*source).blocks:
        assert block.translatable == (block.kind not in {BlockKind.MARKUP, BlockKind.CODE})
        assert not block.translatable or any(character.isalnum() for character in block.raw)
        assert not block.translatable or block.raw[0] not in " \t\r\n"


@LAWS
@given(articles, st.data())
def test_sources_as_targets_give_the_file(source: tuple[str, str], data: st.DataObject) -> None:
    article = read(*source)
    segments = data.draw(cut_segments(article))
    targets = {number: segment.source for number, segment in enumerate(segments)}
    assert documents.write(article, segments, targets) == source[1].encode()


@LAWS
@given(articles, st.data())
def test_a_target_changes_nothing_outside_its_block(source: tuple[str, str], data: st.DataObject) -> None:
    article = read(*source)
    segments = whole_segments(article)
    number = data.draw(st.integers(0, len(segments) - 1))
    block = segments[number].block
    before = "".join(b.raw for b in article.blocks[:block])
    after = "".join(b.raw for b in article.blocks[block + 1 :])
    written = documents.write(article, segments, {number: "Une autre phrase, sans rien de particulier"}).decode()
    written = written.removeprefix("\ufeff")
    assert written.startswith(before)
    assert written.endswith(after)
    middle = written[len(before) : len(written) - len(after)]
    assert middle.strip('"') == "Une autre phrase, sans rien de particulier"


@LAWS
@given(plain_articles, st.data())
def test_moving_a_word_keeps_all_markup(source: tuple[str, str], data: st.DataObject) -> None:
    """A target that only puts a word before its source keeps every tag's bytes, and the soft breaks become spaces."""
    article = read(*source)
    segments = whole_segments(article)
    number = data.draw(st.integers(0, len(segments) - 1))
    block = article.blocks[segments[number].block]
    assume(not any(p.raw in {"]", "][]"} for p in block.placeables))
    assume(block.kind not in {BlockKind.METADATA, BlockKind.TITLE, BlockKind.CAPTION, BlockKind.TABLE_CELL})
    assume(not any(p.kind is PlaceableKind.LINE_BREAK for p in block.placeables))
    target = f"Mot {segments[number].source}"
    written = documents.write(article, segments, {number: target}).decode()
    written_so = [p for p in block.placeables if not (p.raw[0] in "<^~" and p.shown and not p.shown.isalpha())]
    expected = "Mot " + untag(*tag(block.raw, written_so, 0, len(block.raw)))
    assert expected in written or expected.rstrip("# \t") in written or unescape(expected) in unescape(written)


def shape(article: Article) -> list[tuple[BlockKind, bool]]:
    return [(block.kind, block.translatable) for block in article.blocks if block.kind is not BlockKind.MARKUP]


@LAWS
@given(text_documents)
def test_a_published_text_is_read_with_one_block_for_each_of_its_source(text: str) -> None:
    article = read(".txt", text)
    segments = whole_segments(article)
    written = documents.write(article, segments, dict.fromkeys(range(len(segments)), "Ein Wort, und noch eins."))
    again = documents.read_bytes(written, article.path, language="fr")
    assert len(whole_segments(again)) == len(segments)


_SPEECH = st.sampled_from(
    ["Un tir.", "[NDLR : oui.", "Non.]", "(Voir plus bas.)", "Selon lui, tout va bien.", "« Fini ! »", "[Une note.]"]
)


@LAWS
@given(
    st.lists(st.tuples(_SPEECH, st.sampled_from(["", "", " "])), min_size=2, max_size=8),
    st.sampled_from([".txt", ".md", ".html", ".srt"]),
    st.data(),
)
def test_sentences_that_touch_in_the_source_stand_apart_in_the_target(
    pieces: list[tuple[str, str]], suffix: str, data: st.DataObject
) -> None:
    head, foot = {".html": ("<p>", "</p>"), ".srt": ("1\n00:00:01,000 --> 00:00:02,000\n", "\n")}.get(suffix, ("", ""))
    article = read(suffix, head + "".join(map("".join, pieces)) + foot)
    segments = segment(article)
    chosen = data.draw(st.sets(st.integers(0, len(segments) - 1)))
    targets = {number: segments[number].source.swapcase() for number in chosen}
    shown = [targets.get(number, one.source) for number, one in enumerate(segments)]
    edges = ["".join(pair) for pair in pairwise(shown)]
    written = " ".join(documents.write(article, segments, targets).decode().split())
    for number, edge in enumerate(edges):
        changed = bool({number, number + 1} & chosen)
        assert edge not in written or not changed or edge in edges[:number] + edges[number + 1 :]
    for target in shown:
        assert target in written


def test_scripts_without_spaces_get_none() -> None:
    article = read(".txt", "[Une note. Ici.]Selon lui.")
    segments = segment(article)
    assert documents.write(article, segments, dict.fromkeys(range(3), "我们。")).decode() == "我们。 我们。我们。"


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_an_article_keeps_its_byte_order_mark_and_encoding(suffix: str) -> None:
    text = "Un lancement.\r\n\r\nUn autre lancement, plus tard.\r\n"
    for encoding, bom in (
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-8", b""),
    ):
        data = bom + text.encode(encoding)
        article = documents.read_bytes(data, PurePath("a" + suffix), language="fr")
        assert (article.encoding, article.bom, article.text) == (encoding, bom, text)
        segments = whole_segments(article)
        assert documents.write(article, segments, {}) == data
        written = documents.write(article, segments, {0: "A launch."})
        assert written == bom + text.replace("Un lancement.", "A launch.").encode(encoding)


def test_a_block_keeps_its_context_when_a_paragraph_comes_before_it() -> None:
    text = "Titre\n\nCrédit photo : CNES\n\n[Une note. Longue.]\n\n- Un point\n\nUn paragraphe.\n"
    for suffix in (".txt", ".md"):
        blocks = {block.raw: replace(block, line=0) for block in read(suffix, text).blocks if block.translatable}
        longer = read(suffix, text.replace("Crédit", "Encore un paragraphe, inséré.\n\nCrédit", 1))
        moved: dict[str, Block] = {b.raw: replace(b, line=0) for b in longer.blocks if b.translatable}
        assert blocks.items() <= moved.items()
