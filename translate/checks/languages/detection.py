"""Which language a text is in, by langdetect (n-gram profiles after Nakatani Shuyo, 2010), in a fraction of its memory.

langdetect spreads each n-gram that any of its 55 profiles knows over a row of 55 numbers before it looks at a text.
Here the profiles stand in arrays of numbers, sorted by n-gram, and a row is made when a text asks for it: the answers
are the same.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Any

_LONGEST = 3
"""Characters of an n-gram that counts."""
_SEED = 20_260_101


def rank_languages(text: str) -> list[tuple[str, float]]:
    """Return the languages that a text may be in, as langdetect calls them ("fr", "zh-cn"), the likeliest first.

    Each comes with its probability, from 0.1 up to 1; there is none where the text holds no letters. The detector draws
    random samples; its seed is fixed, so that the same text always gets the same answer.
    """
    from langdetect import LangDetectException

    detector = _open_profiles().create()
    detector.append(text)
    try:
        return [(found.lang, found.prob) for found in detector.get_probabilities()]
    except LangDetectException:
        return []


class _Rows:
    """The probability of each n-gram in each language, in the languages' order."""

    def __init__(self) -> None:
        self._languages: list[_Frequencies] = []
        self._row = lru_cache(maxsize=4096)(self._make_row)

    def __contains__(self, ngram: str) -> bool:
        return any(self._row(ngram))

    def __getitem__(self, ngram: str) -> list[float]:
        return self._row(ngram)

    def add(self, frequencies: dict[str, int], totals: list[int]) -> None:
        """Put in one more language: the frequencies of n-grams, and their sums by the n-gram's length."""
        self._languages.append(_Frequencies(frequencies, totals))

    def _make_row(self, ngram: str) -> list[float]:
        if not 1 <= len(ngram) <= _LONGEST:
            return [0.0] * len(self._languages)
        code = _encode(ngram)
        return [language.find(code) / language.totals[len(ngram) - 1] for language in self._languages]


class _Frequencies:
    """How often n-grams stand in one language: a dictionary takes several times the memory."""

    def __init__(self, frequencies: dict[str, int], totals: list[int]) -> None:
        known = sorted((_encode(ngram), count) for ngram, count in frequencies.items() if len(ngram) <= _LONGEST)
        self.totals = totals
        self._codes = array("Q", [code for code, _ in known])
        self._counts = array("L", [count for _, count in known])

    def find(self, code: int) -> int:
        """Return how often the n-gram with this number stands in the language."""
        place = bisect_left(self._codes, code)
        return self._counts[place] if place < len(self._codes) and self._codes[place] == code else 0


def _encode(ngram: str) -> int:
    """Return an n-gram of at most three characters as a number of its own: 21 bits hold any character."""
    code = 0
    for char in ngram:
        code = code << 21 | ord(char)
    return code


@cache
def _open_profiles() -> Any:
    """Return langdetect's factory of detectors with all of its profiles."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(_SEED)
    rows = _Rows()

    def add_profile(profile: Any, _index: int, _size: int) -> None:
        factory.langlist.append(profile.name)
        rows.add(profile.freq, profile.n_words)

    factory.add_profile = add_profile
    factory.word_lang_prob_map = rows
    factory.load_profile(PROFILES_DIRECTORY)
    return factory
