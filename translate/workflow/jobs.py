"""One article on its way through a draft or an update."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.model import State

if TYPE_CHECKING:
    from pathlib import Path

    from translate import catalogue as po
    from translate.drafting.request import Request
    from translate.workflow.rotation import Rotation
    from translate.workflow.sources import Source
    from translate.workflow.term_table import TermTable


@dataclass(frozen=True, slots=True)
class Job:
    """One article on its way: its source, its catalogue's path, the path it was read from, and the merge of the two.

    `old` is the catalogue as it was read, None where there was none.
    `stale` are the untouched drafts that must be made again, with what has changed: see `explain_difference`.
    `rotation` is the exchange of names that moves the catalogue, where it is one.
    """

    source: Source
    path: Path
    former: Path | None
    old: po.Catalogue | None
    merge: po.Merge
    terms: TermTable
    stale: dict[po.Key, str]
    rotation: Rotation | None = None


def open_requests(job: Job) -> dict[po.Key, Request]:
    """Return what must be translated for each unit without a target."""
    open_keys = {(unit.context, unit.source) for unit in job.merge.catalogue.units if unit.state is State.UNTRANSLATED}
    return {
        (segment.context, segment.source): job.terms.request((segment.context, segment.source))
        for segment in job.source.segments
        if (segment.context, segment.source) in open_keys
    }
