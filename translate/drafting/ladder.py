"""Drafts with every term held: one rung after another until the whole segment verifies.

1. *placeholder*: terms travel as pieces that the model carries through. Tags stay at home: they are put around the
   words aligned with theirs, or travel like terms where that fails.
2. *n-best*: the best of several outputs that holds them all.
3. *inline*: what was lost stands in the source in the target's own form, and is expected to be copied.
4. *attention*: the words aligned with a lost term are written over with its form.
5. *clauses*: the segment is translated clause by clause, and what is still lost, between the terms themselves.

Each rung gets only the segments that the one before it failed, all of them in one batch, so that a model that carries
its placeholders pays for the first rung alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translate.drafting import notes, rungs
from translate.drafting.climb import finish, start
from translate.drafting.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.drafting.request import Held
    from translate.protocols import Engine


def hold_terms(
    requests: Sequence[Request], engine: Engine, progress: Callable[[int], None] | None = None
) -> list[Held]:
    """Draft each request with its terms held. `progress` is called with the number of requests finished.

    Raises EngineError when the engine fails.
    """
    folded, drafted = _fold_notes(requests, engine)
    climbs = [start(request, engine) for request in folded]
    rungs.report_finished(climbs, progress)
    rungs.climb_aligned(climbs, engine, progress)
    rungs.climb_placeholders(climbs, engine, progress)
    for rung in (rungs.climb_n_best, rungs.climb_inline, rungs.climb_attention, rungs.climb_clauses):
        stuck = [climb for climb in climbs if climb.is_open]
        if stuck:
            rung(stuck, engine)
    rungs.climb_quotations(climbs, engine)
    return [
        _unfold_notes(finish(climb), request, other, inside)
        for climb, request, other, inside in zip(climbs, requests, folded, drafted, strict=True)
    ]


def _fold_notes(requests: Sequence[Request], engine: Engine) -> tuple[list[Request], list[list[Held]]]:
    """Return the requests with each editor's note behind a name in that name's match, and the notes' own drafts."""
    found = [list(notes.find_notes(one.source, one.matches, one.placeables)) for one in requests]
    flat = [
        Request(note.words, (), notes.inside(note, one.matches))
        for one, group in zip(requests, found, strict=True)
        for note in group
    ]
    drafts = iter(hold_terms(flat, engine) if flat else ())
    drafted = [[next(drafts) for _ in group] for group in found]
    folded = [
        replace(one, matches=notes.fold(one.source, one.matches, group, held)) if group else one
        for one, group, held in zip(requests, found, drafted, strict=True)
    ]
    return folded, drafted


def _unfold_notes(held: Held, request: Request, folded: Request, drafted: Sequence[Held]) -> Held:
    """Return the draft of a request with folded notes as the request's own."""
    if not drafted:
        return held
    steps, lost = (
        tuple(notes.unfold(line, request.matches, folded.matches) for line in lines)
        for lines in (held.steps, held.lost)
    )
    return replace(
        held,
        matches=request.matches,
        steps=tuple(dict.fromkeys((*steps, *(step for one in drafted for step in one.steps)))),
        lost=(*lost, *(term for one in drafted for term in one.lost)),
    )
