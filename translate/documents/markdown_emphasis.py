"""Emphasis in Markdown: which runs of `*`, `_` and `~` open and close, and which belong together.

The rules and the algorithm are those of CommonMark 0.31.2, section 6.2 and appendix A; `~~` follows GitHub's
extension for struck-out text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(slots=True)
class Delimiters:
    """A run of one delimiter: what is left of it, and how long it was written."""

    character: str
    start: int
    end: int
    length: int
    opens: bool
    closes: bool

    @property
    def left(self) -> int:
        """How many characters are not used yet."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Pair:
    """Two matching delimiters: the opening and the closing one, as offsets."""

    opening: tuple[int, int]
    closing: tuple[int, int]


def delimiters_at(text: str, start: int, end: int) -> Delimiters:
    """Return the run that stands from `start` to `end`, with what it may do."""
    character = text[start]
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    left = not _is_blank(after) and (not _is_mark(after) or _is_blank(before) or _is_mark(before))
    right = not _is_blank(before) and (not _is_mark(before) or _is_blank(after) or _is_mark(after))
    opens, closes = left, right
    if character == "_":
        opens = left and (not right or _is_mark(before))
        closes = right and (not left or _is_mark(after))
    return Delimiters(character, start, end, end - start, opens, closes)


def match_delimiters(runs: list[Delimiters]) -> list[Pair]:
    """Return the pairs among `runs`, which are in order; the runs are used up on the way."""
    pairs: list[Pair] = []
    stack: list[Delimiters] = []
    # For each kind of closer: below this height of the stack nothing can open for it.
    floors: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        kind = (run.character, run.opens, run.length % 3)
        while run.closes and run.left:
            at = _opener(stack, run, min(floors.get(kind, 0), len(stack)))
            if at is None:
                floors[kind] = len(stack)
                break
            pairs.append(_pair(stack[at], run))
            del stack[at + 1 :]
            if not stack[at].left or (run.character == "~" and stack[at].left < 2):
                stack.pop()
            floors = {key: min(floor, len(stack)) for key, floor in floors.items()}
        if run.opens and run.left:
            stack.append(run)
    return pairs


def _opener(stack: list[Delimiters], closer: Delimiters, floor: int) -> int | None:
    if closer.character == "~" and closer.left < 2:
        return None
    for at in range(len(stack) - 1, floor - 1, -1):
        if stack[at].character == closer.character and _agree(stack[at], closer):
            return at
    return None


def _agree(opener: Delimiters, closer: Delimiters) -> bool:
    if closer.character == "~":
        return opener.left >= 2
    # The "rule of three": a run that could do both matches only if the lengths do not add up to a multiple of 3.
    both = opener.closes or closer.opens
    thirds = opener.length % 3 == 0 and closer.length % 3 == 0
    return not both or (opener.length + closer.length) % 3 != 0 or thirds


def _pair(opener: Delimiters, closer: Delimiters) -> Pair:
    used = 2 if opener.left >= 2 and closer.left >= 2 else 1
    pair = Pair((opener.end - used, opener.end), (closer.start, closer.start + used))
    opener.end -= used
    closer.start += used
    return pair


def _is_blank(character: str) -> bool:
    return character in "\t\n\f\r" or unicodedata.category(character) == "Zs"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
