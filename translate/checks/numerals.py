"""The values that a text writes with letters: number words, month names, Roman numerals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from translate.checks.figures import BLANKS
from translate.checks.subject import list_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.checks.languages.table import Language

_ROMAN = re.compile(
    r"(?<!\w)(?=[IVXLCM])(M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3}))(?:er?|ème|ᵉ|ᵉʳ|s)?(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)
def find_values(text: str, language: Language) -> frozenset[float]:
    """Return every value that words, month names and Roman numerals of a text may stand for, in whole and in part."""
    values: set[float] = set()
    for match in _ROMAN.finditer(text):
        if match[1]:
            values.add(_roman(match[1]))
    for run in _numeral_runs(text.lower(), language):
        words = [language.numerals[word] for word in run]
        values.update(words)
        values.update(_compose(run, language))
    if 0.5 in values:
        values |= {value + 0.5 for value in values if 1 <= value < 25 and value % 1 == 0}
    values.update(float(language.months[word]) for word in list_words(text.lower()) if word in language.months)
    return frozenset(values)


def _numeral_runs(text: str, language: Language) -> Iterator[list[str]]:
    """Yield runs of number words with nothing between them but blanks, hyphens and the word for "and"."""
    run: list[str] = []
    end = 0
    if not any(_base(word, language) for word in list_words(text)):
        return
    for match in _WORD.finditer(text):
        if run and text[end : match.start()].strip(BLANKS) not in ("", "-"):
            yield run
            run = []
        word = _base(match[0], language)
        if word:
            run.append(word)
        elif run and match[0] not in ("et", "and"):
            yield run
            run = []
        end = match.end()
    if run:
        yield run


@lru_cache(maxsize=4096)
def _base(word: str, language: Language) -> str:
    """Return the number word that a word is or, with a French ordinal ending, is made of; "" for any other word."""
    if word in language.numerals:
        return word
    stem = word.removesuffix("s").removesuffix("ième")
    if language.tag != "fr" or stem == word or len(stem) < 3:
        return ""
    return next((numeral for numeral in language.numerals if numeral.startswith(stem)), "")


def _compose(run: list[str], language: Language) -> set[float]:
    """Return the values of a run of number words: of the whole and of every tail and head of it."""
    found: set[float] = set()
    for first in range(len(run)):
        for last in range(first + 1, len(run) + 1):
            found.add(_sum(run[first:last], language))
    return found


def _sum(run: list[str], language: Language) -> float:
    total = current = 0.0
    before = ""
    for word in run:
        value = language.numerals[word]
        if value >= 1000:
            total += max(current, 1) * value
            current = 0
        elif value in (100, 12) and (value == 100 or word.startswith(("doz", "douz"))):
            current = max(current, 1) * value
        elif before == "quatre" and word in ("vingt", "vingts"):
            current += 76
        elif value == 0.5 or value >= 1 or not current:
            current += value
        before = word
    return total + current


def _roman(numeral: str) -> float:
    letters = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    values = [letters[letter] for letter in numeral]
    signed = (-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    return float(sum(signed))
