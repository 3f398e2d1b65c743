"""The words by which a memory is searched: the very ones that the similarity of two sources is computed from."""

from __future__ import annotations

import re
from functools import cache

from translate.similarity import STEM, fold

_TAG = re.compile(r"</?\d+/?>")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\d+(?:[\s.,]\d+)*|\w+")
_FIGURE = re.compile(r"(?<!\w)\d+(?:[\s.,]\d+)*")
_SEPARATORS = re.compile(r"[\s.,]")
_CODEC = "cp1252"
"""Most sources in the languages of Western Europe can be written in it, a byte a character."""


class _Folding(dict[int, str]):
    """What each character is after `similarity.fold`, worked out when it is met for the first time."""

    def __missing__(self, ordinal: int) -> str:
        self[ordinal] = folded = fold(chr(ordinal))
        return folded


_FOLDING = _Folding()


def index_words(text: str) -> list[str]:
    """Return what `similarity.stems` returns, with the separators taken out of figures, as the index keeps them.

    This takes a fraction of the time and fills no cache: a memory of a million units is indexed at once, and each of
    its sources is seen only once.
    """
    if "<" in text:
        text = _TAG.sub(" ", text)
    has_digits = _DIGIT.search(text) is not None
    try:
        data = (_FIGURE.sub(_joined, text) if has_digits else text).encode(_CODEC).translate(_byte_table())
    except UnicodeEncodeError:
        data = b"\0"
    words = _WORD.findall(text.translate(_FOLDING)) if b"\0" in data else data.decode(_CODEC).split()
    if not has_digits and b"\0" not in data:
        return [word if len(word) <= STEM else word[:STEM] for word in words]
    return [_SEPARATORS.sub("", word) if word[0].isdigit() else word[:STEM] for word in words]


def _joined(figure: re.Match[str]) -> str:
    """Return a figure as one word, apart from the letters behind it."""
    return _SEPARATORS.sub("", figure[0]) + " "


@cache
def _byte_table() -> bytes:
    """Return what each byte of the codec is folded to: a blank between words, 0 where it takes more than a byte."""
    table = bytearray(256)
    for byte in range(256):
        char = bytes([byte]).decode(_CODEC, "ignore")
        folded = "".join(part if part.isalnum() or part == "_" else " " for part in fold(char))
        if char and (folded.isspace() or (len(folded) == 1 and (not folded.isdigit() or char == folded))):
            with_codec = folded[0].encode(_CODEC, "ignore")
            table[byte] = with_codec[0] if with_codec else 0
    return bytes(table)
