"""Blocks from the texts of an HTML file, and targets back into them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from translate.documents.html_prose import Place
from translate.documents.prose import LINE_END
from translate.documents.splicing import changes
from translate.documents.template_tags import shortcode_end
from translate.model import Block, BlockKind, Inset, Placeable, PlaceableKind, PlaceableRole
from translate.placeables import placeables_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from translate.documents.html_prose import Span, Text
    from translate.model import Article, Segment

_UNTAGGED = {PlaceableKind.SOFT_BREAK, PlaceableKind.PLAIN}
_NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_SPECIAL = {Place.CONTENT: "&<>", Place.DOUBLE: '&<>"', Place.SINGLE: "&<>'", Place.UNQUOTED: '&<>"', Place.CDATA: ""}
_MARKS = re.compile(r"\{(?=[{%#]|\Z)|\[(?=/?[a-z])")
_TAG = re.compile(r"</?[0-9]{1,9}/?>")

_Edit = tuple[int, int, str]


def make_blocks(text: str, texts: Iterable[Text]) -> tuple[Block, ...]:
    """Return the blocks of a file with the `texts`, which are in order and do not overlap."""
    lines = [0, *(found.end() for found in LINE_END.finditer(text))]
    blocks: list[Block] = []
    position = 0
    for found in texts:
        if found.start > position:
            blocks.append(_markup(text[position : found.start], bisect_right(lines, position)))
        insets = tuple(
            Inset(i.start - found.start, i.end - found.start, i.kind, _placeables(text, i.spans, found.start))
            for i in found.insets
        )
        placeables = _placeables(text, found.spans, found.start)
        raw, line = text[found.start : found.end], bisect_right(lines, found.start)
        blocks.append(Block(found.kind, raw, line, translatable=True, placeables=placeables, insets=insets))
        position = found.end
    if position < len(text):
        blocks.append(_markup(text[position:], bisect_right(lines, position)))
    return tuple(blocks)


def splice_texts(
    article: Article, segments: Sequence[Segment], targets: Mapping[int, str], texts: Iterable[Text]
) -> str:
    """Return the article's text with the targets in it, escaped as the place of each of the `texts` demands."""
    raws = [block.raw for block in article.blocks]
    offsets = [0, *accumulate(map(len, raws))]
    by_offset = {found.start: found for found in texts}
    inner = {number for number in targets if _is_inset(article, segments[number])}
    edits: dict[int, list[_Edit]] = {}
    for index, replaced in changes(article, segments, {n: t for n, t in targets.items() if n in inner}):
        places = {inset.start: inset.place for inset in by_offset[offsets[index]].insets}
        for segment, target in replaced:
            place = places[offsets[index] + segment.start]
            written = _written(target, segment.placeables, place, article.encoding)
            written = f'"{written}"' if place is Place.UNQUOTED else written
            edits.setdefault(index, []).append((segment.start, segment.end, written))
    for index, replaced in changes(article, segments, {n: t for n, t in targets.items() if n not in inner}):
        place = by_offset[offsets[index]].place
        inside = edits.get(index, [])
        new = [_edit(article, segment, target, place, inside) for segment, target in replaced]
        kept = [edit for edit in inside if not any(start <= edit[0] < end for start, end, _ in new)]
        edits[index] = sorted([*new, *kept])
        if place is Place.UNQUOTED:
            raws[index] = '"' + _apply(raws[index], edits.pop(index), untouched='"') + '"'
    for index, changed in edits.items():
        raws[index] = _apply(raws[index], changed)
    return "".join(raws)


def _is_inset(article: Article, segment: Segment) -> bool:
    limits = (segment.start, segment.end)
    return any((inset.start, inset.end) == limits for inset in article.blocks[segment.block].insets)


def _edit(article: Article, segment: Segment, target: str, place: Place, inside: Sequence[_Edit]) -> _Edit:
    """Return the edit that replaces a segment; its tags stand for markup that the edits `inside` have changed."""
    tags: Sequence[Placeable] = segment.placeables
    if inside:
        block = article.blocks[segment.block]
        held = placeables_within(block.placeables, segment.start, segment.end)
        markup = [p for p in held if p.kind not in _UNTAGGED]
        tags = [replace(t, raw=_apply_within(p, inside)) for t, p in zip(tags, markup, strict=True)]
    return segment.start, segment.end, _written(target, tags, place, article.encoding)


def _apply_within(placeable: Placeable, edits: Sequence[_Edit]) -> str:
    moved = [
        (start - placeable.start, end - placeable.start, new)
        for start, end, new in edits
        if placeable.start <= start and end <= placeable.end
    ]
    return _apply(placeable.raw, moved)


def _apply(raw: str, edits: Sequence[_Edit], untouched: str = "") -> str:
    """Return `raw` with the edits made; the characters `untouched` are written by name between them."""
    parts: list[str] = []
    position = 0
    for start, end, new in [*edits, (len(raw), len(raw), "")]:
        kept = raw[position:start]
        for character in untouched:
            kept = kept.replace(character, _NAMES[character])
        parts += (kept, new)
        position = end
    return "".join(parts)


def _written(target: str, tags: Sequence[Placeable], place: Place, encoding: str) -> str:
    """Return a target as it is written: its tags as their markup, all else as characters."""
    shapes = {PlaceableRole.OPEN: "<{}>", PlaceableRole.CLOSE: "</{}>", PlaceableRole.SINGLE: "<{}/>"}
    raws = {shapes[tag.role].format(tag.number): tag.raw for tag in tags}
    parts: list[str] = []
    position = 0
    for found in _TAG.finditer(target):
        if found[0] in raws:
            parts += (_escape(target[position : found.start()], place, encoding), raws[found[0]])
            position = found.end()
    return "".join(parts) + _escape(target[position:], place, encoding)


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
