"""Raw HTML in Markdown: whole blocks, read as HTML is, and the tags inside a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from translate.documents.html_attributes import is_translated
from translate.documents.html_elements import CODE, SILENT
from translate.documents.html_reading import find_texts
from translate.documents.html_tokens import Token, TokenKind, attributes
from translate.model import PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.documents.html_prose import Text
    from translate.documents.markdown_blocks import Content
    from translate.documents.markdown_spans import Span

_OPENING = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)")
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_DEEPEST = 100
"""Elements nested deeper than this are not paired."""


def html_texts(text: str, content: Content) -> list[Text]:
    """Return the texts of a block of HTML in a Markdown document."""
    start, end = content.lines[0]
    return [found.moved(start) for found in find_texts(text[start:end])]


def opening_tag(text: str, span: Span) -> Token | None:
    """Return the tag that a span is, if it opens an element of HTML or is an empty one."""
    if span.kind is not PlaceableKind.TAG or not (found := _OPENING.match(text, span.start)):
        return None
    return Token(TokenKind.OPEN, span.start, span.end, found[1].lower())


def pair_tags(text: str, spans: Sequence[Span], last_pair: int) -> list[Span]:
    """Return `spans` with each opening HTML tag joined to its closing one, where both lie in one span of Markdown.

    The pairs are numbered from the one after `last_pair`.
    """
    result = list(spans)
    opened: list[tuple[str, int]] = []
    for index, (name, role, pair) in enumerate(_roles(text, spans)):
        if role is PlaceableRole.OPEN:
            opened.append((name, index))
        elif role is PlaceableRole.CLOSE and any(known == name for known, _ in opened[-_DEEPEST:]):
            while opened and opened[-1][0] != name:
                opened.pop()
            _, at = opened.pop()
            if not pair:
                last_pair += 1
                result[at] = replace(result[at], role=PlaceableRole.OPEN, pair=last_pair)
                result[index] = replace(result[index], role=PlaceableRole.CLOSE, pair=last_pair)
    return result


def _roles(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, PlaceableRole, int]]:
    """Yield for each span a name that its other end shares, its role, and its pair if it has one."""
    for span in spans:
        if span.kind is not PlaceableKind.TAG:
            yield f"#{span.pair}", span.role, span.pair
        elif found := _TAG_NAME.match(text, span.start, span.end):
            empty = text.endswith("/>", span.start, span.end)
            role = PlaceableRole.CLOSE if found[1] else PlaceableRole.SINGLE if empty else PlaceableRole.OPEN
            yield found[2].lower(), role, 0
        else:
            yield "", PlaceableRole.SINGLE, 0


def join_untranslated(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield spans in order, each element that is code, or is not to be translated, as one that holds its content."""
    starts = [span.start for span in spans]
    closings = {span.pair: span.end for span in spans if span.role is PlaceableRole.CLOSE}
    position = 0
    while position < len(spans):
        span = spans[position]
        position += 1
        if span.role is PlaceableRole.OPEN and (tag := opening_tag(text, span)) and _is_opaque(text, tag):
            end = closings[span.pair]
            position = bisect_left(starts, end)
            kind = PlaceableKind.CODE if tag.name in CODE else PlaceableKind.TAG
            span = replace(span, end=end, kind=kind, role=PlaceableRole.SINGLE, pair=0)
        yield span


def _is_opaque(text: str, tag: Token) -> bool:
    return tag.name in CODE | SILENT or is_translated(text, attributes(text, tag)) is False
