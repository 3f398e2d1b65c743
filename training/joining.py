"""Two sentences in one pair, so that a long input is not a rare one: what is long loses its last clauses first.

Kondo et al., "Sentence Concatenation Approach to Data Augmentation for Neural Machine Translation", 2021.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.masking import PLACEHOLDER
from training.pairs import Pair

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

_ENDED = re.compile(r"[.!?…][\"'»”’)\]\s]*$")


def join_some(pairs: Iterable[Pair], share: float, rng: random.Random) -> Iterator[Pair]:
    """Yield the pairs in their order, a `share` of those that can be (0 to 1) joined with the one after it.

    A pair that does not end like a sentence on both sides is not joined, nor are two with a placeholder in common: one
    number stands for one thing.
    """
    waiting: Pair | None = None
    for pair in pairs:
        if waiting is not None:
            if _apart(waiting, pair):
                yield Pair(f"{waiting.french} {pair.french}", f"{waiting.english} {pair.english}")
            else:
                yield from (waiting, pair)
            waiting = None
        elif rng.random() < share and _ENDED.search(pair.french) and _ENDED.search(pair.english):
            waiting = pair
        else:
            yield pair
    if waiting is not None:
        yield waiting


def _apart(one: Pair, other: Pair) -> bool:
    return not set(PLACEHOLDER.findall(one.french)) & set(PLACEHOLDER.findall(other.french))
