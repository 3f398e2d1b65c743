"""Inline markup: the numbered tags of a segment and the elements that TMX 1.4 has for them.

`<1>` … `</1>` are a `bpt` and an `ept`, `<2/>` is a `ph`; a tag whose partner is missing is an `it`. Each element's
text is the tag as it is written here, by which it is known again when it comes back. Elements of other programs hold
their own codes instead: these get numbers in the order in which the source has them, and the target's get those of
the source's that they match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from translate.xml_text import UNWRITABLE, escape_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree.ElementTree import Element

_OWN = re.compile(r"<(/?)([1-9]\d{0,8})>|<([1-9]\d{0,8})/>")
_CHARACTER = re.compile(r"U\+([0-9A-F]{4})")
_CHARACTER_TYPE = "x-character"
_PIECE = re.compile(f"{_OWN.pattern}|({UNWRITABLE.pattern})")
_CODES = ("bpt", "ept", "ph", "it", "ut")


@dataclass(slots=True)
class _Code:
    """An element of another program's: where it stands in its segment's pieces, and what it may be known by."""

    name: str
    ends: bool
    pair: str
    same: str
    content: str
    number: int = 0

    @property
    def tag(self) -> str:
        if self.name in ("ph", "ut"):
            return f"<{self.number}/>"
        return f"</{self.number}>" if self.ends else f"<{self.number}>"


_Piece = str | _Code


def write_segment(text: str) -> str:
    """Return the content of a `seg` element for a text with our tags."""
    if "<" not in text and not UNWRITABLE.search(text):
        return escape_text(text)
    pieces: list[str] = []
    position = 0
    for found in _PIECE.finditer(text):
        pieces += (escape_text(text[position : found.start()]), _element(found, text))
        position = found.end()
    return "".join(pieces) + escape_text(text[position:])


def _element(found: re.Match[str], text: str) -> str:
    """Return the element of one tag, or of a character that cannot be written."""
    closes, number, single, char = found.groups()
    if char:
        return f'<ph type="{_CHARACTER_TYPE}">U+{ord(char):04X}</ph>'
    shown = escape_text(found[0])
    if single:
        return f'<ph x="{single}">{shown}</ph>'
    first, last = f"<{number}>", f"</{number}>"
    if text.count(first) != 1 or text.count(last) != 1 or text.index(first) > text.index(last):
        return f'<it pos="{"end" if closes else "begin"}" x="{number}">{shown}</it>'
    return f'<ept i="{number}">{shown}</ept>' if closes else f'<bpt i="{number}" x="{number}">{shown}</bpt>'


def read_segments(source: Element, target: Element) -> tuple[str, str]:
    """Return the texts of two `seg` elements with our tags in the place of the inline elements."""
    if not len(source) and not len(target):
        return source.text or "", target.text or ""
    pieces: tuple[list[_Piece], list[_Piece]] = ([], [])
    for segment, found in zip((source, target), pieces, strict=True):
        _walk(segment, found)
    _number(*([piece for piece in found if isinstance(piece, _Code)] for found in pieces), taken=_taken(pieces))
    texts = ["".join(piece if isinstance(piece, str) else piece.tag for piece in found) for found in pieces]
    return texts[0], texts[1]


def _walk(element: Element, pieces: list[_Piece]) -> None:
    pieces.append(element.text or "")
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name in _CODES:
            pieces.append(_code(child, name))
        elif name == "hi":
            number = f"hi{len(pieces)}"
            pieces.append(_Code("hi", ends=False, pair=number, same=child.get("x", ""), content=child.get("type", "")))
            _walk(child, pieces)
            pieces.append(_Code("hi", ends=True, pair=number, same="", content=""))
        else:
            _walk(child, pieces)
        pieces.append(child.tail or "")


def _code(element: Element, name: str) -> _Piece:
    """Return what an element stands for: one of our tags, a character, or another program's code."""
    # The text of a `sub` inside a code is a text of its own and no part of the code.
    content = (element.text or "") + "".join(child.tail or "" for child in element)
    if _OWN.fullmatch(content):
        return content
    found = _CHARACTER.fullmatch(content)
    if found and element.get("type") == _CHARACTER_TYPE:
        return chr(int(found[1], 16))
    ends = name == "ept" or element.get("pos") == "end"
    return _Code(name, ends, element.get("i", "") if name in ("bpt", "ept") else "", element.get("x", ""), content)


def _taken(pieces: Sequence[Sequence[_Piece]]) -> set[int]:
    """Return the numbers of the tags that the texts have already."""
    texts = ["".join(piece if isinstance(piece, str) else "\0" for piece in found) for found in pieces]
    return {int(tag[2] or tag[3]) for text in texts for tag in _OWN.finditer(text)}


def _number(source: list[_Code], target: list[_Code], *, taken: set[int]) -> None:
    """Give each code its number: those of a pair share one, and so do the source's and the target's that match."""
    free = (number for number in count(1) if number not in taken)
    spare: list[_Code] = []
    for code in source:
        code.number = _opened(code, source) or next(free)
        spare.append(code)
    for code in target:
        code.number = _opened(code, target)
        if not code.number:
            twin = _find_twin(code, [other for other in spare if (other.name, other.ends) == (code.name, code.ends)])
            code.number = twin.number if twin else next(free)
            spare = [other for other in spare if other is not twin]


def _opened(code: _Code, codes: Sequence[_Code]) -> int:
    """Return the number of the code that this one closes, 0 where it closes none."""
    if not code.ends or not code.pair:
        return 0
    return next((c.number for c in codes if c.pair == code.pair and not c.ends and c.name in ("bpt", "hi")), 0)


def _find_twin(code: _Code, others: Sequence[_Code]) -> _Code | None:
    """Return the source's code that one of the target's stands for: by `x`, then by `i`, its content, its place."""
    alike: tuple[Callable[[_Code], bool], ...] = (
        lambda other: bool(code.same) and other.same == code.same,
        lambda other: code.name == "bpt" and other.pair == code.pair,
        lambda other: other.content == code.content,
        lambda _other: True,
    )
    return next((other for is_alike in alike for other in others if is_alike(other)), None)
