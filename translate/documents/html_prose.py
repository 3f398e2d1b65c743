"""What running text in HTML reads as: white space that counts as one space, and characters written by name."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum, auto
from html import unescape
from typing import TYPE_CHECKING

from translate.documents.html_tokens import BLANKS
from translate.documents.template_tags import TemplateTags
from translate.model import PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.model import BlockKind

_S = r"\t\n\f\r "
_UNSEEN = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}


class Place(Enum):
    """Where a text stands, which says what must be escaped in it."""

    CONTENT = auto()
    DOUBLE = auto()
    SINGLE = auto()
    UNQUOTED = auto()
    CDATA = auto()
    """Plain text in a CDATA section of XML."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text that is not plain prose, by offsets; `shown` is what a PLAIN one reads as."""

    start: int
    end: int
    kind: PlaceableKind
    role: PlaceableRole = PlaceableRole.SINGLE
    pair: int = 0
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to translate, by offsets; `insets` are texts in the attributes of the tags inside it.

    `escaped` says that all of it stands once more escaped, as HTML does in XML without a CDATA section.
    """

    start: int
    end: int
    kind: BlockKind
    place: Place
    spans: tuple[Span, ...] = ()
    insets: tuple[Text, ...] = ()
    escaped: bool = False

    def moved(self, distance: int) -> Text:
        """Return the text at another offset."""
        spans = tuple(replace(span, start=span.start + distance, end=span.end + distance) for span in self.spans)
        insets = tuple(inset.moved(distance) for inset in self.insets)
        return replace(self, start=self.start + distance, end=self.end + distance, spans=spans, insets=insets)


def prose_spans(text: str, start: int, end: int, *, attribute: bool = False, breaks: bool = False) -> list[Span]:
    """Return the white space, the named characters and the template tags in a stretch of `text` without HTML tags.

    `breaks` says that a line end is one that readers see.
    """
    spans: list[Span] = []
    templates = TemplateTags(text)
    position = start
    pattern = _patterns()[attribute]
    while found := pattern.search(text, position, end):
        position = found.end()
        if found[0][0] == "{":
            close = templates.end(found.start())
            if close and close <= end:
                position = close
                spans.append(Span(found.start(), close, PlaceableKind.TAG))
        elif found[0][0] == "&":
            spans.append(_character(found))
        elif breaks and ("\n" in found[0] or "\r" in found[0]):
            spans.append(Span(*found.span(), PlaceableKind.LINE_BREAK))
        else:
            spans.append(Span(*found.span(), PlaceableKind.SOFT_BREAK))
    return spans


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the white space at its ends, the named kind too."""
    while found := _BLANK_START.match(text, start, end):
        start = found.end()
    while end > start:
        if text[end - 1] in BLANKS:
            end -= 1
        elif text[end - 1] == ";" and (found := _BLANK_END.search(text, max(start, end - 9), end)):
            end = found.start()
        else:
            break
    return start, end


def is_blank(text: str, start: int, end: int) -> bool:
    """Return whether a stretch without tags shows nothing."""
    start, end = trim(text, start, end)
    return start == end


def read_prose(text: str, start: int, end: int, spans: Sequence[Span]) -> str:
    """Return what a reader sees of a stretch, without its markup."""
    parts: list[str] = []
    position = start
    for span in spans:
        blank = span.kind in {PlaceableKind.SOFT_BREAK, PlaceableKind.LINE_BREAK}
        parts += (text[position : span.start], " " if blank else span.shown)
        position = span.end
    return "".join(parts) + text[position:end]


_BLANK = r"&(?:nbsp|ensp|emsp|thinsp|#160|#[xX][aA]0|#8239|#[xX]202[fF]|#32|#10|#13|#9|Tab|NewLine);"
_BLANK_START = re.compile(rf"[{_S}]+|{_BLANK}")
_BLANK_END = re.compile(rf"{_BLANK}\Z")


def _character(found: re.Match[str]) -> Span:
    """Return the span of a character reference: the character, white space, or a tag where neither can be shown."""
    shown = unescape(found[0])
    if shown and shown in BLANKS:
        return Span(*found.span(), PlaceableKind.SOFT_BREAK)
    if len(shown) != 1 or unicodedata.category(shown) in _UNSEEN:
        return Span(*found.span(), PlaceableKind.TAG)
    return Span(*found.span(), PlaceableKind.PLAIN, shown=shown)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern for running text and the one for attributes, where `&copy=1` is part of an address."""
    from html.entities import html5

    bare = "|".join(sorted((name for name in html5 if not name.endswith(";")), key=len, reverse=True))
    whole = "|".join(sorted((name for name in html5 if name.endswith(";")), key=len, reverse=True))
    written = rf"#[0-9]{{1,7}};|#[xX][0-9a-fA-F]{{1,6}};|(?=[A-Za-z0-9]{{1,31}};)(?:{whole})"
    rest = r"\{(?=[{%#])"
    blanks = rf"[{_S}]{{2,}}|[\t\n\f\r]"
    text = re.compile(rf"{blanks}|{rest}|&(?:{written}|{bare})")
    attribute = re.compile(rf"{blanks}|{rest}|&(?:{written}|(?:{bare})(?![=A-Za-z0-9]))")
    return text, attribute
