"""One shape for spellings that readers take as equal: apostrophes, hyphens, spaces, ligatures, Unicode forms.

Two depths. `canonical` keeps letters, accents and case: what is compared in the end. `fold` also drops accents and case
and remembers where each character came from: what the automaton searches.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

APOSTROPHES = "'’ʼ′‘`´＇"
HYPHENS = "-‐‑‒–−﹣－"
BREAK = "\u2029"
"""What stands for the empty line between two paragraphs in a canonical text."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

_LIGATURES = {"œ": "oe", "æ": "ae", "Œ": "Oe", "Æ": "Ae"}
_DASH = re.escape(HYPHENS)
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_JOINER = rf"(?<=[^\s{_DASH}])[{_DASH}](?=[^\s{_DASH}])"
_IRREGULAR = re.compile(
    rf"(?P<joiner>{_JOINER})|(?P<space>\s+)|(?P<ligature>[œæŒÆ])"
    rf"|(?P<cluster>[^\s{_MARKS}]?[{_MARKS}]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?)"
)
_ODD = re.compile(rf"[^\S ]| {{2,}}|[{_DASH}{INVISIBLE}œæŒÆ{_MARKS}{APOSTROPHES[1:]}]")
_SPACES = re.compile(r"\s+")
_JOINERS = re.compile(_JOINER)
_HIDDEN = re.compile(rf"(?<!\S)[{INVISIBLE}{_MARKS}]+|[{INVISIBLE}]+")
_LEFTOVER_MARKS = re.compile(f"[{_MARKS}]")
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


class _Stripping(dict[int, str]):
    """A table for `str.translate` that lowers each letter and drops its accents, one character for one."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        stripped = unicodedata.normalize("NFD", letter)
        if len(stripped) > 1 and not all(map(unicodedata.combining, stripped[1:])):
            stripped = letter
        lowered = stripped[0].lower()
        self[point] = folded = lowered if len(lowered) == 1 else letter
        return folded


_STRIPPING = _Stripping(dict.fromkeys(map(ord, APOSTROPHES), "'"))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text: `starts[i]` and `ends[i]` are the offsets in the source of the folded character `i`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def strip_accents(text: str) -> str:
    """Return `text`, in lower case and without accents, one character for one."""
    return text.translate(_STRIPPING)


def canonical(text: str) -> str:
    """Return `text` in NFC with one kind of apostrophe, one blank for any hyphen or white space, ligatures spelt out.

    A hyphen counts as a blank only between two visible characters: a dash with a space beside it stays a dash. A break
    of two or more line ends becomes one BREAK, so that no term reaches over it.
    """
    if _ODD.search(text) is None and unicodedata.is_normalized("NFC", text):
        return text
    text = unicodedata.normalize("NFC", _HIDDEN.sub("", text))
    text = _SPACES.sub(_blank, _JOINERS.sub(" ", text)).translate(_ONE_APOSTROPHE)
    if any(letter in text for letter in _LIGATURES):
        shouting = text.upper() == text
        for ligature, letters in _LIGATURES.items():
            text = text.replace(ligature, letters.upper() if shouting else letters)
    return _LEFTOVER_MARKS.sub("", text)


def fold(text: str) -> Folded:
    """Return `text` as the automaton reads it: canonical, in lower case, without accents, with its offsets."""
    if _ODD.search(text) is None and unicodedata.is_normalized("NFC", text):
        return Folded(strip_accents(text), range(len(text)), range(1, len(text) + 1))
    hidden = {place for stretch in _HIDDEN.finditer(text) for place in range(*stretch.span())}
    if hidden:
        visible = [place for place in range(len(text)) if place not in hidden]
        bare = fold("".join([text[place] for place in visible]))
        starts = [visible[start] for start in bare.starts]
        return Folded(bare.text, starts, [visible[end - 1] + 1 for end in bare.ends])
    return _fold_visible(text)


def _fold_visible(text: str) -> Folded:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for irregular in _IRREGULAR.finditer(text):
        begin, end = irregular.span()
        pieces.append(text[position:begin])
        starts.extend(range(position, begin))
        ends.extend(range(position + 1, begin + 1))
        replacement = _replace(irregular)
        pieces.append(replacement)
        starts.extend([begin] * len(replacement))
        ends.extend([end] * len(replacement))
        position = end
    pieces.append(text[position:])
    starts.extend(range(position, len(text)))
    ends.extend(range(position + 1, len(text) + 1))
    return Folded(strip_accents("".join(pieces)), starts, ends)


def _blank(space: re.Match[str]) -> str:
    return BREAK if space[0].count("\n") > 1 or BREAK in space[0] else " "


def _replace(irregular: re.Match[str]) -> str:
    piece = irregular[0]
    match irregular.lastgroup:
        case "joiner":
            return " "
        case "space":
            return _blank(irregular)
        case "ligature":
            return _LIGATURES[piece]
    return _LEFTOVER_MARKS.sub("", unicodedata.normalize("NFC", piece))
