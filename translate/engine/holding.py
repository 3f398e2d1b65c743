"""Stretches of a source that the model's vocabulary cannot write, carried around it by placeholders.

A vocabulary spells what it does not know byte by byte, and a small model goes astray over a single Cyrillic name in
brackets. Its normalisation turns 10⁵ into 105. Such stretches mean the same in every language: they are replaced by
placeholder pieces before decoding and put back afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MARKS = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f]"
_CLUSTER = re.compile(rf"[^\x00-\x7f]{_MARKS}*|[\x00-\x7f]{_MARKS}+")
"""A character with its marks, unless it is plain ASCII."""
_VERBATIM = re.compile(r"https?://[^\s<>｟｠]+|www\.[^\s<>｟｠]+|[\w.+-]+@[\w-]+\.[\w.-]+|\b\w+_\w+")
"""Addresses and identifiers: the vocabulary can write them, but nobody wants them in other words."""
_PLACEHOLDER = re.compile(r"｟\d+｠")
_BESIDE_LETTER = re.compile(r"[\w./+\-‑·\u00ad\u200d]")
_BESIDE_SIGN = re.compile(r"[\d.,\u200d]")
"""Characters that belong to a held letter or sign when they touch it, as the rest of Tōru and the digits of −180."""
_BETWEEN = re.compile(r"[ \u00a0\u202f]{1,2}|, ")
"""What may stand between two held stretches that are held as one."""
_TRAILING = ".,-‑/+"
_WESTERN = frozenset("ŒœŸ") | {chr(code) for code in range(0xC0, 0x100)} - set("×÷")
"""Letters that Western European languages use in words of their own: models learn them even byte by byte."""


@dataclass(frozen=True, slots=True)
class Held:
    """A source made ready for the model: `text`, in which each key of `originals` stands for its value.

    `complete` is false when there were fewer placeholders than stretches to hold.
    """

    text: str
    originals: dict[str, str]
    complete: bool = True

    def restore(self, target: str) -> tuple[str, bool]:
        """Return `target` with the originals put back, and whether each of them stood there exactly once."""
        whole = all(target.count(placeholder) == 1 for placeholder in self.originals)
        for placeholder, original in self.originals.items():
            if re.search(rf"\d\s{placeholder}", self.text):
                # After a number models like to write a comma, as if more digits came: the source had a space.
                target = re.sub(rf"(?<=\d)[,. ]+{placeholder}", " " + placeholder, target)
            target = target.replace(placeholder, original)
        return target, whole


class Holder:
    """Holds what a vocabulary cannot write; `writes` tells whether it can write a character, marks included."""

    def __init__(self, writes: Callable[[str], bool], placeholders: Sequence[str]) -> None:
        self._placeholders = tuple(placeholders)
        self._writes = lru_cache(maxsize=4096)(writes)
        self.hold = lru_cache(maxsize=8192)(self._hold)

    def _hold(self, source: str) -> Held:
        """Return the source with placeholders in the place of what must be held, and without invisible characters.

        The placeholders with the highest numbers come first: the caller's own are counted from the lowest.
        """
        free = [piece for piece in reversed(self._placeholders) if piece not in source]
        text = ""
        end = 0
        originals: dict[str, str] = {}
        spans = self.find(source) if self._placeholders else []
        for (start, stop), piece in zip(spans, free, strict=False):
            text += _drop_invisible(source[end:start]) + piece
            originals[piece] = source[start:stop]
            end = stop
        return Held(text + _drop_invisible(source[end:]), originals, len(spans) <= len(free))

    def find(self, source: str) -> list[tuple[int, int]]:
        """Return the stretches of `source` that must be held, in order."""
        if source.isascii():
            return [match.span() for match in _VERBATIM.finditer(source)]
        taken = [match.span() for match in _PLACEHOLDER.finditer(source)]
        spans = [match.span() for match in _VERBATIM.finditer(source)]
        reached = 0
        for match in _CLUSTER.finditer(source):
            if match.start() < reached or not self._is_foreign(match[0]):
                continue
            if not any(start <= match.start() < end for start, end in taken):
                start, reached = _widen(source, *match.span())
                spans.append((start, reached))
        return _merge(source, sorted(spans))

    def _is_foreign(self, cluster: str) -> bool:
        plain = unicodedata.normalize("NFC", cluster)
        if plain.isascii() or plain in _WESTERN or plain.isspace() or _is_invisible(plain):
            return False
        if unicodedata.category(plain[0]) in {"Pd", "Pi", "Pf"}:
            return False  # dashes and quotes are punctuation of the sentence, which the model may want to change
        return not self._writes(plain)


def _widen(source: str, start: int, end: int) -> tuple[int, int]:
    """Take in the letters and digits that touch the stretch, and what joins them."""
    beside = _BESIDE_LETTER if source[start].isalnum() else _BESIDE_SIGN
    first, last = start, end
    while first > 0 and (beside.match(source[first - 1]) or unicodedata.combining(source[first - 1])):
        first -= 1
    while last < len(source) and (beside.match(source[last]) or unicodedata.combining(source[last])):
        last += 1
    while first < start and source[first] in _TRAILING:
        first += 1
    while last > end and source[last - 1] in _TRAILING:
        last -= 1
    return first, last


def _merge(source: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and (start <= merged[-1][1] or _BETWEEN.fullmatch(source, merged[-1][1], start)):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_invisible(cluster: str) -> bool:
    return unicodedata.category(cluster[0]) in {"Cf", "Cc"} and not cluster.isspace()


def _drop_invisible(text: str) -> str:
    """Take out soft hyphens, joiners and control characters, which would cut words into pieces the model never saw."""
    if text.isascii() or text.replace("\u00a0", "").replace("\u202f", "").isprintable():
        return text
    return "".join(one for one in text if one.isascii() or not _is_invisible(one))
