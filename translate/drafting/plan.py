"""What must be held in one source text, and how it travels through a model.

A *slot* is a stretch of the source with the text that must stand for it in the target: a term with its fixed form, or
an inline tag with itself. A *plan* is a source with its slots, each either masked by a placeholder that the model
carries, or written inline in the form that the target wants.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.forms import COMMON_NOUNS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from translate.model import Placeable, TermMatch

_ELIDED = re.compile(r"(?i)(?<!\w)(l|d|qu|j|s|n|c|jusqu|lorsqu|puisqu)['’]$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch `start`..`end` of the source that `form` stands for in the target; a tag has no `match`."""

    start: int
    end: int
    form: str
    match: TermMatch | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A source with its slots in order; `carriers` gives some slots, by number, the placeholder that masks them."""

    source: str
    slots: tuple[Slot, ...]
    carriers: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """What the model gets: masked slots as their placeholders, the others as their target form.

        A tag's placeholder stands apart from the words it touches: a model knows `sept` after a space as a word of its
        own, and glued to a placeholder as a piece of one that it cannot translate.
        """
        carriers = dict(self.carriers)
        text = ""
        after_tag = False
        for piece in self._pieces():
            if isinstance(piece, str):
                text += (" " if after_tag and piece[:1].isalnum() else "") + piece
                after_tag = after_tag and not piece
            elif piece in carriers:
                after_tag = self.slots[piece].match is None
                text += (" " if after_tag and text[-1:].isalnum() else "") + carriers[piece]
            else:
                text = without_elision(text) + self.slots[piece].form
        return text

    @property
    def is_prose(self) -> bool:
        """Tell whether anything is left to translate once the slots are taken out."""
        return any(_LETTER.search(piece) for piece in self._pieces() if isinstance(piece, str))

    def filled(self) -> str:
        """Return the source with every slot in its target form: the whole target where nothing is left to translate."""
        return "".join(piece if isinstance(piece, str) else self.slots[piece].form for piece in self._pieces())

    def without_carriers(self, dropped: Collection[int]) -> Plan:
        """Return the same plan with the slots numbered in `dropped` written inline."""
        return Plan(self.source, self.slots, tuple(pair for pair in self.carriers if pair[0] not in dropped))

    def part(self, start: int, end: int) -> Plan:
        """Return the plan of the slice `start`..`end`, which must not cut a slot."""
        numbers = [n for n, slot in enumerate(self.slots) if start <= slot.start and slot.end <= end]
        moved = tuple(
            Slot(slot.start - start, slot.end - start, slot.form, slot.match)
            for slot in (self.slots[n] for n in numbers)
        )
        carriers = dict(self.carriers)
        kept = tuple((place, carriers[n]) for place, n in enumerate(numbers) if n in carriers)
        return Plan(self.source[start:end], moved, kept)

    def _pieces(self) -> Iterator[str | int]:
        """Yield the text between the slots, and the slots' numbers, in order."""
        end = 0
        for number, slot in enumerate(self.slots):
            yield self.source[end : slot.start]
            yield number
            end = slot.end
        yield self.source[end:]


def make_plan(
    source: str, matches: Sequence[TermMatch], tags: Sequence[Placeable], placeholders: Sequence[str]
) -> Plan:
    """Return the plan of a source whose terms are `matches` and whose inline markup are `tags`.

    Matches that touch a tag are left out. Each slot gets a placeholder of its own while they last: tags first, then
    names, then common nouns, which suffer least when they travel inline. A placeholder that stands in the source
    already is never used.
    """
    slots = [Slot(tag.start, tag.end, source[tag.start : tag.end]) for tag in tags if tag.number]
    fixed = list(slots)
    slots += [
        Slot(match.start, match.end, match.form, match)
        for match in matches
        if all(match.end <= slot.start or slot.end <= match.start for slot in fixed)
    ]
    slots.sort(key=lambda slot: slot.start)
    free = [piece for piece in placeholders if piece not in source]
    order = sorted(range(len(slots)), key=lambda number: _priority(slots[number]))
    masked = sorted(order[: len(free)])
    return Plan(source, tuple(slots), tuple(zip(masked, free, strict=False)))


def without_elision(text: str) -> str:
    """Return a text whose last word, where it is elided, is spelt out: "l'" would be glued to a foreign word."""
    found = _ELIDED.search(text)
    return text[: found.start()] + found.group(1) + "e " if found else text


def _priority(slot: Slot) -> int:
    if slot.match is None:
        return 0
    return 2 if slot.match.term.kind in COMMON_NOUNS else 1
