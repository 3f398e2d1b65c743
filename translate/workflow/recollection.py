"""What people approved before, for the units of an article: drafts to be confirmed, and similar units beside a draft.

What is offered beside a draft is part of it, and stays as long as it does: the memory grows, and a second run is to
change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.catalogue.figures import renumber
from translate.drafting.request import make_request
from translate.forms import expect, find_lost
from translate.model import Draft, Origin
from translate.placeables import tag_problems
from translate.similarity import signs_differ_only
from translate.workflow.sources import distinct_segments

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from translate import catalogue as po
    from translate.memory import Match, Record
    from translate.model import Segment
    from translate.protocols import TermPolicy
    from translate.workflow.learning import OpenMemory

_OFFERED = 3
"""How many fuzzy matches stand beside a draft."""


@dataclass(frozen=True, slots=True)
class Recollection:
    """What the memory has for one unit: a draft to be confirmed, or else comment lines that offer similar ones."""

    draft: Draft | None = None
    comments: tuple[str, ...] = ()


def recall(
    memory: OpenMemory,
    segments: Sequence[Segment],
    threshold: int,
    policy: TermPolicy,
    wanted: Container[po.Key] | None = None,
) -> dict[po.Key, Recollection]:
    """Return what the memory has for the segments of one article, in the article's order, by (context, source).

    `wanted` limits it to some keys; the others only serve as neighbours. `threshold` is the least similarity (0 to
    100) that is offered. An equal source becomes a draft where its target is beyond doubt: the same neighbours, or
    else the same kind of block, and one single target among the records of that rank, what was learnt here outranking
    what was imported. So does, where none is equal, one with other characters for the same signs. It must have the
    segment's tags and hold its terms. Raises StorageError.
    """
    distinct = distinct_segments(segments)
    sources = ["", *(segment.source for segment in distinct), ""]
    found: dict[po.Key, Recollection] = {}
    if memory.path.exists():
        for number, segment in enumerate(distinct):
            key = (segment.context, segment.source)
            if wanted is None or key in wanted:
                matches = find_matches(
                    memory, segment.source, threshold, policy, (sources[number], sources[number + 2])
                )
                recollection = _judge(segment, matches, policy)
                if recollection != Recollection():
                    found[key] = recollection
    return found


def find_matches(
    memory: OpenMemory,
    source: str,
    threshold: int,
    policy: TermPolicy,
    neighbours: tuple[str | None, str | None] = (None, None),
    limit: int = 5,
) -> list[Match]:
    """Return the records of a source and of similar ones, the best first, with names and figures put right."""
    from translate import memory as tm

    exact = memory.use(lambda opened: tm.find_exact(opened, source, *neighbours)) or []
    similar = memory.use(lambda opened: tm.find_similar(opened, source, threshold, limit)) or []
    language = memory.project.target
    return [*exact, *(tm.repair(match, source, policy, language, renumber) for match in similar)]


def _judge(segment: Segment, matches: Sequence[Match], policy: TermPolicy) -> Recollection:
    exact = [match for match in matches if match.score == 100] or [
        match for match in matches if signs_differ_only(match.record.source, segment.source) and not match.repaired
    ]
    best = _undoubted(segment, exact)
    if best is not None and _is_fit(segment, best.target, policy):
        how = "same neighbours" if best.neighbours else "same source"
        if best.score < 100:
            how = "same source, with other characters for its signs"
        return Recollection(
            Draft(best.target, Origin.MEMORY, f"memory {_whence(best.record)}", (f"memory: {how}",), best.score)
        )
    offered = {match.target: match for match in reversed(matches)}
    return Recollection(comments=tuple(_comment(match) for match in [*offered.values()][::-1][:_OFFERED]))


def _undoubted(segment: Segment, exact: Sequence[Match]) -> Match | None:
    """Return the match of the highest rank, if all of that rank have one target."""
    for own in (True, False):
        fitting = [m for m in exact if m.record.context in (segment.context, None) and bool(m.record.origin) is not own]
        for chosen in ([match for match in fitting if match.neighbours], fitting):
            if chosen:
                return chosen[0] if len({match.target for match in chosen}) == 1 else None
    return None


def _is_fit(segment: Segment, target: str, policy: TermPolicy) -> bool:
    """Tell whether a target has a segment's tags and holds its terms."""
    terms = make_request(segment.source, policy, segment.placeables).matches
    return not tag_problems(target, segment.placeables, segment.source) and not find_lost(target, [*map(expect, terms)])


def _comment(match: Match) -> str:
    """Return the line that offers a match beside a draft."""
    repaired = f", repaired: {'; '.join(match.repaired)}" if match.repaired else ""
    line = f"Memory, {match.score} % ({_whence(match.record)}{repaired}): {match.target}"
    return " ".join((f"{line} | {match.difference}" if match.difference else line).split())


def _whence(record: Record) -> str:
    date = f"{record.date[:4]}-{record.date[4:6]}-{record.date[6:8]}" if record.date else ""
    return ", ".join(part for part in (record.origin or record.article, date, record.editor) if part)
