"""Which pairs are changed before they are encoded, and how often."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.masking import hold, renumber, wrap, write_inline
from training.spans import TermList, find_spans
from training.typography import restyle

if TYPE_CHECKING:
    import random

    from training.lexicon import Lexicon
    from training.pairs import Pair


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of pairs, 0 to 1, that each kind of change is tried on; the rest stay plain.

    A share of 0 switches its kind off, so that each can be measured alone.
    """

    placeholders: float = 0.2
    inline: float = 0.06
    tags: float = 0.04
    style: float = 0.1


class Augmenter:
    """Changes pairs by the given shares, and counts what it changed."""

    def __init__(self, shares: Shares, lexicon: Lexicon, terms: TermList | None) -> None:
        self.counts: Counter[str] = Counter()
        self._shares = shares
        self._lexicon = lexicon
        self._terms = terms

    def augment(self, pair: Pair, rng: random.Random) -> Pair:
        """Return the pair, changed in one way or not at all; one that holds placeholders is restyled or renumbered."""
        draw = rng.random()
        held = "｟" in pair.french
        for name, share, change in (
            ("placeholders", self._shares.placeholders, hold),
            ("inline", self._shares.inline, write_inline),
            ("tags", self._shares.tags, wrap),
        ):
            if draw < share and not held:
                changed = change(pair, find_spans(pair, self._lexicon, self._terms), rng)
                self.counts[name if changed else "plain"] += 1
                return changed or pair
            draw -= share
        if 0 <= draw < self._shares.style:
            self.counts["style"] += 1
            return restyle(pair, rng)
        self.counts["held already" if held else "plain"] += 1
        return renumber(pair, rng) if held else pair
