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


def html_texts(text: str, content: Content) -> list[Text]:
    """Return the texts of a block of HTML in a Markdown document."""
    start, end = content.lines[0]
    return [found.moved(start) for found in find_texts(text[start:end])]


def opening_tag(text: str, span: Span) -> Token | None:
    """Return the tag that a span is, if it opens an element of HTML or is an empty one."""
    if span.kind is not PlaceableKind.TAG or not (found := _OPENING.match(text, span.start)):
        return None
    return Token(TokenKind.OPEN, span.start, span.end, found[1].lower())


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
