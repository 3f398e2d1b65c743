"""What holds for every HTML text and every WordPress export, well-formed or not."""

from __future__ import annotations

import re
from pathlib import PurePath

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.documents.html_texts import exports, html_documents
from tests.strategies import whole_segments
from translate import documents
from translate.documents.html_elements import OpenElements
from translate.documents.html_tokens import TokenKind, attributes, tokenize
from translate.errors import DocumentError
from translate.model import Article, BlockKind, Inset, PlaceableRole, Segment
from translate.segmentation import segment

LAWS = settings(deadline=None, max_examples=200)
any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
articles = st.one_of(st.tuples(st.just(".html"), html_documents), st.tuples(st.just(".wxr"), exports))
HOSTILE = (
    "<b>six</b>", "</p>", "A < B & C > D", "&amp;", "&eacute;", '"six"', "l'eau", "{{ six }}", "{% six %}", "{", "{{",
    "[gallery]", "[caption id=six]", "[/caption]", "<!-- six -->", "<!-- wp:six -->", "]]>", "<![CDATA[",
    "<?php six ?>", "</script>", "</title>", "A\u00a0B", "--> six", "<1", "six\n\nseven", "{{< six >}}", "&#10;", "$1",
)  # fmt: skip
hostile = st.lists(st.sampled_from((*HOSTILE, "Six", "mots")), max_size=4).map(lambda parts: " ".join(["Six", *parts]))


def read(suffix: str, text: str) -> Article:
    try:
        return documents.read_bytes(text.encode(), PurePath("article" + suffix), language="fr")
    except DocumentError:
        assume(False)
        raise


@LAWS
@given(st.one_of(html_documents, any_text))
def test_tokens_joined_are_the_text(text: str) -> None:
    position = 0
    for token in tokenize(text):
        assert token.start == position < token.end
        position = token.end
        if token.kind in {TokenKind.OPEN, TokenKind.CLOSE}:
            assert text[token.start] == "<"
            assert text[token.end - 1] == ">"
            for attribute in attributes(text, token):
                assert token.start < attribute.start <= attribute.end < token.end
    assert position == len(text)


@LAWS
@given(st.one_of(html_documents, any_text), st.sampled_from(["p", "li", "b", "table", "svg", "br", "button"]))
def test_closing_what_is_not_open_changes_nothing(text: str, name: str) -> None:
    elements = OpenElements()
    for token in tokenize(text):
        if token.kind is TokenKind.OPEN and token.name != name:
            elements.open(token.name)
        elif token.kind is TokenKind.CLOSE:
            elements.close(token.name)
    before = elements.current
    elements.close(name)
    assert elements.current is before


@LAWS
@given(articles)
def test_pairs_are_whole_and_nested(source: tuple[str, str]) -> None:
    for block in read(*source).blocks:
        opened: list[int] = []
        for placeable in block.placeables:
            if placeable.role is PlaceableRole.OPEN:
                opened.append(placeable.number)
            elif placeable.role is PlaceableRole.CLOSE:
                assert opened.pop() == placeable.number
        assert not opened


@LAWS
@given(articles)
def test_insets_lie_inside_markup(source: tuple[str, str]) -> None:
    for block in read(*source).blocks:
        position = 0
        for inset in block.insets:
            assert position <= inset.start < inset.end
            assert any(p.start < inset.start and inset.end < p.end for p in block.placeables)
            assert all(inset.start <= p.start < p.end <= inset.end for p in inset.placeables)
            position = inset.end


def all_segments(article: Article) -> list[Segment]:
    """One segment a block and one an inset, as the segmentation would make them of unpunctuated texts."""
    insets = [
        Segment(found.source, found.context, found.block, found.start, found.end, found.line, found.placeables)
        for found in segment(article)
        if (found.start, found.end) in {(i.start, i.end) for i in article.blocks[found.block].insets}
    ]
    return [*whole_segments(article), *insets]


def tags(found: Segment) -> list[str]:
    return [found.source[p.start : p.end] for p in found.placeables]


def unnumbered(found: Segment, text: str) -> str:
    """A text without the numbers of its tags, which depend on what else is in it, and with single spaces."""
    for placeable in found.placeables:
        text = text.replace(found.source[placeable.start : placeable.end], f"<{placeable.role}>")
    text = " ".join(re.split(r"[ \t\n\f\r]+", text.strip(" \t\n\f\r\u00a0\u202f")))
    return re.sub(" *<single> *", "<single>", text)  # a line end that readers see takes in the blanks around it


@settings(deadline=None, max_examples=400)
@given(articles, st.data())
def test_what_is_published_reads_as_it_was_written(source: tuple[str, str], data: st.DataObject) -> None:
    """Whatever the targets, each of them is read again as it is, in a file of the same shape."""
    article = read(*source)
    segments = all_segments(article)
    numbers = data.draw(st.sets(st.integers(0, len(segments) - 1), min_size=1, max_size=4))
    targets = {
        number: " six ".join([data.draw(hostile), *tags(segments[number]), "mots"]) for number in sorted(numbers)
    }
    written = documents.write(article, segments, targets).decode()
    again = all_segments(read(source[0], written))
    expected = [unnumbered(found, targets.get(number, found.source)) for number, found in enumerate(segments)]
    assert [unnumbered(found, found.source) for found in again] == expected


@LAWS
@given(articles)
def test_every_segment_as_its_own_target_gives_the_file(source: tuple[str, str]) -> None:
    article = read(*source)
    segments = segment(article)
    targets = {number: found.source for number, found in enumerate(segments)}
    assert documents.write(article, segments, targets, language="en") == source[1].encode()


@LAWS
@given(articles, st.data())
def test_one_target_changes_only_its_own_slice(source: tuple[str, str], data: st.DataObject) -> None:
    article = read(*source)
    segments = segment(article)
    assume(segments)
    number = data.draw(st.integers(0, len(segments) - 1))
    chosen = segments[number]
    written = documents.write(article, segments, {number: "Une autre phrase"}).decode()
    start = sum(len(block.raw) for block in article.blocks[: chosen.block])
    before, after = article.text[: start + chosen.start], article.text[start + chosen.end :]
    assert written[: len(before)].removesuffix('"') == before.removesuffix('"')
    assert written.endswith((after, '"' + after))
    # A space comes in where a neighbour touches.
    assert written[len(before) : len(written) - len(after)].strip('" ') == "Une autre phrase"


@LAWS
@given(st.one_of(html_documents, any_text))
def test_what_is_not_translated_is_never_shown(text: str) -> None:
    hidden = f'<div translate="no"><p>SECRET {text}'
    try:
        article = documents.read_bytes(hidden.encode(), PurePath("a.html"), language="fr")
    except DocumentError:
        return
    assert not any("SECRET" in found.source for found in segment(article))


@pytest.mark.parametrize(
    "opening", ["<b>", "<div>", "<ul><li>", "<a ", "<!--", "<", "</b>", "<i></b>", "{{", "<svg>", "["]
)  # fmt: skip
def test_ten_thousand_levels_are_no_trouble(opening: str) -> None:
    text = "<p>Un mot.</p>" + opening * 10_000 + "une fin"
    article = read(".html", text)
    assert article.text == text
    written = documents.write(article, whole_segments(article), {0: "A word."}).decode()
    assert written == text.replace("Un mot.", "A word.")


def test_an_inset_is_a_segment_of_its_own() -> None:
    article = read(".html", '<p>Un <a href="u" title="Le &quot;site&quot;">lien</a> et <img alt=image>.')
    block = next(block for block in article.blocks if block.translatable)
    assert [(i.kind, block.raw[i.start : i.end]) for i in block.insets] == [
        (BlockKind.METADATA, "Le &quot;site&quot;"),
        (BlockKind.CAPTION, "image"),
    ]
    assert all(isinstance(inset, Inset) for inset in block.insets)
    segments = segment(article)
    assert [(found.context, found.source) for found in segments] == [
        ("", "Un <1>lien</1> et <2/>."),
        ("metadata", 'Le "site"'),
        ("caption", "image"),
    ]
    written = documents.write(article, segments, {0: "An <2/> and a <1>link</1>.", 1: 'The "site"', 2: "A picture"})
    assert written.decode() == ('<p>An <img alt="A picture"> and a <a href="u" title="The &quot;site&quot;">link</a>.')
    only = documents.write(article, segments, {2: "A picture"}).decode()
    assert only == article.text.replace("alt=image", 'alt="A picture"')
