"""What holds for every Word document, whatever is in it."""

from __future__ import annotations

import io
import re
from pathlib import PurePath

import docx
from defusedxml.ElementTree import fromstring
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.documents.docx_files import W, files, members, package, paragraphs
from tests.strategies import cut_segments, whole_segments
from translate import documents
from translate.documents.docx import read as read_word
from translate.errors import DocumentError
from translate.model import Article, BlockKind, PlaceableRole
from translate.placeables import tag, untag
from translate.segmentation import segment

LAWS = settings(max_examples=60)
PARTS = ("word/document.xml", "word/footnotes.xml")
MARKS = re.compile(
    r"<w:(?:bookmark|comment|footnoteReference|drawing|tab|br)[^>]*>|<w:del .*?</w:del>|<w:instrText>.*?<"
)


def read(data: bytes) -> Article:
    try:
        return documents.read_bytes(data, PurePath("article.docx"), language="fr")
    except DocumentError as error:
        assert "nothing to translate" in str(error)  # noqa: PT017 - any other refusal is a failure
        assume(False)
        raise


def looks(data: bytes) -> list[tuple[str, bool, bool]]:
    """Return the characters of a document that are not white space, each with whether it is bold and italic."""
    found = []
    for run in fromstring(members(data)[PARTS[0]]).iter(f"{{{W}}}r"):
        bold, italic = (run.find(f"{{{W}}}rPr/{{{W}}}{name}") is not None for name in "bi")
        text = "".join(one.text or "" for one in run.findall(f"{{{W}}}t"))
        found += [(character, bold, italic) for character in text if not character.isspace()]
    return found


@LAWS
@given(files)
def test_blocks_joined_are_the_xml_parts(data: bytes) -> None:
    article = read(data)
    stored = members(data)
    assert article.text == "".join(stored[name].decode() for name in PARTS if name in stored)
    assert article.container == data
    assert all(block.raw for block in article.blocks)
    assert [block.line for block in article.blocks] == sorted(block.line for block in article.blocks)


@LAWS
@given(files)
def test_placeables_are_slices_in_order_and_leave_only_prose(data: bytes) -> None:
    for block in read(data).blocks:
        assert block.translatable == (block.kind is not BlockKind.MARKUP)
        position = 0
        prose = []
        numbers = []
        for placeable in block.placeables:
            assert position <= placeable.start < placeable.end
            assert block.raw[placeable.start : placeable.end] == placeable.raw
            assert (placeable.role is PlaceableRole.SINGLE) == (placeable.number == 0)
            numbers += [placeable.number] * (placeable.role is PlaceableRole.OPEN)
            prose.append(block.raw[position : placeable.start])
            position = placeable.end
        prose.append(block.raw[position:])
        assert not block.translatable or "<" not in "".join(prose)
        assert len(set(numbers)) == len(numbers)


@LAWS
@given(files, st.data())
def test_sources_as_targets_give_the_file(data: bytes, choose: st.DataObject) -> None:
    article = read(data)
    for segments in (choose.draw(cut_segments(article)), segment(article)):
        targets = {number: one.source for number, one in enumerate(segments)}
        assert documents.write(article, segments, targets) == data


@LAWS
@given(files)
def test_tags_stand_for_the_xml_between_the_words(data: bytes) -> None:
    for block in read(data).blocks:
        source, tags = tag(block.raw, block.placeables, 0, len(block.raw))
        plain = [p for p in block.placeables if p.kind == "plain"]
        if block.translatable and not plain:
            assert untag(source, tags) == block.raw


@LAWS
@given(files, st.data())
def test_any_target_gives_a_document_and_changes_only_its_blocks(data: bytes, choose: st.DataObject) -> None:
    article = read(data)
    segments = choose.draw(st.one_of(cut_segments(article), st.just(segment(article))))
    assume(segments)
    pieces = st.sampled_from(["Word ", "<1>", "</1>", "<2>", "</2>", "<1/>", "<2/>", "<3/>", "&", "<", "x", " "])
    targets = st.lists(pieces, min_size=1, max_size=8).map("".join)
    chosen = choose.draw(st.dictionaries(st.integers(0, len(segments) - 1), targets, min_size=1, max_size=3))
    written = documents.write(article, segments, chosen)
    before, after = members(data), members(written)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} <= set(PARTS)
    for name in PARTS:
        if name in after:
            fromstring(after[name])
    docx.Document(io.BytesIO(written))
    # By the format's own reader, for a target of tags alone leaves a document without a word.
    assert read_word(article.path, written, "fr").container == written


@LAWS
@given(paragraphs)
def test_a_word_before_a_paragraph_leaves_the_look_of_every_other(paragraph: str) -> None:
    """Read back without this program: bold stays bold, and no mark, field, note or deleted word is lost."""
    data = package(paragraph)
    article = read(data)
    segments = segment(article)
    written = documents.write(article, segments, {n: f"Mot {one.source}" for n, one in enumerate(segments)})
    expected = [look for look in looks(data) if look[0] not in "\u2011"]
    found = [look for look in looks(written) if look[0] not in "\u2011"]
    rest = iter(found)
    assert all(look in rest for look in expected)
    assert len(found) == len(expected) + 3 * len(segments)
    texts = [members(file)[PARTS[0]].decode() for file in (data, written)]
    assert sorted(MARKS.findall(texts[0])) == sorted(MARKS.findall(texts[1]))


@LAWS
@given(files)
def test_published_segments_are_read_again_as_the_targets(data: bytes) -> None:
    """Words without tags come back as they were written: no seam, no escape and no space is lost."""
    article = read(data)
    segments = whole_segments(article)
    targets = {number: f"Texte  <{90 + number}> & « mot » ]]> fin" for number in range(len(segments))}
    again = whole_segments(
        documents.read_bytes(documents.write(article, segments, targets), article.path, language="fr")
    )
    assert [one.source for one in again] == list(targets.values())


@settings(max_examples=100)
@given(files, st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4), st.booleans())
def test_a_damaged_file_is_read_or_refused(data: bytes, changes: list[tuple[int, int]], cut: bool) -> None:
    damaged = bytearray(data)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    file = bytes(damaged[: changes[0][0] % len(damaged)]) if cut else bytes(damaged)
    try:
        article = documents.read_bytes(file, PurePath("a.docx"), language="fr")
    except DocumentError as error:
        assert "\n" not in str(error)  # noqa: PT017 - whatever is refused is refused in one line
        return
    segments = segment(article)
    try:
        documents.write(article, segments, dict.fromkeys(range(len(segments)), "Mot"))
    except DocumentError as error:
        assert "cannot be unpacked" in str(error)  # noqa: PT017 - a member that is only copied
