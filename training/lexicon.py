"""A bilingual lexicon learnt from pairs by IBM model 1, in both directions.

Brown et al., "The Mathematics of Statistical Machine Translation", Computational Linguistics 19(2), 1993, section 4.1.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from training.pairs import Pair

WORD = re.compile(r"｟\d+｠|[^\W_]+(?:[-‑.][^\W_]+)*")
"""A word, a figure or a placeholder; an elided article is a word of its own."""

_LONGEST = 32
"""Words a side of the sentences that are learnt from: longer ones cost most and say least."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How likely words are each other's translation: `scores[french][english]`, both in lower case, 0 to 1."""

    scores: dict[str, dict[str, float]]

    def align(self, french: Sequence[str], english: Sequence[str]) -> dict[int, int]:
        """Return the positions of the French words whose best English word has them as its best, with its position.

        A word that stands twice on its side is left out, as nothing tells which of the two is meant.
        """
        positions = _unique(english)
        wanted = _unique(french)
        best: dict[int, tuple[float, int]] = {}
        for word, place in wanted.items():
            known = self.scores.get(word)
            if not known:
                continue
            score, other = max(((known[e], j) for e, j in positions.items() if e in known), default=(0.0, -1))
            if other >= 0 and score > best.get(other, (0.0, -1))[0]:
                best[other] = (score, place)
        return {place: other for other, (_, place) in best.items()}


def _unique(words: Sequence[str]) -> dict[str, int]:
    lowered = [word.lower() for word in words]
    counts = Counter(lowered)
    return {word: place for place, word in enumerate(lowered) if counts[word] == 1}


def learn_lexicon(pairs: Iterable[Pair], *, iterations: int = 5, least: float = 0.1) -> Lexicon:
    """Learn a lexicon from pairs; words seen once are left out, and so are translations less likely than `least`.

    A score is the geometric mean of the probabilities in the two directions. Memory: about 16 bytes for each pair of
    words that share a sentence.
    """
    sentences = [(_words(pair.french), _words(pair.english)) for pair in pairs]
    sentences = [(f, e) for f, e in sentences if 0 < len(f) <= _LONGEST and 0 < len(e) <= _LONGEST]
    french = _numbers(f for f, _ in sentences)
    english = _numbers(e for _, e in sentences)
    links = [
        (np.repeat(f, len(e)), np.tile(e, len(f)), n)
        for n, (f, e) in enumerate((_encode(f, french), _encode(e, english)) for f, e in sentences)
        if len(f) and len(e)
    ]
    if not links:
        return Lexicon({})
    left = np.concatenate([f for f, _, _ in links])
    right = np.concatenate([e for _, e, _ in links])
    sentence = np.concatenate([np.full(len(f), n, np.int64) for f, _, n in links])
    keys, cell = np.unique(left.astype(np.int64) * len(english) + right, return_inverse=True)
    rows, columns = keys // len(english), keys % len(english)
    forward = _expect(cell, rows, sentence * len(english) + right, iterations)
    backward = _expect(cell, columns, sentence * len(french) + left, iterations)
    chosen = np.flatnonzero((forward >= least) & (backward >= least))
    names = list(french), list(english)
    scores: dict[str, dict[str, float]] = {}
    for index in chosen:
        score = float(np.sqrt(forward[index] * backward[index]))
        scores.setdefault(names[0][rows[index]], {})[names[1][columns[index]]] = score
    return Lexicon(scores)


def _words(text: str) -> list[str]:
    return [word.lower() for word in dict.fromkeys(WORD.findall(text)) if "｟" not in word]


def _numbers(sentences: Iterable[list[str]]) -> dict[str, int]:
    counts = Counter(word for words in sentences for word in words)
    return {word: n for n, word in enumerate(word for word, count in counts.items() if count > 1)}


def _encode(words: list[str], numbers: dict[str, int]) -> npt.NDArray[np.int32]:
    return np.array([numbers[word] for word in words if word in numbers], np.int32)


def _expect(
    cell: npt.NDArray[np.int64],
    given: npt.NDArray[np.int64],
    slot: npt.NDArray[np.int64],
    iterations: int,
) -> npt.NDArray[np.float64]:
    """Return the probability of each cell's word under the word it is `given`, by expectation-maximisation.

    `slot` numbers the place in a sentence that the words of a link compete for; each place is explained once.
    """
    _, place = np.unique(slot, return_inverse=True)
    chance = np.ones(len(given))
    for _ in range(iterations):
        weight = chance[cell]
        share = weight / np.bincount(place, weight)[place]
        counts = np.bincount(cell, share, minlength=len(given))
        chance = counts / np.bincount(given, counts)[given]
    return chance
