"""Which language a text is in, by langdetect (n-gram profiles after Nakatani Shuyo, 2010), in a third of its memory.

langdetect spreads each n-gram that any of its 55 profiles knows over a row of 55 numbers before it looks at a text.
Here the profiles stay as they are in its files, and a row is made when a text asks for it: the answers are the same.
"""

from __future__ import annotations

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
    """The probability of each n-gram in each language, in the order of `profiles`: (frequencies, totals by length)."""

    def __init__(self) -> None:
        self.profiles: list[tuple[dict[str, int], list[int]]] = []
        self._row = lru_cache(maxsize=4096)(self._make_row)

    def __contains__(self, ngram: str) -> bool:
        return any(ngram in frequencies for frequencies, _ in self.profiles)

    def __getitem__(self, ngram: str) -> list[float]:
        return self._row(ngram)

    def _make_row(self, ngram: str) -> list[float]:
        length = len(ngram)
        if not 1 <= length <= _LONGEST:
            return [0.0] * len(self.profiles)
        return [frequencies.get(ngram, 0) / totals[length - 1] for frequencies, totals in self.profiles]


@cache
def _open_profiles() -> Any:
    """Return langdetect's factory of detectors with all of its profiles."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(_SEED)
    rows = _Rows()

    def add_profile(profile: Any, _index: int, _size: int) -> None:
        factory.langlist.append(profile.name)
        rows.profiles.append((profile.freq, profile.n_words))

    factory.add_profile = add_profile
    factory.word_lang_prob_map = rows
    factory.load_profile(PROFILES_DIRECTORY)
    return factory
