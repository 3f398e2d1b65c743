"""Quotation marks that a model lost: found torn, and sent through the model once more as tags.

Small models drop a mark in the middle of a long sentence, the inner ones of nested quotations most of all. A draft
is *torn* when it has not as many marks as its source. As tags the marks stay at home, and are put around the words
aligned with theirs. Of a quotation over several sentences a segment has one mark alone: it gets its partner at the
segment's start or end for the way through the model, and loses it again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from translate.model import Placeable, PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from translate.drafting.plan import Plan
    from translate.model import TermMatch

_MARK = re.compile('(?P<open>[«“][ \u00a0\u202f]*)|(?P<close>[ \u00a0\u202f]*[»”])|"')
_FIRST_NUMBER = 90
"""Where the numbers of the tags that stand for quotation marks begin: beyond those of real segments."""
_BEGUN_BEFORE, _ENDS_LATER = 98, 99
"""The numbers of a quotation that begins before the segment, and of one that ends behind it."""
_MOST_PAIRS = _BEGUN_BEFORE - _FIRST_NUMBER
_TAG = re.compile(r"</?9\d>")
_LENT = re.compile(rf"<{_BEGUN_BEFORE}>|</{_ENDS_LATER}>")


class Tagged(NamedTuple):
    """A source with tags for its quotation marks: all tags and matches stand where they are in `source`."""

    source: str
    tags: tuple[Placeable, ...]
    matches: tuple[TermMatch, ...]


def is_torn(source: str, target: str) -> bool:
    """Tell whether a target has fewer or more quotation marks than its source, where it is clear what those enclose."""
    marks = list(_MARK.finditer(source))
    return len(marks) != sum(1 for _ in _MARK.finditer(target)) and _pair(marks) is not None


def tag_marks(plan: Plan, roles: Mapping[int, PlaceableRole]) -> Tagged | None:
    """Return the source of a plan with tags for its quotation marks; None where that cannot be done.

    `roles` tells of the plan's own tags, by slot number, which open and which close. It cannot be done where it is not
    clear what the marks enclose, where they stand inside a slot, or are more than there are numbers for.
    """
    marks = list(_MARK.finditer(plan.source))
    tags = _pair(marks)
    if not tags or _TAG.search(plan.source):
        return None
    edits = [(mark.start(), mark.end(), form) for mark, form in zip(marks, tags, strict=True)]
    if f"</{_BEGUN_BEFORE}>" in tags:
        edits.insert(0, (0, 0, f"<{_BEGUN_BEFORE}>"))
    if f"<{_ENDS_LATER}>" in tags:
        edits.append((len(plan.source), len(plan.source), f"</{_ENDS_LATER}>"))
    if any(start < slot.end and slot.start < end for start, end, _ in edits for slot in plan.slots):
        return None
    pieces = [plan.source[end : edits[n + 1][0] if n + 1 < len(edits) else None] for n, (_, end, _) in enumerate(edits)]
    forms = [form for _, _, form in edits]
    source = plan.source[: edits[0][0]] + "".join(form + piece for form, piece in zip(forms, pieces, strict=True))

    def moved(offset: int) -> int:
        return offset + sum(len(form) - (end - start) for start, end, form in edits if end <= offset)

    found = [
        Placeable(at, at + slot.end - slot.start, slot.form, PlaceableKind.TAG, roles[n], 1)
        for n, slot in enumerate(plan.slots)
        if slot.match is None
        for at in (moved(slot.start),)
    ]
    shift = 0
    for start, end, form in edits:
        role = PlaceableRole.CLOSE if form.startswith("</") else PlaceableRole.OPEN
        found.append(Placeable(start + shift, start + shift + len(form), form, PlaceableKind.TAG, role, 1))
        shift += len(form) - (end - start)
    matches = [
        replace(slot.match, start=at, end=at + slot.end - slot.start)
        for slot in plan.slots
        if slot.match is not None
        for at in (moved(slot.start),)
    ]
    return Tagged(source, tuple(sorted(found, key=lambda tag: tag.start)), tuple(matches))


def untag_marks(target: str) -> str:
    """Return a target with straight quotation marks for the tags of `tag_marks`, commas and full stops inside them."""
    return _TAG.sub('"', _LENT.sub("", re.sub(r"((?:</9\d>)+)(?:\.(?=,))?([,.])(?![,.])", r"\2\1", target)))


def _pair(marks: Sequence[re.Match[str]]) -> list[str] | None:
    """Return the tag of each quotation mark, `<90>`, `</90>` and so on; None where it is not clear what they enclose.

    The first mark may close a quotation that began before, and one may open a quotation that ends later.
    """
    waiting: list[tuple[str, int]] = []
    tags: list[str] = []
    pairs = 0
    for place, mark in enumerate(marks):
        kind = mark[0].strip("\u00a0\u202f ")
        opener = {"»": "«", "”": "“", '"': '"'}.get(kind, "")
        if opener and waiting and waiting[-1][0] == opener:
            tags.append(f"</{_FIRST_NUMBER + waiting.pop()[1]}>")
        elif kind in "»”":
            if place or not mark.start():
                return None
            tags.append(f"</{_BEGUN_BEFORE}>")
        else:
            tags.append(f"<{_FIRST_NUMBER + pairs}>")
            waiting.append((kind, pairs))
            pairs += 1
    if pairs > _MOST_PAIRS:
        return None
    if [kind for kind, _ in waiting] in (["«"], ["“"]) and marks[-1].end() < len(marks[-1].string):
        tags[tags.index(f"<{_FIRST_NUMBER + waiting[0][1]}>")] = f"<{_ENDS_LATER}>"
        return tags
    return None if waiting else tags
