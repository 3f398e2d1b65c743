"""Which pairs of a large source are most like the prose that the model is for.

The method is that of Moore and Lewis, "Intelligent Selection of Language Model Training Data" (ACL 2010): a sentence's
cross-entropy under a language model of the wanted text, less that under one of its own source; the lowest come first.
The language models here are of pairs of pieces, smoothed after Witten and Bell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from training.batches import START

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import sentencepiece as spm

    from training.pairs import Pair

    Numbers = npt.NDArray[np.int64]
    Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences as piece numbers: all `pieces` in a row, each with the one `before` it, and the sentence it is in."""

    pieces: Numbers
    before: Numbers
    sentence: Numbers
    count: int


def as_text(sentences: Sequence[Sequence[int]]) -> Text:
    """Lay sentences out in a row; one without any piece counts, with nothing in it."""
    lengths = np.array([len(sentence) for sentence in sentences], np.int64)
    pieces = np.concatenate([np.array(sentence, np.int64) for sentence in sentences] or [np.empty(0, np.int64)])
    before = np.concatenate([[START], pieces[:-1]]) if len(pieces) else pieces
    starts = (np.cumsum(lengths) - lengths)[lengths > 0]
    before[starts] = START
    return Text(pieces, before, np.repeat(np.arange(len(lengths)), lengths), len(lengths))


class Bigrams:
    """A language model of pairs of pieces, learnt from a text over a vocabulary of `size` pieces."""

    def __init__(self, text: Text, size: int) -> None:
        self._size = size
        counts = np.bincount(text.pieces, minlength=size)
        self._single: Reals = (counts + 0.5) / (counts.sum() + 0.5 * size)
        self._keys, self._together = np.unique(text.before * size + text.pieces, return_counts=True)
        self._before = np.bincount(text.before, minlength=size)
        self._followers = np.bincount(self._keys // size, minlength=size)

    def surprise(self, text: Text) -> Reals:
        """Return the mean of -log p of each sentence's pieces, in nats; 0 for a sentence without any."""
        keys = text.before * self._size + text.pieces
        places = np.minimum(np.searchsorted(self._keys, keys), max(0, len(self._keys) - 1))
        seen = self._keys[places] == keys if len(self._keys) else np.zeros(len(keys), bool)
        together = np.where(seen, self._together[places] if len(self._keys) else 0, 0)
        followers = np.maximum(self._followers[text.before], 1)
        probability = (together + followers * self._single[text.pieces]) / (self._before[text.before] + followers)
        total = np.bincount(text.sentence, -np.log(probability), text.count)
        lengths = np.bincount(text.sentence, minlength=text.count)
        return np.asarray(total / np.maximum(lengths, 1))


class Likeness:
    """How much French sentences resemble the wanted ones, beside others of their own source."""

    def __init__(self, wanted: Sequence[Pair], pieces: spm.SentencePieceProcessor) -> None:
        self._pieces = pieces
        self._wanted = Bigrams(self._text(wanted), pieces.get_piece_size())

    def select(self, pairs: Sequence[Pair], count: int, *, shortest: int = 8) -> list[Pair]:
        """Return, in their order, the `count` pairs most like the wanted text, of at least `shortest` pieces each."""
        text = self._text(pairs)
        distance = self._wanted.surprise(text) - Bigrams(text, self._pieces.get_piece_size()).surprise(text)
        distance[np.bincount(text.sentence, minlength=text.count) < shortest] = np.inf
        best = np.sort(np.argsort(distance, kind="stable")[: min(count, int(np.isfinite(distance).sum()))])
        return [pairs[place] for place in best]

    def _text(self, pairs: Sequence[Pair]) -> Text:
        return as_text(self._pieces.encode([pair.french for pair in pairs]))
