"""One article on its way through a draft or an update."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.drafting.ladder import Request
from translate.model import State, TermKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from translate import catalogue as po
    from translate.model import TermMatch
    from translate.workflow.sources import Source


@dataclass(frozen=True, slots=True)
class Job:
    """One article on its way: its source, its catalogue's path, the path it was read from, and the merge of the two."""

    source: Source
    path: Path
    former: Path | None
    merge: po.Merge
    matches: dict[po.Key, tuple[TermMatch, ...]]
    stale: frozenset[po.Key]


def open_requests(job: Job) -> dict[po.Key, Request]:
    """Return what must be translated for each unit without a target."""
    open_keys = {(unit.context, unit.source) for unit in job.merge.catalogue.units if unit.state is State.UNTRANSLATED}
    return {
        (segment.context, segment.source): Request(segment.source, segment.placeables)
        for segment in job.source.segments
        if (segment.context, segment.source) in open_keys
    }


def describe_terms(matches: Sequence[TermMatch]) -> tuple[str, ...]:
    """Return the line that tells a translator which fixed forms a unit holds."""
    forms = dict.fromkeys(
        match.form if match.surface == match.form else f"{match.surface} → {match.form}"
        for match in matches
        if match.term.kind is not TermKind.FIGURE
    )
    return (f"Terms: {'; '.join(forms)}",) if forms else ()
