"""Pairs as piece numbers in a compact file, one file a source.

The `.npz` of a source holds `src` and `tgt`, the piece numbers of all pairs in a row (uint16), and `sl` and `tl`, how
many of them each pair has on its side (uint16). Start and end symbols are added when batches are made.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np

from training.masking import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import sentencepiece as spm

    from training.pairs import Pair

_CHUNK = 20_000
_SMOOTHNESS = 0.3
"""How far random pieces lean to the likeliest ones: 0 is any cut alike, 1 the model's own probabilities."""


def encode_pairs(
    pairs: Iterable[Pair],
    pieces: spm.SentencePieceProcessor,
    path: Path,
    *,
    longest: int = 143,
    recut: float = 0.0,
    seed: str = "",
) -> tuple[int, int]:
    """Write the pairs' piece numbers to `path`; return how many pairs and how many target pieces were kept.

    A pair with a side longer than `longest` pieces, or more than 2.5 times as long as the other and 8 more, is left
    out. Nothing is written where none is kept. Of a share `recut` of the pairs the French is cut into pieces drawn at
    random, so that a word is learnt from its parts too: Kudo, "Subword Regularization", 2018.
    """
    import sentencepiece

    rng = random.Random(seed)
    sentencepiece.set_random_generator_seed(rng.getrandbits(32))
    sides: tuple[list[list[int]], list[list[int]]] = ([], [])
    waiting: list[Pair] = []

    def flush() -> None:
        french = pieces.encode([pair.french for pair in waiting])
        for number, pair in enumerate(waiting):
            if rng.random() < recut:
                french[number] = pieces.encode(pair.french, enable_sampling=True, alpha=_SMOOTHNESS, nbest_size=-1)
        english = pieces.encode([pair.english for pair in waiting])
        for left, right in zip(french, english, strict=True):
            if _fits(left, right, longest):
                sides[0].append(left)
                sides[1].append(right)
        waiting.clear()

    for pair in pairs:
        waiting.append(pair)
        if len(waiting) == _CHUNK:
            flush()
    flush()
    if sides[0]:
        source, target = ([np.array(ids, np.uint16) for ids in side] for side in sides)
        lengths = [np.array([len(ids) for ids in side], np.uint16) for side in sides]
        np.savez(path, src=np.concatenate(source), tgt=np.concatenate(target), sl=lengths[0], tl=lengths[1])
    return len(sides[0]), sum(map(len, sides[1]))


def placeholder_numbers(pieces: spm.SentencePieceProcessor) -> list[int]:
    """Return the placeholders' piece numbers."""
    return [pieces.piece_to_id(placeholder) for placeholder in PLACEHOLDERS]


def _fits(left: list[int], right: list[int], longest: int) -> bool:
    if not (0 < len(left) <= longest and 0 < len(right) <= longest):
        return False
    return len(left) <= 2.5 * len(right) + 8 and len(right) <= 2.5 * len(left) + 8
