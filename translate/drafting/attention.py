"""Find the place of a lost slot in a translation by what the model looked at while it wrote each word.

The source is translated with the lost terms in the source language's own words and the lost tags left out; each
target piece is aligned with the source piece that got most of the decoder's attention (Garg et al. 2019 measured what
such links are worth: good enough to place a word, not to trust unseen). The result is verified like any other.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.model import PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from translate.drafting.plan import Plan
    from translate.model import Alignment, Hypothesis


@dataclass(frozen=True, slots=True)
class Exposed:
    """A plan's text with its lost slots laid open; `spans` are the places of those slots in `text`, by number."""

    text: str
    spans: tuple[tuple[int, int, int], ...]


def expose(plan: Plan, lost: Collection[int]) -> Exposed:
    """Return the plan's text with the source's own words for lost terms and nothing for lost tags."""
    carriers = dict(plan.carriers)
    text, end = "", 0
    spans: list[tuple[int, int, int]] = []
    for number, slot in enumerate(plan.slots):
        text += plan.source[end : slot.start]
        if number in lost:
            surface = slot.match.surface if slot.match else ""
            spans.append((number, len(text), len(text) + len(surface)))
            text += surface
        else:
            text += carriers.get(number, slot.form)
        end = slot.end
    return Exposed(text + plan.source[end:], tuple(spans))


def place(exposed: Exposed, plan: Plan, hypothesis: Hypothesis, roles: Mapping[int, PlaceableRole]) -> str | None:
    """Return the hypothesis with each lost slot's form written over the words aligned with it.

    `roles` tells of each tag, by slot number, whether it opens or closes a span. None when a place cannot be found or
    two of them overlap.
    """
    edits: list[tuple[int, int, str]] = []
    for number, start, end in exposed.spans:
        span = (
            _aligned_span(hypothesis.alignments, start, end)
            if start < end
            else _tag_place(hypothesis, start, roles.get(number, PlaceableRole.SINGLE))
        )
        if span is None:
            return None
        edits.append((*span, plan.slots[number].form))
    edits.sort()
    if any(left[1] > right[0] for left, right in itertools.pairwise(edits)):
        return None
    text = hypothesis.text
    for start, end, form in reversed(edits):
        text = text[:start] + form + text[end:]
    return text


def _aligned_span(alignments: Sequence[Alignment], start: int, end: int) -> tuple[int, int] | None:
    """Return the one run of target pieces that look at `start`..`end` of the source; None when there are several."""
    hits = [n for n, link in enumerate(alignments) if link.source_start < end and start < link.source_end]
    if not hits or hits[-1] - hits[0] + 1 > len(hits) + 1:
        return None
    return alignments[hits[0]].target_start, alignments[hits[-1]].target_end


def _tag_place(hypothesis: Hypothesis, offset: int, role: PlaceableRole) -> tuple[int, int] | None:
    """Return the empty span where a tag belongs that stood at `offset` of the source."""
    if role is PlaceableRole.OPEN:
        after = [link for link in hypothesis.alignments if link.source_start >= offset]
        if not after:
            return None
        nearest = min(link.source_start for link in after)
        place = min(link.target_start for link in after if link.source_start == nearest)
        while place < len(hypothesis.text) and hypothesis.text[place].isspace():
            place += 1
        return place, place
    before = [link for link in hypothesis.alignments if link.source_end <= offset]
    if not before:
        return 0, 0
    nearest = max(link.source_end for link in before)
    place = max(link.target_end for link in before if link.source_end == nearest)
    return place, place
