"""Which pairs are fit to train on, and which must never be seen because they are measured on."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from training.pairs import Pair
from training.stopwords import ENGLISH, FRENCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d{3})*")
_SEPARATOR = re.compile(r"[ \u00a0\u202f.,]")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…\]])\s+")
_CURLY_SINGLE = str.maketrans({"’": "'", "‘": "'"})
_SHARED = FRENCH & ENGLISH


def normalised(text: str) -> str:
    """Return a text's letters and digits alone, case-folded and in compatible form: the key by which texts are equal.

    Two texts that differ in quotes, spaces, punctuation or case have the same key.
    """
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def evaluation_keys(paths: Iterable[Path]) -> set[str]:
    """Return the keys of every line, and of every sentence in it, of the files that are measured on.

    A `.jsonl` file holds objects with a `text` and its `sentences`; of a `.tsv` file each column
    counts; any other file is read line by line. Keys shorter than 12 characters are left out: "oui" is nobody's test.
    """
    keys: set[str] = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            keys.update(normalised(text) for text in _texts(line, path.suffix))
    return {key for key in keys if len(key) >= 12}


def _texts(line: str, suffix: str) -> Iterator[str]:
    if suffix == ".jsonl":
        record = json.loads(line)
        yield from (record["text"], *record["sentences"])
        return
    for column in line.split("\t"):
        yield column
        yield from _SENTENCE_END.split(column)


class Cleaner:
    """Cleans pairs one by one and counts, by reason, what it refuses.

    `excluded` are keys of texts that must not be trained on. A pair from a `trusted` file, written for this project,
    is refused only where it is excluded or repeated.
    """

    def __init__(self, excluded: set[str]) -> None:
        self.refused: Counter[str] = Counter()
        self._excluded = excluded
        self._seen: set[int] = set()

    def clean(self, pair: Pair, *, trusted: bool = False) -> Pair | None:
        """Return a pair in NFC with straight English quotation marks, or None where it is refused."""
        french = unicodedata.normalize("NFC", pair.french)
        english = straight_quotes(unicodedata.normalize("NFC", pair.english))
        reason = self._reason(french, english, trusted=trusted)
        if reason:
            self.refused[reason] += 1
            return None
        return Pair(french, english)

    def _reason(self, french: str, english: str, *, trusted: bool) -> str:
        keys = normalised(french), normalised(english)
        if keys[0] in self._excluded or keys[1] in self._excluded:
            return "evaluation text"
        fingerprint = hash(keys)
        if fingerprint in self._seen:
            return "duplicate"
        self._seen.add(fingerprint)
        if trusted:
            return ""
        if not _lengths_agree(french, english):
            return "length"
        if not _languages_agree(french, english):
            return "language"
        return "" if _figures_agree(french, english) else "figures"


def straight_quotes(text: str) -> str:
    """Return an English text with straight quotation marks and apostrophes."""
    text = re.sub(r"«[ \u00a0\u202f]*|[ \u00a0\u202f]*»|[“”„]", '"', text)
    return text.translate(_CURLY_SINGLE)


def _lengths_agree(french: str, english: str) -> bool:
    """Allow either side to be up to 2.2 times as long as the other, and short ones more."""
    return len(french) <= 2.2 * len(english) + 20 and len(english) <= 2.2 * len(french) + 20


def _languages_agree(french: str, english: str) -> bool:
    """Refuse a side with three or more function words, most of which are the other language's."""
    return not _reads_as(french, ENGLISH, FRENCH) and not _reads_as(english, FRENCH, ENGLISH)


def _reads_as(text: str, language: frozenset[str], other: frozenset[str]) -> bool:
    words = _WORD.findall(text.lower())
    score = sum(word in language and word not in _SHARED for word in words)
    rival = sum(word in other and word not in _SHARED for word in words)
    return score >= 3 and score > rival


def _figures_agree(french: str, english: str) -> bool:
    """Every number of three digits or more must stand on both sides; smaller ones may be spelt out."""
    return _large_numbers(french) == _large_numbers(english)


def _large_numbers(text: str) -> Counter[str]:
    numbers = (_SEPARATOR.sub("", found[0]) for found in _NUMBER.finditer(text))
    return Counter(number for number in numbers if len(number) >= 3)
