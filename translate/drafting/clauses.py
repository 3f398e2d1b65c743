"""Translate around what a model will not carry: clause by clause, and at last between the terms themselves."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from translate.drafting.plan import without_elision

if TYPE_CHECKING:
    from translate.drafting.plan import Plan

_CLAUSE_END = re.compile(r"(?:[,;:]|[ \u00a0\u202f][–—:;])(?=[ \u00a0\u202f\n])[ \u00a0\u202f\n]*")
_EDGES = re.compile(r"(?s)^([^\w\uff5f]*)(.*?)([^\w\uff60]*)$")


def split_clauses(plan: Plan) -> list[Plan]:
    """Cut a plan after commas, colons, semicolons and dashes outside its slots; joined, the parts are the plan."""
    cuts = [
        match.end()
        for match in _CLAUSE_END.finditer(plan.source)
        if not any(slot.start < match.end() < slot.end for slot in plan.slots)
    ]
    edges = [0, *cuts, len(plan.source)]
    return [plan.part(start, end) for start, end in itertools.pairwise(edges) if start < end]


def between_slots(plan: Plan) -> list[str]:
    """Return the texts before, between and after a plan's slots: one more than it has slots.

    An elided word before a slot is spelt out.
    """
    edges = [0, *(edge for slot in plan.slots for edge in (slot.start, slot.end)), len(plan.source)]
    pieces = [plan.source[edges[n] : edges[n + 1]] for n in range(0, len(edges), 2)]
    return [*map(without_elision, pieces[:-1]), pieces[-1]]


def trim(text: str) -> tuple[str, str, str]:
    """Split a fragment into leading marks, words, and trailing marks, which never reach the model."""
    match = _EDGES.match(text)
    return (match.group(1), match.group(2), match.group(3)) if match else ("", text, "")


def as_fragment(source: str, target: str) -> str:
    """Take back the capital and the full stop that a model gives to a fragment as though it were a sentence."""
    target = target.strip()
    if not source.rstrip().endswith((".", "…")):
        target = target.removesuffix(".")
    starts_low = next((char.islower() for char in source if char.isalpha()), False)
    if starts_low and re.match(r"(?!I\b)[A-Z](?:[a-z]|\b)", target):
        target = target[0].lower() + target[1:]
    return target
