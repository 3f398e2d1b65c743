"""Find the place of a lost slot in a translation by what the model looked at while it wrote each word.

The source is translated with the lost terms in the source language's own words and the lost tags left out; each
target piece is aligned with the source piece that got most of the decoder's attention (Garg et al. 2019 measured what
such links are worth: good enough to place a word, not to trust unseen). The result is verified like any other.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.model import PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from translate.drafting.plan import Plan
    from translate.model import Alignment, Hypothesis

_ORDER = {PlaceableRole.CLOSE: 0, PlaceableRole.SINGLE: 1, PlaceableRole.OPEN: 2}
"""Which of several tags at one place comes first."""
_LONGER = re.compile(r"\w{4,}")
_BLANKS = " \u00a0"
_ENDS = " \u00a0.,;:!?"


@dataclass(frozen=True, slots=True)
class Exposed:
    """A plan's text with its lost slots laid open; `spans` are the places of those slots in `text`, by number."""

    text: str
    spans: tuple[tuple[int, int, int], ...]


def expose(plan: Plan, lost: Collection[int]) -> Exposed:
    """Return the plan's text with the source's own words for lost terms and nothing for lost tags.

    A space stands for a single tag that parts two words, such as a line break.
    """
    carriers = dict(plan.carriers)
    text, end = "", 0
    spans: list[tuple[int, int, int]] = []
    for number, slot in enumerate(plan.slots):
        text += plan.source[end : slot.start]
        if number in lost:
            surface = slot.match.surface if slot.match else ""
            spans.append((number, len(text), len(text) + len(surface)))
            text += surface
            if not surface and slot.form.endswith("/>") and parts_letters(plan, number):
                text += " "
        else:
            text += carriers.get(number, slot.form)
        end = slot.end
    return Exposed(text + plan.source[end:], tuple(spans))


def is_sound(exposed: Exposed, hypothesis: Hypothesis) -> bool:
    """Return whether an output's alignments can be what a model looked at while it wrote.

    There are some, in the order of the target, and each links a stretch of the target with one of `exposed.text`. Where
    one link points beyond its text, the others were counted in another text, too.
    """
    links = hypothesis.alignments
    return (
        bool(links)
        and all(0 <= link.target_start < link.target_end <= len(hypothesis.text) for link in links)
        and all(0 <= link.source_start < link.source_end <= len(exposed.text) for link in links)
        and all(left.target_end <= right.target_start for left, right in itertools.pairwise(links))
    )


def place(exposed: Exposed, plan: Plan, hypothesis: Hypothesis, roles: Mapping[int, PlaceableRole]) -> str | None:
    """Return the hypothesis with each lost slot's form written where the words aligned with it stand.

    A term is written over its words, a pair of tags around them, a single tag behind the word before it. `roles` tells
    of each tag, by slot number, whether it opens or closes a span. None when a place cannot be found or two of them
    overlap. The hypothesis must be sound: see `is_sound`.
    """
    offsets = {number: start for number, start, end in exposed.spans if number in roles}
    pairs = _place_pairs(hypothesis, _find_pairs(plan, offsets, roles), offsets)
    if pairs is None:
        return None
    for opening, closing in _find_pairs(plan, offsets, roles):
        if ends_initial(plan, closing):
            pairs[closing] = min(pairs[closing], pairs[opening] + offsets[closing] - offsets[opening])
    edits: list[tuple[int, int, int, int, str]] = []
    for number, start, end in exposed.spans:
        role = roles.get(number, PlaceableRole.SINGLE)
        if number in pairs:
            span: tuple[int, int] | None = (pairs[number], pairs[number])
        elif start < end:
            span = _aligned_span(hypothesis.alignments, start, end)
        else:
            span = _tag_place(hypothesis, start, role)
        if span is None:
            return None
        edits.append((*span, _ORDER[role], number, plan.slots[number].form))
    edits.sort()
    if any(left[1] > right[0] for left, right in itertools.pairwise(edits)):
        return None
    text = hypothesis.text
    for start, end, _, _, form in reversed(edits):
        text = text[:start] + form + text[end:]
    return text


def is_sure(exposed: Exposed, plan: Plan, hypothesis: Hypothesis, roles: Mapping[int, PlaceableRole]) -> bool:
    """Return whether the model looked at each longer word inside each pair of tags while it wrote some word."""
    offsets = {number: start for number, start, _ in exposed.spans if number in roles}
    for opening, closing in _find_pairs(plan, offsets, roles):
        for word in _LONGER.finditer(exposed.text, offsets[opening], offsets[closing]):
            if not any(a.source_start < word.end() and word.start() < a.source_end for a in hypothesis.alignments):
                return False
    return True


def is_placeable(plan: Plan, number: int) -> bool:
    """Return whether a slot is a tag that can be left out: it stands for no word of its own and cuts none in two.

    The first letters of a word may be set apart from it: those of its image will be.
    """
    slot = plan.slots[number]
    if slot.match is not None:
        return False
    before = plan.source[: slot.start][-1:]
    if slot.form.endswith("/>"):
        return before != "" and not before.isspace() and before not in "(>«"
    return not parts_letters(plan, number) or ends_initial(plan, number)


def parts_letters(plan: Plan, number: int) -> bool:
    """Return whether a slot stands between two letters or figures."""
    slot = plan.slots[number]
    return plan.source[: slot.start][-1:].isalnum() and plan.source[slot.end :][:1].isalnum()


def ends_initial(plan: Plan, number: int) -> bool:
    """Return whether a slot is the tag behind the first letters of a word, as in `<1>L</1>e lanceur`."""
    slot = plan.slots[number]
    if not slot.form.startswith("</") or not parts_letters(plan, number):
        return False
    ahead, opening, inside = plan.source[: slot.start].rpartition(f"<{slot.form[2:]}")
    return bool(opening) and inside.isalnum() and not ahead[-1:].isalnum()


def _find_pairs(plan: Plan, offsets: Mapping[int, int], roles: Mapping[int, PlaceableRole]) -> list[tuple[int, int]]:
    """Return the lost pairs of tags with something between them, the inner ones first."""
    closing = {plan.slots[n].form: n for n in offsets if roles[n] is PlaceableRole.CLOSE}
    pairs = [
        (number, closing[partner])
        for number in offsets
        if roles[number] is PlaceableRole.OPEN and (partner := f"</{plan.slots[number].form[1:]}") in closing
    ]
    return sorted((pair for pair in pairs if offsets[pair[0]] < offsets[pair[1]]), key=lambda p: p[1] - p[0])


def _place_pairs(
    hypothesis: Hypothesis, pairs: Sequence[tuple[int, int]], offsets: Mapping[int, int]
) -> dict[int, int] | None:
    """Return where both tags of each pair belong; None when two pairs would cross, or one has no place."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for opening, closing in pairs:
        span = _best_run(hypothesis, offsets[opening], offsets[closing])
        if span is None:
            return None
        inside = [place for (left, right), place in spans.items() if opening < left and right < closing]
        span = min([span, *inside])[0], max(end for _, end in [span, *inside])
        for (left, right), (start, end) in spans.items():
            if not (opening < left and right < closing) and start < span[1] and span[0] < end:
                return None
        spans[opening, closing] = span
    return {number: at for pair, span in spans.items() for number, at in zip(pair, span, strict=True)}


def _best_run(hypothesis: Hypothesis, start: int, end: int) -> tuple[int, int] | None:
    """Return the whole words of the target that look at `start`..`end` of the source most and elsewhere least.

    The run of words with the highest sum counts (Kadane's algorithm): the weight of each of a word's pieces counts for
    the run where it looks inside, against it where it looks outside.
    """
    best, total, first = 0.0, 0.0, 0
    run: tuple[int, int] | None = None
    for left, right, links in _words(hypothesis):
        if total <= 0:
            total, first = 0.0, left
        for link in links:
            inside = link.source_start < end and start < link.source_end
            total += link.weight if inside else -link.weight
        if total > best:
            best, run = total, (first, right)
    return _whole_words(hypothesis.text, *run) if run else None


def _words(hypothesis: Hypothesis) -> Iterator[tuple[int, int, list[Alignment]]]:
    """Yield where each word of the target begins and ends, with the links of the pieces that the model wrote it in."""
    group: list[Alignment] = []
    for link in hypothesis.alignments:
        if group and not hypothesis.text[group[-1].target_end - 1 : link.target_start + 1].isalnum():
            yield group[0].target_start, group[-1].target_end, group
            group = []
        group.append(link)
    if group:
        yield group[0].target_start, group[-1].target_end, group


def _whole_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch grown to whole words, without the white space and the marks of the sentence at its ends."""
    while start < end and text[start] in _BLANKS:
        start += 1
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[end - 1] in _ENDS:
        end -= 1
    return (start, end) if start < end else None


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
    while (
        0 < place < len(hypothesis.text) and hypothesis.text[place].isalnum() and hypothesis.text[place - 1].isalnum()
    ):
        place += 1
    return place, place
