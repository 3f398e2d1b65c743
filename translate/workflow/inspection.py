"""Check the catalogues of articles: what people wrote as well as what machines did."""

from __future__ import annotations

import difflib
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from translate.checks.consistency import find_inconsistencies
from translate.checks.registry import CHECK_NAMES, find_mistakes
from translate.errors import ConfigurationError
from translate.model import State
from translate.workflow.correction import correct
from translate.workflow.reports import CheckReport, UnitFinding
from translate.workflow.sources import find_article, find_articles, read_catalogue, read_source
from translate.workflow.spares import find_spares
from translate.workflow.term_table import TermTable
from translate.workflow.terminology import Terminology
from translate.workflow.unit_cache import UnitCache
from translate.workflow.walk import each

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from translate.model import Finding, Segment, TermMatch, Unit
    from translate.project import Project
    from translate.workflow.walk import Refuse


def check(
    project: Project,
    articles: Sequence[Path],
    source: str | None = None,
    *,
    off: Collection[str] = (),
    fix: bool = False,
    approved: bool = False,
    refuse: Refuse = None,
) -> list[CheckReport]:
    """Check every unit with a target, article by article; all of the workspace that are drafted when none is named.

    An article may be named by its catalogue. With `approved`, only targets that people approved are looked at. One
    source must have one translation, and each term one form, across all the articles of the run. `off` names checks to
    leave out; with `fix`, what can safely be corrected is, in the catalogues. Findings of severity INFO are among those
    returned. `refuse` is told of articles that cannot be read, which are left out. Raises TranslateError.
    """
    _refuse_unknown(off)
    off = frozenset((*off, *project.checks.off))
    terminology = Terminology(project)
    named = list(each(articles, partial(find_article, project, spare=True), refuse))
    found = find_articles(project, named) if named or not articles else []
    paths = [path for path in found if named or project.catalogue_path(path).exists()]
    states = (State.POST_EDITED,) if approved else tuple(state for state in State if state is not State.OBSOLETE)

    def look(path: Path) -> _Inspection:
        one = _Inspection(project, path, terminology, source, off, states)
        one.look(fix=fix)
        return one

    inspections = list(each(paths, look, refuse))
    spares = find_spares(project, [*(path for path in articles if path.suffix == ".po"), *named])
    across = _compare(inspections, off)
    return [
        one.report(findings, spares.get(one.source.name, ())) for one, findings in zip(inspections, across, strict=True)
    ]


def _compare(inspections: Sequence[_Inspection], off: Collection[str]) -> list[list[list[Finding]]]:
    """Return what is wrong with units beside those of all articles: a list for each unit of each inspection."""
    units = [(unit, one.matches(unit)) for one in inspections for _, unit in one.units]
    found: list[list[Finding]] = [[] for _ in units]
    for number, finding in find_inconsistencies(units, off=off):
        found[number].append(finding)
    rest = iter(found)
    return [list(islice(rest, len(one.units))) for one in inspections]


class _Inspection:
    """One article under inspection."""

    def __init__(
        self,
        project: Project,
        path: Path,
        terminology: Terminology,
        language: str | None,
        off: Collection[str],
        states: Collection[State],
    ) -> None:
        self.project = project
        self.path = path
        self.source = read_source(project, path, language)
        self.terms = TermTable(self.source.segments, terminology, UnitCache(path, ""))
        self._segments = {(segment.context, segment.source): segment for segment in reversed(self.source.segments)}
        self._language = language or project.source
        self._off = off
        self._states = states
        self.corrected = 0
        self.units: list[tuple[Segment, Unit]] = []

    def look(self, *, fix: bool) -> None:
        """Read the units that have a target, after correcting them in the catalogue where `fix` says so."""
        if fix:
            self.corrected = correct(self.project, self.path, self.find)
        self.units = self._read_units()

    def matches(self, unit: Unit) -> tuple[TermMatch, ...]:
        """Return the terms in a unit's source."""
        return self.terms.matches((unit.context, unit.source))

    def find(self, unit: Unit, *, info: bool = False) -> list[Finding]:
        """Return what is wrong with a unit; nothing for one that is not looked at or has left the article."""
        if (unit.context, unit.source) not in self._segments or unit.state not in self._states:
            return []
        return find_mistakes(
            unit,
            self.matches(unit),
            source_language=self._language,
            target_language=self.project.target,
            off=self._off,
            info=info,
        )

    def report(self, across: Sequence[Sequence[Finding]], spares: Sequence[str]) -> CheckReport:
        """Return the article's report; `across` is what was found for each unit beside the other units."""
        findings = tuple(
            UnitFinding(segment.source, segment.line, mistake)
            for (segment, unit), others in zip(self.units, across, strict=True)
            for mistake in (*self.find(unit, info=True), *others)
        )
        catalogue = str(self.project.catalogue_path(self.path))
        return CheckReport(self.source.name, catalogue, len(self.units), findings, self.corrected, tuple(spares))

    def _read_units(self) -> list[tuple[Segment, Unit]]:
        """Return the units to look at that have a target, each once, with the first segment that it is for."""
        units = {
            (unit.context, unit.source): unit
            for unit in read_catalogue(self.project, self.path).units
            if unit.state in self._states and unit.target
        }
        keys = dict.fromkeys((segment.context, segment.source) for segment in self.source.segments)
        return [(self._segments[key], units[key]) for key in keys if key in units]


def _refuse_unknown(names: Collection[str]) -> None:
    for name in names:
        if name not in CHECK_NAMES:
            close = difflib.get_close_matches(name, CHECK_NAMES, 1)
            remedy = f"Did you mean '{close[0]}'?" if close else f"The checks are: {', '.join(CHECK_NAMES)}."
            raise ConfigurationError(f"there is no check '{name}'", remedy=remedy)
