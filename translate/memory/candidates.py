"""Which of a million units are worth comparing with a source.

The score of two sources is made of their words first (see `similarity`): units that score at least T share at least
`w = (3 T / 100 - 1) / 2` of their words, counted as twice the shared ones over all of both, whatever their letters.
From that follow three things. A unit's length lies between `n w / (2 - w)` and `n (2 - w) / w` words for a source of
n words. It holds at least `need = ⌈n w / (2 - w)⌉` of them. And so, of any n - need + 1 words of the source, it holds
one at least: the rarest are looked up ("prefix filtering", Chaudhuri, Ganti and Kaushik, ICDE 2006). Where even those
are so common that too many units hold them, any two of the n - need + 2 rarest are looked up together instead.

All that is complete while the rows looked at stay within ROWS. Beyond that the units nearest in length come first,
and some of the rest can be missed.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

from translate.memory.store import LENGTH_SHIFT, LONGEST, SAMPLE
from translate.memory.words import index_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.memory.store import Memory

ROWS = 6_000
"""How many rows of the index are looked at for one source: about five milliseconds' worth."""
_PAIRS = 10
"""How many pairs of common words are looked up at most."""
_NEAR = 0.3
"""Units whose length differs by no more than this share come first when there are too many."""
_LEAST_WORDS = 0.2
"""The share of words taken for granted where the threshold asks for less: a unit with fewer is not found."""


def find_candidates(memory: Memory, source: str, threshold: int) -> list[int]:
    """Return the numbers of the units that may have a similarity of `threshold` with a source, the likeliest first."""
    words = index_words(source)
    if not words:
        return []
    share = word_share(threshold)
    count = min(len(words), LONGEST)
    need = math.ceil(len(words) * share / (2 - share) - 1e-9)
    shortest = max(1, min(need, LONGEST))
    longest = min(LONGEST, math.floor(count * (2 - share) / share + 1e-9)) if count < LONGEST else LONGEST
    frequency = _frequencies(memory, words)
    rarest = sorted(words, key=lambda word: (frequency[word], word))
    queries = list(_plan(rarest, len(words) - need + 1, frequency, _size(memory)))
    lengths = (shortest, longest)
    near = (max(shortest, math.floor(count * (1 - _NEAR))), min(longest, math.ceil(count * (1 + _NEAR))))
    weights: dict[int, float] = {}
    left = ROWS
    for query, weight, is_pair in queries:
        if left > 0:
            left -= _collect(memory, query, weight, near if is_pair else lengths, left, weights)
    return sorted(weights, key=lambda number: (-weights[number] * _alikeness(number >> LENGTH_SHIFT, count), number))


def word_share(threshold: int) -> float:
    """Return the least share of words that two sources of this similarity have in common."""
    return max(_LEAST_WORDS, (3 * (threshold - 0.5) / 100 - 1) / 2)


def _alikeness(length: int, count: int) -> float:
    return min(length, count) / (length + count)


def _frequencies(memory: Memory, words: Sequence[str]) -> dict[str, int]:
    """Return in about how many units each word stands: one in SAMPLE was looked at, and a rare word may be in none."""
    distinct = list(dict.fromkeys(words))
    found = dict.fromkeys(distinct, 1)
    with memory.guarded():
        for start in range(0, len(distinct), 500):
            part = distinct[start : start + 500]
            marks = ", ".join("?" * len(part))
            found |= dict(
                memory.connection.execute(
                    f"SELECT stem, units * {SAMPLE} FROM frequency WHERE units > 0 AND stem IN ({marks})",  # noqa: S608 - marks only
                    part,
                )
            )
    return found


def _plan(
    rarest: Sequence[str], prefix: int, frequency: dict[str, int], size: int
) -> Iterator[tuple[str, float, bool]]:
    """Yield the queries, the weight that a unit gets for answering each, and whether only the near in length are asked.

    `rarest` are all the source's words, the rarest first; each match holds one at least of the first `prefix`.
    `size` is the number of units.
    """
    singles = list(dict.fromkeys(rarest[:prefix]))
    left = ROWS if sum(frequency[word] for word in singles) <= ROWS else ROWS // 2
    while singles and frequency[singles[0]] <= left:
        word = singles.pop(0)
        left -= frequency[word]
        yield f'"{word}"', _rarity(frequency[word], size), False
    if not singles:
        return
    common = list(dict.fromkeys([*singles, *rarest[prefix : prefix + 1]]))
    if len(common) == 1:
        yield f'"{common[0]}"', _rarity(frequency[common[0]], size), True
    left = max(left, ROWS // 2)
    pairs = sorted(combinations(common, 2), key=lambda pair: frequency[pair[0]] * frequency[pair[1]])
    for first, second in pairs[:_PAIRS]:
        yield f'"{first}" AND "{second}"', _rarity(frequency[first], size) + _rarity(frequency[second], size), True
        left -= frequency[first] * frequency[second] // size
        if left <= 0:
            return


def _rarity(units: int, size: int) -> float:
    return math.log(1 + size / units)


def _size(memory: Memory) -> int:
    """Return about how many units there are, and no less."""
    with memory.guarded():
        following: int = memory.connection.execute("SELECT next FROM serial").fetchone()[0]
    return following


def _collect(
    memory: Memory, query: str, weight: float, lengths: tuple[int, int], limit: int, weights: dict[int, float]
) -> int:
    """Add the weight to each unit of these lengths that answers the query; return how many did."""
    first, last = lengths[0] << LENGTH_SHIFT, (lengths[1] + 1 << LENGTH_SHIFT) - 1
    with memory.guarded():
        rows = memory.connection.execute(
            "SELECT rowid FROM word WHERE word MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?", (query, first, last, limit)
        ).fetchall()
    for (number,) in rows:
        weights[number] = weights.get(number, 0.0) + weight
    return len(rows)
