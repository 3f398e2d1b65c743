"""How far each article has come, from its catalogue alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.model import State
from translate.storage import near
from translate.workflow.ownership import is_foreign
from translate.workflow.reports import StatusReport
from translate.workflow.sources import count_words, digest_file, find_articles, require_file
from translate.workflow.spares import find_spares
from translate.workflow.walk import attempt, each

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from translate.project import Project
    from translate.workflow.walk import Refuse

_FOREIGN = "{} belongs to {}; rename one of the two articles"


def status(project: Project, articles: Sequence[Path], refuse: Refuse = None) -> list[StatusReport]:
    """Return a report for each article; for all of the workspace when none is named.

    `refuse` is told of an article that is not there, which has no report, and what is wrong with a catalogue that
    cannot be read, in whose report stands a note. Without it, raises CatalogueError or DocumentError.
    """
    spares = find_spares(project, articles)
    reports = list(each(find_articles(project, articles), partial(_status, project, refuse), refuse))
    return [_add_spares(report, spares.get(report.article, ())) for report in reports]


def _add_spares(report: StatusReport, spares: Sequence[str]) -> StatusReport:
    """Say what to do about spare catalogues; an article without its own should get one of them, not a new draft."""
    return replace(report, spares=tuple(spares), note=report.note if report.states or not spares else "")


def _status(project: Project, refuse: Refuse, path: Path) -> StatusReport:
    require_file(path)
    name, target = str(project.article_name(path)), project.catalogue_path(path)
    if not target.exists():
        return StatusReport(name, str(target), {}, 0, 0.0, f"not drafted yet; run: translate draft {near(path)}")
    catalogue = attempt(target, po.read, refuse)
    if catalogue is None:
        return StatusReport(name, str(target), {}, 0, 0.0, "cannot be read")
    if is_foreign(project, path, catalogue):
        return StatusReport(name, str(target), {}, 0, 0.0, _FOREIGN.format(near(target), catalogue.article))
    states = Counter({str(state): 0 for state in State})
    words, done = 0, 0
    for unit in catalogue.units:
        states[str(unit.state)] += 1
        if unit.state is not State.OBSOLETE:
            count = count_words(unit.source)
            words += count
            done += count if unit.state is State.POST_EDITED else 0
    changed = catalogue.source_digest != digest_file(path)
    note = f"the source has changed; run: translate update {near(path)}" if changed else ""
    return StatusReport(name, str(target), dict(states), words, 100 * done / words if words else 0.0, note)
