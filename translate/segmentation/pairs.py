"""Brackets and quotation marks of a text, paired in one pass, and the stretches that only look like prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.segmentation.rules import Rules

_MARK = re.compile(r'[()\[\]"«»“”„]')
_QUOTES = (("«", "»"), ("“", "”"), ("„", "“"), ("»", "«"))
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>«»\"]+")
_TRAILING = ".,;:!?…)]}'’"
_SENTENCE_IN_HOST = re.compile(
    r"(?:https?://|ftp://)?[a-z\d.-]*[a-z\d](?=\.[^\W\d_a-zß-ÿ][a-zß-ÿ]*(?:['’]|\Z|[^\w.-]))"
)
"""A host in small letters with a capitalised word glued behind its full stop: the next sentence, not a domain."""


class Group(NamedTuple):
    """A pair of brackets or quotation marks: the offsets of the opening and of the closing one."""

    start: int
    end: int


class Pairs(NamedTuple):
    """The groups of a text by their start, each closing mark's partner, and the straight closing quotes."""

    groups: list[Group]
    opening: dict[int, int]
    """Offset of a closing mark to the offset of the one that opens it."""
    closing_quotes: set[int]


def pair_marks(text: str, rules: Rules) -> Pairs:
    """Return how the brackets and quotation marks of `text` pair up; marks without a partner are left out.

    A straight quote after white space and before a character opens, one after a character and before white space
    closes; where its neighbours do not tell, it closes if the last one opened or if it is the text's last.
    """
    partner = {")": "(", "]": "["}
    partner |= {end: start for start, end in _QUOTES if start in rules.opening_marks and end in rules.closing_marks}
    stack: list[int] = []
    depth = dict.fromkeys(partner.values(), 0)
    opening: dict[int, int] = {}
    closing_quotes: set[int] = set()
    quoted = False
    last_quote = text.rfind('"')
    for match in _MARK.finditer(text):
        at = match.start()
        char = text[at]
        if char == '"':
            quoted = _opens(text, at, closes=quoted or at == last_quote)
            if not quoted:
                closing_quotes.add(at)
        elif char in depth:
            stack.append(at)
            depth[char] += 1
        elif depth.get(partner.get(char, "")):
            start = stack.pop()
            while text[start] != partner[char]:
                depth[text[start]] -= 1
                start = stack.pop()
            depth[text[start]] -= 1
            opening[at] = start
    groups = sorted(Group(start, end) for end, start in opening.items())
    return Pairs(groups, opening, closing_quotes)


def _opens(text: str, at: int, *, closes: bool) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    loose_before, loose_after = before.isspace() or before in "([«-—–'’", after.isspace() or after in ".,;:!?)]»"
    if loose_before != loose_after:
        return loose_before
    return not closes


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of web addresses in `text`, without the punctuation that ends the sentence around them."""
    for match in _ADDRESS.finditer(text):
        glued = _SENTENCE_IN_HOST.match(match[0])
        end = match.start() + glued.end() if glued else match.end()
        while text[end - 1] in _TRAILING:
            end -= 1
        yield match.start(), end


def merge_spans(*lists: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the union of spans as sorted spans that do not overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for spans in lists for span in spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged
