"""Where sentences end: one pass over the stops of a text, one decision for each."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from translate.segmentation.decision import NO_SPACE_NEEDED, ends_sentence
from translate.segmentation.pairs import find_addresses, merge_spans, pair_marks
from translate.segmentation.rules import Rules, rules_for
from translate.segmentation.srx import SrxRules
from translate.segmentation.stops import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.segmentation.pairs import Group

_STOP = re.compile(r"[.!?…]+(?:[ \u00a0\u202f]?[!?]+|…+)*|[。！？｡।॥؟۔]+|[)\]](?=\s*[\W_]{0,3}[^\W\d_a-z])")
_NOTE_NUMBER = re.compile(r"\[\d{1,3}\]|\(\d{1,2}\)|\[\^[^\s\[\]]{1,20}\]|[¹²³⁰-⁹]+")
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}")
_NEXT = re.compile(r"(\s*)([\W_]{0,12}?)(\d|[^\W\d_]+['’]?)")
_COUNT = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})*[ \u00a0\u202f]?(?:(?<!\d)([^\W\d_]+)|([%‰€$£]))")
_NAMED = re.compile(r"\s+[«“\"][^«»“”\".!?…]{1,60}[»”\"]\s(?=[^\W\d_A-ZÀ-Þ])")
"""A name in quotation marks after which the sentence goes on without a comma: « Chez Marta » a rouvert."""
_TOKEN = re.compile(r"[^\s'’«»“”\"()\[\]{}<>,;:!?…—]*")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PRECEDING = {
    number: before for row in (_ROMAN, [str(number) for number in range(1, 31)]) for before, number in pairwise(row)
}
"""The numbers that items of a list in running text have, each with the one before it."""
_VISIBLE = re.compile(r"\S")
_ALPHANUMERIC = re.compile(r"[^\W_]")
_OPENING = " \t\n\u00a0\u202f\"'([{—–-•*¿¡#^"
_ENDS = ".!?…。！？"
_SPACES = " \u00a0\u202f"
_OPAQUE = "\ufffc"
_WINDOW = 40
"""How many characters before a stop are looked at: longer than any abbreviation with the word before it."""
_LONGEST_GROUP = 1000
"""Brackets farther apart than this are not trusted to belong together."""
_LONGEST_QUOTATION = 200
"""A quotation longer than this is cut into its sentences even where its sentence goes on after it."""
_SHORTEST_NOTE = 3
"""How many words a bracketed note without a full stop must have to stand alone; [Photo] heads the next sentence."""


def find_boundaries(
    text: str, language: str, protected: Sequence[tuple[int, int]] = (), *, rules: Rules | SrxRules | None = None
) -> list[int]:
    """Return the offsets in `text` where a sentence ends and another follows, in order; the text's end is not one.

    `language` is a BCP 47 tag; `rules` replaces its table, or, read from an SRX file, decides alone. No boundary falls
    inside a span of `protected`, and a stop that stands in one ends nothing (but for an SRX file it may). Every piece
    between two boundaries holds a letter or a digit. The time taken grows linearly with the text, unless a pattern of
    an SRX file makes it longer.
    """
    if isinstance(rules, SrxRules):
        return rules.find_boundaries(text, protected)
    return _Scan(text, rules_for(language) if rules is None else rules, protected).run()


def split(
    text: str, language: str, protected: Sequence[tuple[int, int]] = (), *, rules: Rules | SrxRules | None = None
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
        self.pairs = pair_marks(text, rules)
        self.opaque = merge_spans(protected, list(find_addresses(text)))
        self.opaque_starts = [start for start, _ in self.opaque]
        self.opening = _OPENING + rules.opening_marks
        self.sentence_start = 0
        self.notes: set[int] = set()
        """The opening brackets that stand at the start of a sentence."""

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
        """Tell whether a group is part of a sentence, so that no sentence ends inside it."""
        if self._is_sentence_start(group.start):
            self.notes.add(group.start)
            return False
        length = group.end - group.start
        after = _VISIBLE.search(self.text, group.end + 1)
        if self.text[group.start] not in "([":
            # Between two commas a quotation is the name of what stands before: son livre, « Mourir ? Jamais ! », est.
            named = self.text[max(0, group.start - 2) : group.start].rstrip().endswith(",")
            return (
                length <= _LONGEST_QUOTATION
                and after is not None
                and (after[0].islower() or (named and after[0] == ","))
            )
        if length > _LONGEST_GROUP:
            return False
        goes_on = after is not None and not (after[0].isupper() or after[0] in self.rules.opening_marks + "[(")
        return goes_on or self.text[group.end - 1] not in _ENDS

    def _is_sentence_start(self, at: int) -> bool:
        if at - self.sentence_start > _WINDOW:
            return False
        return not self.text[self.sentence_start : at].strip(self.opening)

    def _is_opaque(self, at: int) -> bool:
        index = bisect_right(self.opaque_starts, at) - 1
        return index >= 0 and at < self.opaque[index][1]

    def _boundary_at(self, at: int, end: int) -> int | None:
        """Return where the sentence that stops at `at` ends, None if none does or nothing follows it."""
        text = self.text
        note = False
        if text[at] in ")]":
            start = self.pairs.opening.get(at)
            if start is None or text[at - 1] in _ENDS:
                return None
            note = start in self.notes
            if note and len(text[start : min(at, start + _WINDOW)].split()) < _SHORTEST_NOTE:
                return None
        elif text[at - 1 : at] in ("(", "[") and text[end : end + 1] in (")", "]"):
            return None
        closed = self._closers_end(end)
        note = note or any(self.pairs.opening.get(place) in self.notes for place in range(end, closed))
        following = _NEXT.match(text, closed)
        if (
            following is None
            or (not note and self._goes_on(text[end - 1], following))
            or (self._is_opaque(closed) and closed not in self.opaque_starts)
        ):
            return None
        if not ends_sentence(self._look_around(at, end, closed, following, note=note), self.rules):
            return None
        return closed if _ALPHANUMERIC.search(text, self.sentence_start, closed) else None

    def _look_around(self, at: int, end: int, closed: int, following: re.Match[str], *, note: bool) -> Stop:
        text = self.text
        window_start = max(self.sentence_start, at - _WINDOW)
        window = text[window_start:at]
        if text[end - 1] in "!?…":
            window = window.rstrip()
        backwards = _TOKEN.match(window[::-1])
        token = backwards[0][::-1] if backwards and backwards[0] else window[-1:].strip()
        if token[-2:-1] == "/" and token[-1].isupper():
            token = token[-1]
        before = window[: len(window) - len(token)].rstrip()
        previous = before.rsplit(None, 1)[-1] if before else ""
        behind = following.end()
        return Stop(
            mark=text[at:end],
            token=token,
            previous=previous,
            first=self._is_sentence_start(window_start + len(before)),
            labelled=self._is_sentence_start(window_start + len(before) - len(previous)),
            counted=self._counted(following.start(3)),
            listed=bool(token) and self._is_listed(token, window_start + len(before), at),
            closers=text[end:closed],
            glued=not following[1],
            lead=following[2],
            next=_OPAQUE if self._is_opaque(following.start(3)) else following[3],
            after=text[behind : behind + 1],
            beyond=text[behind + 1 : behind + 2],
            note=note,
            named=bool(_NAMED.match(text, closed)),
        )

    def _closers_end(self, at: int) -> int:
        """Return the offset behind the closing marks and note numbers that follow a stop."""
        text = self.text
        marks = self.rules.closing_marks
        quotes = self.pairs.closing_quotes
        while at < len(text):
            char = text[at]
            behind = text[at + 1 : at + 2]
            if char in ")]}" or char in marks or at in quotes or (char == "'" and not behind.isalnum()):
                at += 1
            elif char in _SPACES and ((behind == "»" and "»" in marks) or at + 1 in quotes):
                at += 2
            elif number := _NOTE_NUMBER.match(text, at):
                at = number.end()
            elif char in "*_" and (stars := _EMPHASIS.match(text, at)) and self._closes_emphasis(stars):
                at = stars.end()
            else:
                break
        return at

    def _closes_emphasis(self, stars: re.Match[str]) -> bool:
        """Tell whether stars or underscores in the text close what others opened, or point to a footnote."""
        if self.text[stars.end() : stars.end() + 1].isspace():
            return True
        start = max(self.sentence_start, stars.start() - _LONGEST_GROUP)
        return self.text.count(stars[0], start, stars.start()) % 2 == 1

    def _goes_on(self, mark: str, following: re.Match[str]) -> bool:
        """Tell at once that nothing ends where a word or a number runs on after the stop: 4.2, esa.int."""
        space, lead, word = following.groups()
        if space or lead or word[0].isupper() or mark in NO_SPACE_NEEDED:
            return False
        return not self._counted(following.start(3))

    def _counted(self, at: int) -> str:
        """Return the noun or unit in small letters, or the sign, behind the number at an offset, "" for none."""
        found = _COUNT.match(self.text, at)
        return "" if found is None else found[2] or (found[1] if found[1].islower() else "")

    def _is_listed(self, token: str, start: int, at: int) -> bool:
        """Tell whether a number is the next of a list in its sentence: the one before it heads an item there."""
        before = _PRECEDING.get(token)
        if before is None:
            return False
        sentence = self.text[max(self.sentence_start, at - _LONGEST_GROUP) : start].lstrip(self.opening)
        if not re.search(rf"(?<![\w.,-]){before}\.\s", sentence):
            return False
        return bool(re.search(rf"(?:\A|[:;,]\s+)(?:1|I|{before})\.\s", sentence))
