"""Quotation marks that a model lost: found torn, and sent through the model once more as tags.

Small models drop a mark in the middle of a long sentence, the inner ones of nested quotations most of all. A draft
is *torn* when it has not as many marks as its source, where all of them have partners. As tags the marks stay at home,
and are put around the words aligned with theirs.
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
_TAG = re.compile(r"</?9\d>")


class Tagged(NamedTuple):
    """A source with tags for its quotation marks: all tags and matches stand where they are in `source`."""

    source: str
    tags: tuple[Placeable, ...]
    matches: tuple[TermMatch, ...]


def is_torn(source: str, target: str) -> bool:
    """Tell whether a target has fewer or more quotation marks than its source, all of whose marks have partners."""
    marks = list(_MARK.finditer(source))
    return len(marks) != sum(1 for _ in _MARK.finditer(target)) and _pair(marks) is not None


def tag_marks(plan: Plan, roles: Mapping[int, PlaceableRole]) -> Tagged | None:
    """Return the source of a plan with tags for its quotation marks; None where that cannot be done.

    `roles` tells of the plan's own tags, by slot number, which open and which close. It cannot be done where marks have
    no partner, stand inside a slot, or are more than there are numbers for.
    """
    marks = list(_MARK.finditer(plan.source))
    tags = _pair(marks)
    if not tags or len(tags) > 20 or _TAG.search(plan.source):
        return None
    edits = [(mark.start(), mark.end(), form) for mark, form in zip(marks, tags, strict=True)]
    if any(start < slot.end and slot.start < end for start, end, _ in edits for slot in plan.slots):
        return None
    pieces = [plan.source[end : edits[n + 1][0] if n + 1 < len(edits) else None] for n, (_, end, _) in enumerate(edits)]
    source = plan.source[: edits[0][0]] + "".join(form + piece for form, piece in zip(tags, pieces, strict=True))

    def moved(offset: int) -> int:
        return offset + sum(len(form) - (end - start) for start, end, form in edits if end <= offset)

    found = [
        Placeable(moved(slot.start), moved(slot.end), slot.form, PlaceableKind.TAG, roles[n], 1)
        for n, slot in enumerate(plan.slots)
        if slot.match is None
    ]
    for start, _, form in edits:
        at = moved(start)
        role = PlaceableRole.CLOSE if form.startswith("</") else PlaceableRole.OPEN
        found.append(Placeable(at, at + len(form), form, PlaceableKind.TAG, role, 1))
    matches = [
        replace(slot.match, start=moved(slot.start), end=moved(slot.end))
        for slot in plan.slots
        if slot.match is not None
    ]
    return Tagged(source, tuple(sorted(found, key=lambda tag: tag.start)), tuple(matches))


def untag_marks(target: str) -> str:
    """Return a target with straight quotation marks for the tags of `tag_marks`, commas and full stops inside them."""
    return _TAG.sub('"', re.sub(r"((?:</9\d>)+)(?:\.(?=,))?([,.])(?![,.])", r"\2\1", target))


def _pair(marks: Sequence[re.Match[str]]) -> list[str] | None:
    """Return the tag of each quotation mark, `<90>`, `</90>` and so on; None where one has no partner."""
    waiting: list[tuple[str, int]] = []
    tags: list[str] = []
    pairs = 0
    for mark in marks:
        kind = mark[0].strip("\u00a0\u202f ")
        opener = {"»": "«", "”": "“", '"': '"'}.get(kind, "")
        if opener and waiting and waiting[-1][0] == opener:
            tags.append(f"</{_FIRST_NUMBER + waiting.pop()[1]}>")
        elif kind in "»”":
            return None
        else:
            tags.append(f"<{_FIRST_NUMBER + pairs}>")
            waiting.append((kind, pairs))
            pairs += 1
    return None if waiting else tags
