"""Take off what frames a sentence before a model sees it, and put it back afterwards.

A segment of a longer editor's note starts with `[` and has no `]`, a line of dialogue starts with a dash, a quotation
opens and closes with guillemets, a caption is in italics from end to end. Small models drop, double or move such marks;
they lose nothing when the marks never reach them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAIRS = {"[": "]", "(": ")", "«": "»", "“": "”", '"': '"', "{": "}"}
_CLOSERS = {close: opening for opening, close in _PAIRS.items()}
_SPACES = " \t\u00a0\u202f\u2009"
_MARKER = re.compile(rf"(?:[—–•·▪*]|-(?=[{_SPACES}]))[{_SPACES}]*")
_OPENING_TAG, _CLOSING_TAG = re.compile(r"<(\d+)>"), re.compile(r"</(\d+)>\Z")
_TARGET_MARKS = {"«": '"', "»": '"', "“": '"', "”": '"'}


@dataclass(frozen=True, slots=True)
class Framed:
    """A text with its frame apart: `before + core + after` is the text."""

    before: str
    core: str
    after: str


def peel(text: str) -> Framed:
    """Split off leading and trailing white space, list and dialogue marks, brackets or quotes, and tags.

    A bracket or a tag is taken off when its partner is missing from the text, or when the two enclose all that is left.
    """
    start, end = 0, len(text)
    moved = True
    while moved and start < end:
        before = (start, end)
        while start < end and text[start] in _SPACES + "\n\r":
            start += 1
        while end > start and text[end - 1] in _SPACES + "\n\r":
            end -= 1
        if start == end:
            break
        if match := _MARKER.match(text, start, end):
            start = match.end()
        start, end = _peel_tags(text, *_peel_brackets(text, start, end))
        moved = (start, end) != before
    return Framed(text[:start], text[start:end], text[end:])


def is_shouted(text: str) -> bool:
    """Tell whether a text is set in capitals, as some headlines are; a few short acronyms do not make one."""
    letters = list(filter(str.isalpha, text))
    if sum(map(str.isupper, letters)) <= 0.9 * len(letters):
        return False
    return sum(len(word) > 3 for word in re.findall(r"[^\W\d_]+", text)) >= 2


def _peel_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without one bracket, or pair of brackets, at its ends."""
    if end - start < 2:
        return start, end
    first, last = text[start], text[end - 1]
    inner = text[start + 1 : end]
    if first in _PAIRS:
        partner = _partner(text, start, end)
        if partner == end - 1:
            return start + 1, end - 1
        if partner < 0 and first != '"':
            return start + 1, end
    if last in _CLOSERS and last != '"' and _opener(text, start, end) < 0 and inner:
        return start, end - 1
    return start, end


def _peel_tags(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without one tag, or pair of tags, at its ends."""
    opening, closing = _OPENING_TAG.match(text, start, end), _CLOSING_TAG.search(text, start, end)
    if opening and closing and opening[1] == closing[1]:
        return (opening.end(), closing.start()) if opening.end() < closing.start() else (start, end)
    if opening and text.find(f"</{opening[1]}>", start, end) < 0:
        return opening.end(), end
    if closing and text.find(f"<{closing[1]}>", start, end) < 0:
        return start, closing.start()
    return start, end


def _partner(text: str, start: int, end: int) -> int:
    """Return the offset of the mark that closes the one at `start`, or -1."""
    opening, closing = text[start], _PAIRS[text[start]]
    if opening == closing:
        return text.find(closing, start + 1, end)
    depth = 0
    for offset in range(start, end):
        if text[offset] == opening:
            depth += 1
        elif text[offset] == closing:
            depth -= 1
            if depth == 0:
                return offset
    return -1


def _opener(text: str, start: int, end: int) -> int:
    """Return the offset of the mark that the one at `end - 1` closes, or -1."""
    closing, opening = text[end - 1], _CLOSERS[text[end - 1]]
    depth = 0
    for offset in range(end - 1, start - 1, -1):
        if text[offset] == closing:
            depth += 1
        elif text[offset] == opening:
            depth -= 1
            if depth == 0:
                return offset
    return -1


def reframe(framed: Framed, target: str) -> str:
    """Put the frame of a source around its target, with guillemets turned into the target's quotation marks.

    The spaces that French puts inside its guillemets are dropped.
    """
    before, after = framed.before, framed.after
    for mark, straight in _TARGET_MARKS.items():
        before = re.sub(rf"{mark}[{_SPACES}]*", straight, before)
        after = re.sub(rf"[{_SPACES}]*{mark}", straight, after)
    return before + target + after
