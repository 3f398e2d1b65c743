"""What people changed in the drafts of one article, unit by unit and word by word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from translate.effort import Piece, compare
from translate.errors import ConfigurationError, DocumentError
from translate.model import State
from translate.workflow.chronicle import look
from translate.workflow.sources import read_catalogue, read_source
from translate.workflow.surveying import Reviewed, review
from translate.workflow.undoing import history

if TYPE_CHECKING:
    from pathlib import Path

    from translate import catalogue as po
    from translate.project import Project


@dataclass(frozen=True, slots=True)
class UnitDiff:
    """What people made of one draft. `line` is where the unit stands in the article, 0 where it no longer does.

    `when` is UTC in ISO 8601, "" where nobody knows. `pieces` are what was kept, removed and added, in order. `ter` is
    in per cent.
    """

    line: int
    kind: str
    state: str
    source: str
    draft: str
    target: str
    when: str
    ter: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class DiffReport:
    """What people changed in an article: `units` are those that differ from their drafts, in the article's order.

    `untouched` were taken as drafted, `unknown` have no draft on record, or no time where one was asked for.
    """

    article: str
    catalogue: str
    units: tuple[UnitDiff, ...]
    untouched: int
    unknown: int
    notice: str = ""


def compare_drafts(project: Project, path: Path, since: str = "") -> DiffReport:
    """Return what people changed in the drafts of an article, in targets that are approved or still being edited.

    `since` leaves out what was written before: a date or time in ISO 8601 (local unless it says otherwise), or the
    number of a run of `history`. Raises CatalogueError, and ConfigurationError for a `since` that is neither.
    """
    start = _moment(project, path, since) if since else ""
    catalogue = read_catalogue(project, path)
    target = project.catalogue_path(path)
    chronicle, notice = look(project, target, catalogue)
    live = [unit for unit in catalogue.units if unit.state is not State.OBSOLETE]
    human = (State.POST_EDITED, State.IN_EDIT)
    found = review(str(project.article_name(path)), live, chronicle, human)
    dated = [one for one in found if not start or one.when]
    meant = [one for one in dated if not start or one.when >= start]
    unknown = sum(unit.state in human for unit in live) - len(dated)
    lines = _lines(project, path)
    changed = tuple(_diff(one, lines) for one in meant if one.draft != one.unit.target)
    name = str(project.article_name(path))
    return DiffReport(name, str(target), changed, len(meant) - len(changed), unknown, notice)


def _diff(one: Reviewed, lines: dict[po.Key, int]) -> UnitDiff:
    unit = one.unit
    line = lines.get((unit.context, unit.source), 0)
    pieces = compare(one.draft, unit.target)
    state = str(unit.state)
    return UnitDiff(line, one.kind, state, unit.source, one.draft, unit.target, one.when, one.effort.ter, pieces)


def _lines(project: Project, path: Path) -> dict[po.Key, int]:
    """Return where the article's segments stand, the first of equal ones; nothing where it cannot be read any more."""
    try:
        segments = read_source(project, path, project.source).segments
    except (DocumentError, OSError):
        return {}
    return {(segment.context, segment.source): segment.line for segment in reversed(segments)}


def _moment(project: Project, path: Path, since: str) -> str:
    """Return the time that `since` means, as chronicles write it."""
    text = since
    if since.isdigit() and len(since) < 7:
        runs = {str(run.number): run.when for run in history(project, path)}
        if since not in runs:
            known = f"Those remembered are: {', '.join(runs)}." if runs else "None is remembered."
            raise ConfigurationError(f"there is no run {since}", path=project.catalogue_path(path), remedy=known)
        text = runs[since]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        remedy = "Write a date such as 2026-05-12, a time such as 2026-05-12T14:05, or the number of a run."
        raise ConfigurationError(f"'{since}' is no time", remedy=remedy) from error
    return moment.astimezone(UTC).isoformat(timespec="seconds")
