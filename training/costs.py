"""What a translation costs beside its reference: how far its words are from it, and what it has lost on the way."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from training.masking import PLACEHOLDER

LOST_PLACEHOLDER = 1.0
"""What it costs that any placeholder stands in an output more or less often than in the reference."""
LOST_WORDS = 0.5
"""What it costs that all words are lost that source and reference share; a part of them costs its part."""

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_SHORTEST = 3
"""Letters of a word that counts; the digit of a placeholder is none."""


def cost(source: str, reference: str, output: str) -> float:
    """Return what an output costs: 0 for the reference itself, about 0.5 for a fair translation, at most 2.5.

    It is the sum of how far the mean of sentence BLEU and chrF is from 100, in hundreds; of `LOST_PLACEHOLDER`; and of
    `LOST_WORDS` times the share lost of what stands in source and reference alike, such as names, figures, and terms
    that stand in the source in their English form. chrF weighs precision as much as recall here: with sacreBLEU's
    default, recall twice as much, outputs grow longer than the references.
    """
    bleu, chrf = _metrics()
    quality = (bleu.sentence_score(output, [reference]).score + chrf.sentence_score(output, [reference]).score) / 200
    lost = LOST_PLACEHOLDER * (not same_placeholders(reference, output))
    return float(1 - quality + lost + LOST_WORDS * lost_words(source, reference, output))


def same_placeholders(text: str, other: str) -> bool:
    """Tell whether two texts hold the same placeholders, each as often."""
    return Counter(PLACEHOLDER.findall(text)) == Counter(PLACEHOLDER.findall(other))


def lost_words(source: str, reference: str, output: str) -> float:
    """Return the share of the words common to source and reference that the output lacks, 0 where there are none.

    Words are compared as they are written; those of fewer than three letters, and placeholders, do not count.
    """
    in_source, in_reference, in_output = (Counter(_WORD.findall(text)) for text in (source, reference, output))
    shared = Counter({word: count for word, count in (in_source & in_reference).items() if len(word) >= _SHORTEST})
    return (shared - in_output).total() / shared.total() if shared else 0.0


@cache
def _metrics() -> tuple[Any, Any]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    return BLEU(effective_order=True), CHRF(beta=1)
