"""Where sentences end: one pass over the stops of a text, one decision for each."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from translate.segmentation.decision import Stop, ends_sentence
from translate.segmentation.pairs import find_addresses, merge_spans, pair_marks
from translate.segmentation.rules import Rules, rules_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.segmentation.pairs import Group

_STOP = re.compile(r"[.!?…]+(?:[ \u00a0\u202f]?[!?…]+)*|[。！？｡।॥؟۔]+|[)\]](?=\s*[\W_]{0,3}[^\W\d_a-z])")
_SPACE = re.compile(r"\s*")
_NOTE_NUMBER = re.compile(r"\[\d{1,3}\]|[¹²³⁰-⁹]+")
_NEXT = re.compile(r"([\W_]{0,12}?)(\d|[^\W\d_]+['’]?)")
_TOKEN = re.compile(r"[^\s'’«»“”\"()\[\]{}<>,;:/!?…—]*\Z")
_ALPHANUMERIC = re.compile(r"[^\W_]")
_OPENING = " \t\n\u00a0\u202f\"'([{—–-•*¿¡#^"
_ENDS = ".!?…。！？"
_OPAQUE = "\ufffc"
_WINDOW = 40
"""How many characters before a stop are looked at: longer than any abbreviation with the word before it."""
_LONGEST_GROUP = 1000
"""Brackets farther apart than this are not trusted to belong together."""
_SHORTEST_NOTE = 3
"""How many words a bracketed note without a full stop must have to be a sentence of its own."""


def find_boundaries(
    text: str, language: str, protected: Sequence[tuple[int, int]] = (), *, rules: Rules | None = None
) -> list[int]:
    """Return the offsets in `text` where a sentence ends and another follows, in order; the text's end is not one.

    `language` is a BCP 47 tag; `rules` replaces its table. No boundary falls inside a span of `protected`, and a stop
    that stands in one ends nothing. Every piece between two boundaries holds a letter or a digit.
    """
    return _Scan(text, rules_for(language) if rules is None else rules, protected).run()


def split(
    text: str, language: str, protected: Sequence[tuple[int, int]] = (), *, rules: Rules | None = None
) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, the white space around each left out; see `find_boundaries`."""
    spans = []
    start = 0
    for end in [*find_boundaries(text, language, protected, rules=rules), len(text)]:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append((left, right))
        start = end
    return spans


class _Scan:
    """One pass over one text: what has been decided so far, and where it looks things up."""

    def __init__(self, text: str, rules: Rules, protected: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.rules = rules
        self.pairs = pair_marks(text)
        self.opaque = merge_spans(protected, list(find_addresses(text)))
        self.opaque_starts = [start for start, _ in self.opaque]
        self.sentence_start = 0
        self.notes: set[int] = set()

    def run(self) -> list[int]:
        boundaries: list[int] = []
        groups = iter(self.pairs.groups)
        group = next(groups, None)
        resume = 0
        for match in _STOP.finditer(self.text):
            at = match.start()
            while group is not None and group.start < at:
                if group.start >= resume and self._is_embedded(group):
                    resume = group.end
                group = next(groups, None)
            if at < resume or self._is_opaque(at):
                continue
            end = self._boundary_at(at, match.end())
            if end is not None:
                boundaries.append(end)
                self.sentence_start = end
        return boundaries

    def _is_embedded(self, group: Group) -> bool:
        """Tell whether a bracket group is part of a sentence, so that no sentence ends inside it."""
        text = self.text
        if self._is_sentence_start(group.start):
            self.notes.add(group.start)
            return False
        if group.end - group.start > _LONGEST_GROUP:
            return False
        after = _SPACE.match(text, group.end + 1).end()
        goes_on = after < len(text) and not (text[after].isupper() or text[after] in self.rules.opening_marks + "[(")
        return goes_on or text[group.end - 1] not in _ENDS

    def _is_sentence_start(self, at: int) -> bool:
        if at - self.sentence_start > _WINDOW:
            return False
        return not self.text[self.sentence_start : at].strip(_OPENING + self.rules.opening_marks)

    def _is_opaque(self, at: int) -> bool:
        index = bisect_right(self.opaque_starts, at) - 1
        return index >= 0 and at < self.opaque[index][1]

    def _boundary_at(self, at: int, end: int) -> int | None:
        """Return where the sentence that stops at `at` ends, None if none does or nothing follows it."""
        text = self.text
        mark = text[at:end]
        note = False
        if mark in ")]":
            start = self.pairs.opening.get(at)
            if start is None or text[at - 1] in _ENDS:
                return None
            note = start in self.notes and len(text[start:at].split()) >= _SHORTEST_NOTE
        elif text[at - 1 : at] in ("(", "[") and text[end : end + 1] in (")", "]"):
            return None
        end = self._closers_end(end)
        space = _SPACE.match(text, end)
        following = _NEXT.match(text, space.end())
        if following is None:
            return None
        window_start = max(self.sentence_start, at - _WINDOW)
        window = text[window_start:at]
        if mark[-1] in "!?…":
            window = window.rstrip()
        token = _TOKEN.search(window).group()
        before = window[: len(window) - len(token)]
        lead, word = following.groups()
        stop = Stop(
            mark=mark,
            token=token,
            previous=before.rsplit(None, 1)[-1] if before.strip() else "",
            first=self._is_sentence_start(window_start + len(before)),
            closers=text[at + len(mark) : end],
            glued=space.end() == end,
            lead=lead,
            next=_OPAQUE if self._is_opaque(following.start(2)) else word,
            after=text[following.end() : following.end() + 1],
            note=note,
        )
        if self._crosses_opaque(end) or not ends_sentence(stop, self.rules):
            return None
        return end if _ALPHANUMERIC.search(text, self.sentence_start, end) else None

    def _crosses_opaque(self, end: int) -> bool:
        return self._is_opaque(end) and self._is_opaque(end - 1) and end not in self.opaque_starts

    def _closers_end(self, at: int) -> int:
        """Return the offset behind the closing marks and note numbers that follow a stop."""
        text = self.text
        marks = self.rules.closing_marks
        while at < len(text):
            char = text[at]
            if char in ")]}" or char in marks or at in self.pairs.closing_quotes or (char == "'" and not text[at + 1 : at + 2].isalnum()):
                at += 1
            elif number := _NOTE_NUMBER.match(text, at):
                at = number.end()
            elif char in " \u00a0\u202f" and (
                text[at + 1 : at + 2] == "»" in marks or at + 1 in self.pairs.closing_quotes
            ):
                at += 2
            else:
                break
        return at
