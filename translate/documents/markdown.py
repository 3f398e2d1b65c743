"""Markdown: CommonMark with GitHub's tables, struck-out text, task lists and footnotes, and front matter."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from translate.documents.front_matter import METADATA_KEYS, find_front_matter
from translate.documents.front_matter_quotes import read_escapes
from translate.documents.html_attributes import attribute_texts
from translate.documents.html_blocks import make_block, make_inset
from translate.documents.html_tokens import attributes
from translate.documents.markdown_blocks import Content, find_contents
from translate.documents.markdown_html import html_texts, opening_tag
from translate.documents.markdown_images import Region, cut_images
from translate.documents.markdown_inline import scan
from translate.documents.markdown_rules import DEEPEST
from translate.documents.markdown_spans import Labels, Span
from translate.documents.markdown_writing import write
from translate.documents.prose import LINE_END, classify, has_prose
from translate.documents.template_tags import enclosed_stretches
from translate.model import Article, Block, BlockKind, Inset, Placeable, PlaceableKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import PurePath

__all__ = ["read", "write"]

_CONTENTS = re.compile(r"\[TOC\]|\[\[_?TOC_?\]\]", re.IGNORECASE)
"""Where programs put a table of contents."""
_WITH_IMAGES = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.NOTE}


def read(path: PurePath, text: str, language: str, *, metadata_keys: Collection[str] = METADATA_KEYS) -> Article:
    """Return the article of a Markdown text; `metadata_keys` are the keys of the front matter that hold text.

    The first heading of level 1 is a TITLE, and so is the metadata's. Within a sentence the title of a link is an
    inset; an image that stands alone on its line gives one CAPTION for its description and one for its title. Blocks
    of HTML are read as HTML. Blocks nested more than 100 deep are left alone, with a warning.
    """
    places = _Places(text)
    head, values = find_front_matter(text, metadata_keys)
    for value in values:
        kind = BlockKind.TITLE if value.key == "title" else BlockKind.METADATA
        prose = _Prose(places, value.lines)
        breaks = [Span(*at.span(), PlaceableKind.SOFT_BREAK) for at in re.finditer("\n", prose.text)]
        spans = sorted([*breaks, *read_escapes(prose.text, value.style)], key=lambda span: span.start)
        places.add(*prose.block(Region(0, len(prose.text)), spans, kind))
    contents, labels, unread = find_contents(text, head)
    contents = list(_without_templates(text, head, contents))
    titled = False
    for content in contents:
        opens = content.level == 1 and not titled
        titled = titled or opens
        if content.kind is BlockKind.CODE:
            start, end = content.lines[0]
            places.add(start, Block(content.kind, text[start:end], places.line(start), translatable=False))
        elif content.kind is BlockKind.MARKUP:
            for found in html_texts(text, content):
                is_title = found.kind is BlockKind.TITLE
                kind = BlockKind.HEADING if is_title and titled else found.kind
                titled = titled or is_title
                places.add(found.start, replace(make_block(text, found, places.line(found.start)), kind=kind))
        else:
            kind = BlockKind.TITLE if opens else content.kind
            for start, block in _blocks(_Prose(places, content.lines), kind, labels):
                places.add(start, block)
    return Article(path, language, tuple(places.blocks()), warnings=_warnings(path, unread))


def _warnings(path: PurePath, unread: Sequence[int]) -> tuple[str, ...]:
    if not unread:
        return ()
    elsewhere = f" here and in {len(unread) - 1} other lines" if len(unread) > 1 else ""
    return (f"{path}:{unread[0]}: blocks nested more than {DEEPEST} deep are left untranslated{elsewhere}.",)


def _without_templates(text: str, head: int, contents: Sequence[Content]) -> Iterator[Content]:
    """Yield the contents without the lines that template tags mark as code or as a comment."""
    codes = [content.lines[0] for content in contents if content.kind is BlockKind.CODE]
    hidden = [
        found
        for found in enclosed_stretches(text, head)
        if not any(s <= found[0] < e for s, e in _around(codes, found))
    ]
    for content in contents:
        lines = tuple(line for line in content.lines if not any(s <= line[0] < e for s, e in _around(hidden, line)))
        if lines:
            yield replace(content, lines=lines)


def _around(stretches: Sequence[tuple[int, int]], found: tuple[int, int]) -> Sequence[tuple[int, int]]:
    """Return the one of `stretches`, which are in order, that can hold the start of another one."""
    at = bisect_right(stretches, found[0], key=lambda stretch: stretch[0])
    return stretches[max(at - 1, 0) : at]


class _Places:
    """The blocks found so far, by their offsets into the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = [0, *(found.end() for found in LINE_END.finditer(text))]
        self._found: list[tuple[int, Block]] = []

    def line(self, offset: int) -> int:
        return bisect_right(self._lines, offset)

    def add(self, start: int, block: Block) -> None:
        self._found.append((start, block))

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order, and MARKUP for all that lies between them."""
        position = 0
        for start, block in sorted(self._found, key=lambda found: found[0]):
            if block.kind is BlockKind.MARKUP:
                continue
            if start > position:
                yield self._markup(position, start)
            yield block
            position = start + len(block.raw)
        if position < len(self.text):
            yield self._markup(position, len(self.text))

    def _markup(self, start: int, end: int) -> Block:
        return Block(BlockKind.MARKUP, self.text[start:end], self.line(start), translatable=False)


class _Prose:
    r"""The text of one block as inline markup sees it: its lines joined by `\n`, without the marks around them."""

    def __init__(self, places: _Places, lines: Sequence[tuple[int, int]]) -> None:
        self.places = places
        self.text = "\n".join(places.text[start:end] for start, end in lines)
        self._files = [start for start, _ in lines]
        self._starts = [0, *accumulate(end - start + 1 for start, end in lines)][:-1]

    def place(self, offset: int) -> int:
        """Return where an offset into `text` is in the file."""
        line = bisect_right(self._starts, offset) - 1
        return self._files[line] + offset - self._starts[line]

    def block(self, region: Region, spans: Sequence[Span], kind: BlockKind) -> tuple[int, Block]:
        """Return the file's offset of a region, and its block; a MARKUP one when there are no words in it."""
        start, end = self.place(region.start), self.place(region.end)
        raw = self.places.text[start:end]
        words = self._words(region, spans)
        if kind is BlockKind.PARAGRAPH:
            kind = classify(words)
        if not has_prose(words) or _CONTENTS.fullmatch(words.strip()):
            return start, Block(BlockKind.MARKUP, raw, self.places.line(start), translatable=False)
        placeables = tuple(self._placeable(span, start) for span in spans)
        insets = tuple(inset for span in spans for inset in self._insets(span, start))
        return start, Block(kind, raw, self.places.line(start), translatable=True, placeables=placeables, insets=insets)

    def _insets(self, span: Span, origin: int) -> Iterator[Inset]:
        """Yield the texts in a span that are for readers: a link's title, and those in the attributes of a tag."""
        if span.title and "\n" not in self.text[slice(*span.title)] and has_prose(self.text[slice(*span.title)]):
            start, end = (self.place(offset) - origin for offset in span.title)
            kind = BlockKind.CAPTION if span.kind is PlaceableKind.IMAGE else BlockKind.METADATA
            yield Inset(start, end, kind)
        elif tag := opening_tag(self.text, span):
            for found in attribute_texts(self.text, tag.name, attributes(self.text, tag)):
                if "\n" not in self.text[found.start : found.end]:
                    moved = found.moved(self.place(found.start) - found.start)
                    yield make_inset(self.places.text, moved, origin)

    def _placeable(self, span: Span, origin: int) -> Placeable:
        start, end = self.place(span.start), self.place(span.end)
        raw = self.places.text[start:end]
        return Placeable(start - origin, end - origin, raw, span.kind, span.role, span.pair, span.shown)

    def _words(self, region: Region, spans: Sequence[Span]) -> str:
        """Return the region's text without its markup."""
        parts: list[str] = []
        position = region.start
        for span in spans:
            parts += (self.text[position : span.start], " " if span.kind is PlaceableKind.SOFT_BREAK else span.shown)
            position = span.end
        return "".join(parts) + self.text[position : region.end]


def _blocks(prose: _Prose, kind: BlockKind, labels: Labels) -> Iterator[tuple[int, Block]]:
    """Yield the blocks that one block of Markdown gives: itself, or an image's texts and the lines between them.

    An emphasised line below an image is its caption.
    """
    below_image = False
    spans = scan(prose.text, labels)
    regions = cut_images(prose.text, spans) if kind in _WITH_IMAGES else [Region(0, len(prose.text))]
    first = 0
    for region in regions:
        while first < len(spans) and spans[first].start < region.start:
            first += 1
        last = first
        while last < len(spans) and spans[last].end <= region.end:
            last += 1
        start, block = prose.block(region, spans[first:last], BlockKind.CAPTION if region.image else kind)
        if block.kind is BlockKind.PARAGRAPH and below_image and _is_emphasised(region, spans[first:last]):
            block = replace(block, kind=BlockKind.CAPTION)
        yield start, block
        below_image = region.image
        first = last


def _is_emphasised(region: Region, spans: Sequence[Span]) -> bool:
    """Return whether one emphasis holds the whole region."""
    return (
        len(spans) > 1
        and spans[0].kind is PlaceableKind.EMPHASIS
        and spans[0].pair == spans[-1].pair
        and (spans[0].start, spans[-1].end) == (region.start, region.end)
    )
