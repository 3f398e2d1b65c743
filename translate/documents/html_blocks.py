"""Blocks from the texts of an HTML file, and targets back into them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from translate.documents.html_prose import Place
from translate.documents.prose import LINE_END
from translate.documents.scripts import script_markup, write_scripts
from translate.documents.splicing import Edit, EditedMarkup, changes, edit, is_inset
from translate.documents.template_tags import shortcode_end
from translate.model import Block, BlockKind, Inset, Placeable
from translate.placeables import untag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from translate.documents.html_prose import Span, Text
    from translate.model import Article, Segment

_NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_SPECIAL = {Place.CONTENT: "&<>", Place.DOUBLE: '&<>"', Place.SINGLE: "&<>'", Place.UNQUOTED: '&<>"', Place.CDATA: ""}
_MARKS = re.compile(r"\{(?=[{%#]|\Z)|\[(?=/?[a-z])")


def make_blocks(text: str, texts: Iterable[Text]) -> tuple[Block, ...]:
    """Return the blocks of a file with the `texts`, which are in order and do not overlap."""
    lines = [0, *(found.end() for found in LINE_END.finditer(text))]
    blocks: list[Block] = []
    position = 0
    for found in texts:
        if found.start > position:
            blocks.append(_markup(text[position : found.start], bisect_right(lines, position)))
        blocks.append(make_block(text, found, bisect_right(lines, found.start)))
        position = found.end
    if position < len(text):
        blocks.append(_markup(text[position:], bisect_right(lines, position)))
    return tuple(blocks)


def make_block(text: str, found: Text, line: int) -> Block:
    """Return the block of one of a file's texts."""
    insets = tuple(make_inset(text, inset, found.start) for inset in found.insets)
    placeables = _placeables(text, found.spans, found.start)
    raw = text[found.start : found.end]
    return Block(found.kind, raw, line, translatable=True, placeables=placeables, insets=insets)


def make_inset(text: str, found: Text, origin: int) -> Inset:
    """Return the inset of a text in an attribute, with offsets that count from `origin`."""
    return Inset(found.start - origin, found.end - origin, found.kind, _placeables(text, found.spans, origin))


def splice_texts(
    article: Article, segments: Sequence[Segment], targets: Mapping[int, str], texts: Iterable[Text]
) -> list[str]:
    """Return the raws of the article's blocks with targets in them, escaped as the place of each of `texts` demands."""
    raws = [block.raw for block in article.blocks]
    offsets = [0, *accumulate(map(len, raws))]
    by_offset = {found.start: found for found in texts}
    for index, replaced in changes(article, segments, targets):
        raws[index] = _fill(article, index, replaced, by_offset[offsets[index]])
    return raws


def _fill(article: Article, index: int, replaced: Sequence[tuple[Segment, str]], found: Text) -> str:
    """Return a block's text with segments replaced by their targets, those in its attributes first."""
    inner = {inset.start - found.start: inset for inset in found.insets}
    insets = [(segment, target) for segment, target in replaced if is_inset(article, segment)]
    edits = [replace_text(segment, target, inner[segment.start], article.encoding) for segment, target in insets]
    edited = EditedMarkup(article.blocks[index], edits)
    texts = [(edited.segment(segment), target) for segment, target in replaced if (segment, target) not in insets]
    raw = edited.block.raw
    scripts = script_markup(edited.block.placeables)
    edits = [Edit(s.start, s.end, _written(s, target, found, article.encoding, scripts)) for s, target in texts]
    if found.place is not Place.UNQUOTED:
        return edit(raw, edits)
    # what stays of a value without quotes may hold one
    kept = [Edit(*at.span(), "&amp;quot;" if found.escaped else "&quot;") for at in re.finditer('"|&quot;', raw)]
    kept = kept if found.escaped else [one for one in kept if raw[one.start] == '"']
    return (
        '"'
        + edit(raw, sorted([*edits, *(k for k in kept if not any(e.start <= k.start < e.end for e in edits))]))
        + '"'
    )


def replace_text(segment: Segment, target: str, found: Text, encoding: str) -> Edit:
    """Return the edit that puts a target, escaped as the place of its text demands, where its segment stands."""
    written = _written(segment, target, found, encoding, {})
    return Edit(segment.start, segment.end, f'"{written}"' if found.place is Place.UNQUOTED else written)


def _written(segment: Segment, target: str, found: Text, encoding: str, scripts: Mapping[str, str]) -> str:
    def escape(text: str) -> str:
        written = _escape(text, found.place, encoding)
        return _named(written, Place.CONTENT) if found.escaped else written

    return untag(target, segment.placeables, lambda text: write_scripts(text, scripts, escape))


def _escape(text: str, place: Place, encoding: str) -> str:
    """Return prose as it is written in its place; what a program would take for its own tag is written by number."""
    if place is Place.CDATA:
        return text.replace("]]>", "]]]]><![CDATA[>")
    parts: list[str] = []
    position = 0
    for found in _MARKS.finditer(text):
        if found[0] == "{" or shortcode_end(text, found.start()):
            parts += (_named(text[position : found.start()], place), f"&#{ord(found[0])};")
            position = found.end()
    written = "".join(parts) + _named(text[position:], place)
    return written if encoding.startswith("utf") else written.encode(encoding, "xmlcharrefreplace").decode(encoding)


def _named(text: str, place: Place) -> str:
    return "".join(_NAMES[character] if character in _SPECIAL[place] else character for character in text)


def _placeables(text: str, spans: Iterable[Span], origin: int) -> tuple[Placeable, ...]:
    return tuple(
        Placeable(s.start - origin, s.end - origin, text[s.start : s.end], s.kind, s.role, s.pair, s.shown)
        for s in spans
    )


def _markup(raw: str, line: int) -> Block:
    return Block(BlockKind.MARKUP, raw, line, translatable=False)
