"""Where in a text the words of any of many phrases stand: an Aho-Corasick automaton over words.

Each word is reduced to a stem that its singular and plural share, and each stem to a short code; the automaton (Aho and
Corasick 1975) runs over the codes. So it finds every inflected form with one pattern per spelling, never matches inside
a word, and takes time in proportion to the text, however many phrases there are. What it finds are candidates: accents,
case and number are for the caller to judge.
"""

from __future__ import annotations

import re
from itertools import islice, product
from operator import ge
from typing import TYPE_CHECKING, Any

from translate.glossary.folding import BREAK, HYPHENS, canonical, fold, strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DASH = re.escape(HYPHENS)
_WORD = re.compile(rf"[^\W_]+|(?<![^\s{_DASH}])[{_DASH}]|[{_DASH}](?![^\s{_DASH}])|[^\w\s{_DASH}]|_|{BREAK}")
_CODE = 3
_PLANES = (0x100, 0x4000, 0x8000)
"""Where the characters of a code begin, one plane for each, so that no match starts inside a code."""
_UNKNOWN = "".join(map(chr, _PLANES))


class PhraseIndex:
    """Finds numbered phrases in texts.

    `phrases` are pairs of a spelling and the number of what it stands for; spellings and numbers may recur.
    """

    def __init__(self, phrases: Iterable[tuple[str, int]]) -> None:
        import ahocorasick

        some = list(phrases)
        fresh = _generate_codes(len(some))
        stems: dict[str, str] = {}
        known: dict[str, str] = {}
        patterns: dict[str, tuple[int, ...]] = {}
        for spelling, number in some:
            words = split_phrase(spelling)
            for word in words:
                if word not in known:
                    root = stem(word)
                    code = stems.get(root)
                    if code is None:
                        code = stems[root] = next(fresh)
                    known[word] = code
            pattern = "".join([known[word] for word in words])
            patterns[pattern] = (*patterns[pattern], number) if pattern in patterns else (number,)
        patterns.pop("", None)
        self._codes = stems
        self._automaton: Any = ahocorasick.Automaton()
        for pattern, numbers in patterns.items():
            self._automaton.add_word(pattern, (len(pattern) // _CODE, numbers))
        self._automaton.make_automaton()
        self._empty = not patterns

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Yield `(start, end, numbers)` for each place where a phrase's words stand, overlaps included."""
        if self._empty:
            return
        folded = fold(text)
        words = list(_WORD.finditer(folded.text))
        codes = self._codes
        encoded = "".join([codes.get(stem(word[0]), _UNKNOWN) for word in words])
        for last, (count, numbers) in self._automaton.iter(encoded):
            final = last // _CODE
            begin, end = words[final - count + 1].start(), words[final].end()
            yield folded.starts[begin], folded.ends[end - 1], numbers


def find_stems(text: str) -> set[str]:
    """Return the stems of a text's words: a phrase stands only in texts that have all of its own."""
    return {stem(word) for word in _WORD.findall(fold(text).text)}


def split_phrase(spelling: str) -> list[str]:
    """Return the folded words and signs of a phrase; most are plain words, for which `split` is faster."""
    folded = spelling.lower() if spelling.isascii() else strip_accents(canonical(spelling))
    return folded.split() if folded.replace(" ", "").isalnum() else _WORD.findall(folded)


def stem(word: str) -> str:
    """Return what the singular and the plural of a folded French word have in common ("spatiau" for "spatial").

    Words of one stem need not be forms of one word.
    """
    last = word[-1]
    if last in "sxz" and len(word) > 1:
        word = word[:-1]
        last = word[-1]
    if last == "l":
        if word.endswith("al"):
            return word[:-1] + "u"
        if word.endswith("ail"):
            return word[:-2] + "u"
    return word


def _generate_codes(count: int) -> Iterator[str]:
    """Yield different codes of three characters: `count` of them with few characters in each place, then others.

    The fewer characters in a place, the flatter the automaton.
    """
    base = 2
    while base**_CODE <= count:
        base += 1
    yield from _combine(base)
    while True:
        former, base = base, base * 2
        limits = [chr(plane + former) for plane in _PLANES]
        yield from (code for code in _combine(base) if any(map(ge, code, limits)))


def _combine(base: int) -> Iterator[str]:
    """Yield the codes with up to `base` characters in each place, but the first: that one stands for unknown words."""
    planes = [[chr(plane + digit) for digit in range(base)] for plane in _PLANES]
    return map("".join, islice(product(*planes), 1, None))
