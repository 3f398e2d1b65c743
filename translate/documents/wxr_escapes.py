"""HTML that stands escaped in an XML file, instead of in a CDATA section: read as what it spells, written back so."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from translate.documents.html_prose import Span
from translate.model import PlaceableKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.documents.html_prose import Text

_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")


class Spelling:
    """The text that a stretch of XML spells: `inner` is that text, and offsets into it lead back to the file."""

    def __init__(self, text: str, start: int, end: int) -> None:
        parts: list[str] = []
        self._inner, self._outer = [0], [start]
        self._entities: list[tuple[int, str]] = []
        length = 0
        position = start
        for found in _ENTITY.finditer(text, start, end):
            shown = unescape(found[0])
            length += found.start() - position
            parts += (text[position : found.start()], shown)
            self._entities.append((length, shown))
            length += len(shown)
            position = found.end()
            self._inner.append(length)
            self._outer.append(position)
        self.inner = "".join(parts) + text[position:end]

    def outwards(self, found: Text) -> Text:
        """Return a text of `inner` where it stands in the file; characters spelt by name in it are PLAIN."""
        spans = [*(self._moved(span) for span in found.spans), *self._named(found)]
        return replace(
            found,
            start=self._place(found.start),
            end=self._place(found.end),
            spans=tuple(sorted(spans, key=lambda span: span.start)),
            insets=tuple(self.outwards(inset) for inset in found.insets),
            escaped=True,
        )

    def _place(self, offset: int) -> int:
        at = bisect_right(self._inner, offset) - 1
        return self._outer[at] + offset - self._inner[at]

    def _moved(self, span: Span) -> Span:
        return replace(span, start=self._place(span.start), end=self._place(span.end))

    def _named(self, found: Text) -> Iterator[Span]:
        """Yield the characters of a text that only the XML spells by name."""
        spans: Sequence[Span] = found.spans
        starts = [span.start for span in spans]
        for offset, shown in self._entities:
            if found.start <= offset < found.end:
                at = bisect_right(starts, offset) - 1
                if at < 0 or spans[at].end <= offset:
                    start, end = self._place(offset), self._place(offset + len(shown))
                    yield Span(start, end, PlaceableKind.PLAIN, shown=shown)
