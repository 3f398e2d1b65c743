"""What a draft or an update has to report of one article."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.model import Finding, Severity, State
from translate.workflow.reports import DraftReport, UnitChange, UnitFinding
from translate.workflow.sources import count_words, distinct_segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.drafting.request import Held
    from translate.model import Unit
    from translate.workflow.jobs import Job


def make_report(job: Job, filled: po.Catalogue, made: dict[po.Key, Held], *, written: bool) -> DraftReport:
    """Return the report of a job whose catalogue is now `filled`; `made` are the drafts that this run made for it."""
    units = {(unit.context, unit.source): unit for unit in filled.units if unit.state is not State.OBSOLETE}
    open_words = sum(
        count_words(segment.source)
        for segment in job.source.segments
        if (segment.context, segment.source) in made
        or units[segment.context, segment.source].state is State.UNTRANSLATED
    )
    return DraftReport(
        article=job.source.name,
        catalogue=str(job.path),
        segments=len(job.source.segments),
        words=job.source.words,
        terms=sum(job.terms.known((segment.context, segment.source)).held for segment in job.source.segments),
        drafted=len(made),
        leverage=100 * (1 - open_words / job.source.words) if job.source.words else 0.0,
        written=written,
        states=dict(Counter(str(unit.state) for unit in filled.units)),
        changes=count_changes(job),
        units=tuple(_list_changes(job)),
        findings=tuple(_find(job, units, made)),
        former=job.old.article if job.old is not None and job.former != job.path else "",
    )


def _list_changes(job: Job) -> Iterator[UnitChange]:
    for one in job.merge.changes:
        reason = job.stale.get((one.context, one.source))
        if reason is not None:
            yield UnitChange("re-drafted", one.source, difference=reason)
        elif one.kind is not po.ChangeKind.KEPT:
            yield UnitChange(str(one.kind), one.source, one.previous_source, str(one.difference or ""))


def unchanged_report(report: DraftReport) -> DraftReport:
    """Return what a run would report right after the one that this report is of, with nothing changed in between."""
    live = sum(count for state, count in report.states.items() if state != State.OBSOLETE)
    return replace(report, drafted=0, leverage=100.0, written=False, changes={"kept": live}, units=(), former="")


def count_changes(job: Job) -> dict[str, int]:
    """Count the units by what happened to them; a draft made again counts as re-drafted, not as kept."""
    counts = Counter(str(change.kind) for change in job.merge.changes)
    if job.stale:
        counts["kept"] -= len(job.stale)
        counts["re-drafted"] = len(job.stale)
    return {kind: count for kind, count in counts.items() if count > 0}


def _find(job: Job, units: dict[po.Key, Unit], made: dict[po.Key, Held]) -> Iterator[UnitFinding]:
    """Yield what is wrong with each unit, in the article's order: what checks see, and what the engine doubts."""
    for segment in distinct_segments(job.source.segments):
        key = (segment.context, segment.source)
        for finding in job.terms.findings(units[key]):
            yield UnitFinding(segment.source, segment.line, finding)
        doubts = made.get(key)
        for warning in doubts.warnings if doubts else ():
            message = f"the draft is doubtful ({warning}): compare it with its source."
            yield UnitFinding(segment.source, segment.line, Finding("draft", Severity.WARNING, message))
