"""Check the catalogues of articles: what people wrote as well as what machines did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.checks.consistency import find_inconsistent_forms
from translate.checks.registry import find_mistakes
from translate.model import State
from translate.workflow.reports import CheckReport, UnitFinding
from translate.workflow.sources import find_articles, read_catalogue, read_source
from translate.workflow.term_table import TermTable
from translate.workflow.terminology import Terminology
from translate.workflow.unit_cache import UnitCache

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from translate.model import Segment, TermMatch, Unit
    from translate.project import Project


def check(project: Project, articles: Sequence[Path], source: str | None = None) -> list[CheckReport]:
    """Check every unit with a target, article by article; all of the workspace that are drafted when none is named.

    Terms must have one form across all the articles of the run. Raises TranslateError.
    """
    terminology = Terminology(project)
    paths = [path for path in find_articles(project, articles) if articles or project.catalogue_path(path).exists()]
    checked = [_units(project, path, terminology, source) for path in paths]
    everything = [(unit, matches) for units in checked for _, unit, matches in units]
    departures: dict[int, list[UnitFinding]] = {}
    flat = [segment for units in checked for segment, _, _ in units]
    for number, finding in find_inconsistent_forms(everything):
        departures.setdefault(number, []).append(UnitFinding(flat[number].source, flat[number].line, finding))
    reports = []
    number = 0
    for path, units in zip(paths, checked, strict=True):
        findings: list[UnitFinding] = []
        for segment, unit, matches in units:
            findings += [UnitFinding(segment.source, segment.line, one) for one in find_mistakes(unit, matches)]
            findings += departures.get(number, [])
            number += 1
        reports.append(
            CheckReport(str(project.article_name(path)), str(project.catalogue_path(path)), len(units), tuple(findings))
        )
    return reports


def _units(
    project: Project, path: Path, terminology: Terminology, language: str | None
) -> list[tuple[Segment, Unit, tuple[TermMatch, ...]]]:
    """Return the article's units that have a target, each once, with the first segment that it is for."""
    source = read_source(project, path, language)
    units = {
        (unit.context, unit.source): unit
        for unit in read_catalogue(project, path).units
        if unit.state is not State.OBSOLETE and unit.target
    }
    terms = TermTable(source.segments, terminology, UnitCache(path, ""))
    found = []
    for segment in source.segments:
        unit = units.pop((segment.context, segment.source), None)
        if unit is not None:
            found.append((segment, unit, terms.matches((segment.context, segment.source))))
    return found
