"""What a translation model gets wrong by itself: loops, and outputs far longer or shorter than their sources."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, islice
from operator import eq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

REPETITION = "repetition"
LENGTH = "length"
LOST = "lost"
"""Something that the vocabulary cannot write was dropped or doubled."""

OMISSION = "omission"
"""The target has fewer sentences than the source."""

_CLOSING = r"[)\]»”\"’']*"
_SENTENCE_END = re.compile(
    rf"(?:[!?…]|(?<!\b[A-Z])(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)\.)\s?{_CLOSING}\s+(?=[«“‘\"(\[—–-]*\s?[A-ZÀ-ÖØ-ÞŒ])"
)
"""A sentence's end inside a text, with another after it; not the point of M. or Mrs."""
_WORD = re.compile(r"\w+", re.UNICODE)
_LONGEST = 12
"""Loops of up to this many words are looked for."""


def find_warnings(source: str, target: str, source_tokens: int, target_tokens: int) -> tuple[str, ...]:
    """Return what is wrong with `target` as a translation of `source`: REPETITION, LENGTH, OMISSION or nothing."""
    warnings = []
    loop = measure_loop(target)
    # What the source itself says again may take more words in the target, so twice its loop is allowed.
    if loop > 1 and loop > 2 * measure_loop(source) + 1:
        warnings.append(REPETITION)
    if not plausible_length(source_tokens, target_tokens):
        warnings.append(LENGTH)
    if count_sentences(target) < count_sentences(source):
        warnings.append(OMISSION)
    return tuple(warnings)


def measure_loop(text: str) -> float:
    """Return how strongly `text` runs in circles: 0 when nothing is said twice running.

    Words said `r` times running in groups of `n` weigh (r - 1) * n; so do groups of letters in a word, a quarter each.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    return max([_loop(words), *(_loop_in_word(word) / 4 for word in words)])


def _loop(items: Sequence[str]) -> int:
    """Return the largest (r - 1) * n over groups of n items that stand r times running."""
    if len(set(items)) == len(items):
        return 0
    worst = 0
    for size in range(1, min(_LONGEST, len(items) // 2) + 1):
        again = map(eq, islice(items, size, None), items)
        longest = max(accumulate(again, lambda run, same: (run + 1) * same))
        worst = max(worst, longest // size * size)
    return worst


_loop_in_word = lru_cache(maxsize=4096)(_loop)


def count_sentences(text: str) -> int:
    """Return how many sentences stand in `text`, as far as points and capitals tell; at least 1."""
    return len(_SENTENCE_END.findall(text)) + 1


def plausible_length(source_tokens: int, target_tokens: int) -> bool:
    """Return whether so many tokens can translate so many.

    The bounds leave out 8 of 21,765 French-English pairs made by people, sampled from six sources of the training
    corpus (which had been cleaned of pairs of very different length).
    """
    return source_tokens * 0.5 - 3 <= target_tokens <= source_tokens * 1.6 + 6
