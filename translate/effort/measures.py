"""How much work a post-edit was: figures that can be added up over units."""

from __future__ import annotations

from dataclasses import dataclass

from translate.effort.shifts import count_edits
from translate.effort.words import split_words


@dataclass(frozen=True, slots=True)
class Effort:
    """What people changed in drafts, and the size of what they made of them.

    `edits` are insertions, deletions, substitutions and shifts of words and marks, `words` the words and marks of the
    edited texts; `keystrokes` are inserted, deleted and replaced characters, `characters` those of the edited texts.
    `untouched` of `units` drafts were left as they were.
    """

    edits: int = 0
    words: int = 0
    keystrokes: int = 0
    characters: int = 0
    units: int = 0
    untouched: int = 0

    def __add__(self, other: Effort) -> Effort:
        return Effort(
            self.edits + other.edits,
            self.words + other.words,
            self.keystrokes + other.keystrokes,
            self.characters + other.characters,
            self.units + other.units,
            self.untouched + other.untouched,
        )

    @property
    def ter(self) -> float:
        """The translation edit rate in per cent: edits for each 100 words and marks of the edited text."""
        return 100 * self.edits / self.words if self.words else 0.0

    @property
    def distance(self) -> float:
        """The edit distance in per cent: characters changed for each 100 of the edited text."""
        return 100 * self.keystrokes / self.characters if self.characters else 0.0


def measure(draft: str, edited: str) -> Effort:
    """Return the effort that turned one draft into the edited text; case and marks count, white space only by letter.

    The rate is TER (see `shifts`) with the edited text as its reference; the distance is Levenshtein's (1966).
    """
    if draft == edited:
        return Effort(0, len(split_words(edited)), 0, len(edited), 1, 1)
    from rapidfuzz.distance import Levenshtein

    words = split_words(edited)
    return Effort(
        count_edits(split_words(draft), words), len(words), Levenshtein.distance(draft, edited), len(edited), 1, 0
    )
