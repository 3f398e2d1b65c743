"""Targets into Markdown: spliced by offset, and escaped where the place that they stand in calls for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from translate.documents.front_matter import find_front_matter
from translate.documents.front_matter_quotes import escape, requote
from translate.documents.html_blocks import replace_text, splice_texts
from translate.documents.html_prose import Place, Text
from translate.documents.markdown_blocks import find_contents
from translate.documents.markdown_escapes import (
    escape_brackets,
    escape_cell,
    escape_heading_end,
    escape_line_start,
    escape_quotes,
    is_atx_prefix,
)
from translate.documents.markdown_html import html_texts
from translate.documents.prose import LINE_END
from translate.documents.scripts import script_markup, write_scripts
from translate.documents.splicing import Edit, EditedMarkup, changes, edit, is_inset
from translate.model import BlockKind, PlaceableKind, PlaceableRole
from translate.placeables import placeables_within, tag, untag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from translate.documents.front_matter_values import Style
    from translate.model import Article, Block, Placeable, Segment

_BREAKS = {PlaceableKind.SOFT_BREAK, PlaceableKind.LINE_BREAK}
_TITLES = {BlockKind.CAPTION, BlockKind.METADATA}
_UNTAGGED = {PlaceableKind.SOFT_BREAK, PlaceableKind.PLAIN}
_NAMELESS = {"]", "][]"}  # the ends of links that are named by their own text
_TITLE_QUOTE = re.compile(r"""[ \t\r\n](["'(])\Z""")


def write(article: Article, segments: Sequence[Segment], targets: Mapping[int, str]) -> str:
    """Return the article's text with targets in the place of their segments.

    What a target would begin or end by accident, such as a list or a table's cell, is escaped; a value of the front
    matter is quoted where it must be.
    """
    # An empty neighbour on either side saves asking whether there is one.
    raws = ["", *(block.raw for block in article.blocks), ""]
    offsets = list(accumulate(map(len, raws)))
    head, values = find_front_matter(article.text, None)
    styles = {value.lines[0][0]: value.style for value in values}
    html = _html_texts(article.text, head) if any("<" in block.raw for block in article.blocks) else {}
    in_html = {number for number in targets if offsets[segments[number].block] in html}
    if in_html:
        chosen = {number: targets[number] for number in in_html}
        raws[1:-1] = splice_texts(article, segments, chosen, html.values())
        for index in {segments[number].block for number in in_html}:
            raws[index + 1] = _still_html(article.blocks[index], raws[index + 1])
    for index, replaced in changes(article, segments, {n: t for n, t in targets.items() if n not in in_html}):
        before, _, after = raws[index : index + 3]
        block, texts = _with_insets(article, index, replaced)
        raws[index : index + 3] = _Place(block, before, after, styles.get(offsets[index])).fill(texts)
    return "".join(raws)


def _still_html(block: Block, raw: str) -> str:
    """Return the new text of a block of HTML with the tag that it began with, which may have made it one."""
    if not block.raw.startswith("<") or raw.startswith("<"):
        return raw
    first = block.placeables[0]
    pair = [p.raw for p in block.placeables if p.number == first.number] if first.number else [first.raw]
    return "".join((*pair, raw))


def _html_texts(text: str, head: int) -> dict[int, Text]:
    """Return the texts of the blocks of HTML by their offsets."""
    contents = find_contents(text, head).contents
    blocks = (content for content in contents if content.kind is BlockKind.MARKUP)
    return {found.start: found for content in blocks for found in html_texts(text, content)}


def _with_insets(
    article: Article, index: int, replaced: Sequence[tuple[Segment, str]]
) -> tuple[Block, list[tuple[Segment, str]]]:
    """Return a block with the targets of its insets in it, and its other segments as they stand then."""
    block = article.blocks[index]
    insets = [(segment, target) for segment, target in replaced if is_inset(article, segment)]
    edits = [_inset_edit(block, segment, target, article.encoding) for segment, target in insets]
    edited = EditedMarkup(block, edits)
    return edited.block, [(edited.segment(s), target) for s, target in replaced if (s, target) not in insets]


def _inset_edit(block: Block, segment: Segment, target: str, encoding: str) -> Edit:
    """Return the edit of a text in the markup of a block: an attribute of a tag, or the title of a link."""
    quote = block.raw[segment.start - 1]
    markup = next(p for p in reversed(block.placeables) if p.start < segment.start)
    if markup.raw.startswith("<"):
        place = {'"': Place.DOUBLE, "'": Place.SINGLE}.get(quote, Place.UNQUOTED)
        found = Text(segment.start, segment.end, block.kind, place)
        return replace_text(segment, target, found, encoding)
    return Edit(segment.start, segment.end, escape_quotes(target, quote))


@dataclass(frozen=True, slots=True)
class _Place:
    """A block with what stands before and after it, which says how a text must be written there."""

    block: Block
    before: str
    after: str
    style: Style | None

    def fill(self, replaced: Sequence[tuple[Segment, str]]) -> tuple[str, str, str]:
        """Return what stands before, in and after the block when segments are replaced by their targets."""
        if self.style:
            return requote(self._value(replaced, self.style), self.style, self.before, self.after)
        return self.before, self._written(replaced), self.after

    def _value(self, replaced: Sequence[tuple[Segment, str]], style: Style) -> str:
        """Return a value of the front matter with targets in it."""
        edits = [
            Edit(segment.start, segment.end, untag(target, segment.placeables, partial(escape, style=style)))
            for segment, target in replaced
        ]
        return edit(self.block.raw, edits)

    def _written(self, replaced: Sequence[tuple[Segment, str]]) -> str:
        if self.block.kind is BlockKind.TABLE_CELL:
            return escape_cell(self._splice(replaced, _unchanged), self.before, self.after)
        if self.block.kind is BlockKind.CAPTION and self.before.endswith("!["):
            return escape_brackets(self._splice(replaced, _unchanged))
        if self.block.kind in _TITLES and (quote := _TITLE_QUOTE.search(self.before)):
            return escape_quotes(self._splice(replaced, _unchanged), quote[1])
        if self.block.kind in {BlockKind.HEADING, BlockKind.TITLE} and is_atx_prefix(self.before):
            return escape_heading_end(self._splice(replaced, _unchanged))
        return self._splice(replaced, escape_line_start)

    def _splice(self, replaced: Sequence[tuple[Segment, str]], escape: Callable[[str], str]) -> str:
        """Return the block's text with the targets in it; `escape` sees each new text that begins a line."""
        raw = self.block.raw
        line_starts = {0} | {p.end for p in self.block.placeables if p.kind in _BREAKS}
        placeables = _named(self.block)
        scripts = script_markup(self.block.placeables)
        parts: list[str] = []
        position = 0
        for segment, target in replaced:
            parts.append(raw[position : segment.start])
            written = write_scripts(target, scripts, _unchanged)
            for number, (text, line_break) in enumerate(_lines(written, _tags(segment, placeables))):
                begins = number > 0 or segment.start in line_starts
                parts += (_escape_first_line(text, escape) if begins else text, line_break)
            position = segment.end
        return "".join(parts) + raw[position:]


def _unchanged(text: str) -> str:
    return text


def _escape_first_line(text: str, escape: Callable[[str], str]) -> str:
    """Escape the first line; the others begin inside markup that was copied from the source."""
    end = LINE_END.search(text)
    return escape(text[: end.start()]) + text[end.start() :] if end else escape(text)


def _lines(target: str, tags: Sequence[Placeable]) -> Iterator[tuple[str, str]]:
    """Yield the lines of a target, untagged, each with the hard line break that ends it."""
    breaks = {f"<{p.number}/>": p.raw for p in tags if p.kind is PlaceableKind.LINE_BREAK}
    if not breaks:
        yield untag(target, tags), ""
        return
    parts = re.split("(" + "|".join(map(re.escape, breaks)) + ")", target)
    for text, shape in zip(parts[::2], [*parts[1::2], ""], strict=True):
        yield untag(text, tags), breaks.get(shape, "")


def _named(block: Block) -> list[Placeable]:
    """Return the block's placeables as targets need them, those alone that are tags.

    In `[text]` and `[text][]` the text is also the name of the link's reference; with another text the name must
    stand on its own.
    """
    breaks = [p for p in block.placeables if p.kind is PlaceableKind.SOFT_BREAK]
    openings = {p.number: p.end for p in block.placeables if p.role is PlaceableRole.OPEN}
    placeables: list[Placeable] = []
    for placeable in block.placeables:
        if placeable.role is PlaceableRole.CLOSE and placeable.raw in _NAMELESS and placeable.number in openings:
            label, _ = tag(block.raw, breaks, openings[placeable.number], placeable.start)
            placeables.append(replace(placeable, raw=f"][{label}]"))
        elif placeable.kind not in _UNTAGGED:
            placeables.append(placeable)
    return placeables


def _tags(segment: Segment, placeables: Sequence[Placeable]) -> Sequence[Placeable]:
    """Return the segment's tags with the markup that `placeables`, of its block, have now."""
    inside = list(placeables_within(placeables, segment.start, segment.end))
    if len(inside) != len(segment.placeables):
        return segment.placeables
    return [replace(shown, raw=now.raw) for shown, now in zip(segment.placeables, inside, strict=True)]
