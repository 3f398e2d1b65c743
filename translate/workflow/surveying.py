"""Gather what a report says from articles, catalogues and chronicles; only the times of new edits are written down."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from translate.effort import Effort, PieceKind, compare, measure
from translate.effort.kinds import classify
from translate.errors import TranslateError
from translate.model import Finding, Severity, State
from translate.storage import near
from translate.workflow.chronicle import Chronicle, look, utc_now
from translate.workflow.inspection import check
from translate.workflow.overview import (
    ArticleProgress,
    EffortRow,
    FindingRow,
    MachineRow,
    OriginRow,
    Overview,
    TermRow,
)
from translate.workflow.sources import (
    count_words,
    digest_file,
    find_articles,
    read_catalogue,
    read_source,
    require_file,
)
from translate.workflow.terminology import Terminology
from translate.workflow.walk import attempt

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from translate import catalogue as po
    from translate.glossary.corrections import Revision
    from translate.model import Unit
    from translate.project import Project
    from translate.workflow.walk import Refuse

DAYS, WEEKS = 31, 182
"""Up to so many days the periods of a report are days, and weeks; beyond they are months."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A unit that a person worked on and whose draft is on record: `when` they wrote it, "" where nobody knows."""

    article: str
    kind: str
    unit: Unit
    draft: str
    effort: Effort
    when: str


@dataclass(frozen=True, slots=True)
class _Article:
    path: Path
    name: str
    catalogue: po.Catalogue | None
    chronicle: Chronicle
    problem: str = ""

    @property
    def units(self) -> tuple[Unit, ...]:
        live = self.catalogue.units if self.catalogue is not None else ()
        return tuple(unit for unit in live if unit.state is not State.OBSOLETE)


def survey(project: Project, names: Sequence[Path], refuse: Refuse = None) -> Overview:
    """Return the report on articles; on all of the workspace when none is named.

    An article or catalogue that cannot be read is told among the problems, and to `refuse`, and does not hide the
    others; without `refuse`, raises DocumentError, LanguageError, CatalogueError or StorageError for it. Raises
    GlossaryError.
    """
    problems: list[str] = []

    def note(problem: TranslateError) -> None:
        problems.append(str(problem))
        if refuse is not None:
            refuse(problem)

    articles = [_read(project, path, problems, note) for path in find_articles(project, names)]
    reviewed = [one for article in articles for one in review(article.name, article.units, article.chronicle)]
    findings = _find(project, articles, problems)
    period, periods = _by_time(reviewed)
    return Overview(
        workspace=project.root.resolve().name,
        source=project.source,
        target=project.target,
        when=utc_now(),
        articles=tuple(_progress(article, findings.get(article.name, [])) for article in articles),
        effort=_row("all", reviewed),
        by_article=_rows(reviewed, lambda one: one.article),
        by_kind=tuple(sorted(_rows(reviewed, lambda one: one.kind), key=lambda row: -row.words)),
        period=period,
        periods=periods,
        dated=sum(bool(one.when) for one in reviewed),
        terms=tuple(_terms(project, reviewed)),
        findings=_count_findings(findings),
        origins=tuple(_origins(articles, reviewed)),
        machine=tuple(_machine(article) for article in articles if article.chronicle.work),
        problems=tuple(problems),
    )


def review(
    article: str, units: Sequence[Unit], chronicle: Chronicle, states: Collection[State] = (State.POST_EDITED,)
) -> list[Reviewed]:
    """Return the units in these states whose draft is on record, with what it took, in the article's order."""
    return [
        Reviewed(
            article, kind, unit, unit.draft.target, measure(unit.draft.target, unit.target), chronicle.edited(unit)
        )
        for unit, kind in zip(units, classify(units), strict=True)
        if unit.state in states and unit.draft is not None and unit.draft.target
    ]


def _read(project: Project, path: Path, problems: list[str], refuse: Refuse) -> _Article:
    name, target = str(project.article_name(path)), project.catalogue_path(path)
    if not target.exists():
        problem = (
            f"not drafted yet; run: translate draft {near(path)}" if path.is_file() else "there is no such article"
        )
        attempt(path, require_file, refuse)
        return _Article(path, name, None, Chronicle(), problem)

    def read(_path: Path) -> po.Catalogue:
        read_source(project, path, project.source)
        return read_catalogue(project, path)

    catalogue = attempt(path, read, refuse)
    if catalogue is None:
        return _Article(path, name, None, Chronicle(), "cannot be read")
    chronicle, problem = look(project, target, catalogue)
    problems += [problem] if problem else []
    changed = catalogue.source_digest != digest_file(path)
    return _Article(path, name, catalogue, chronicle, "the source has changed since" if changed else "")


def _progress(article: _Article, findings: Sequence[Finding]) -> ArticleProgress:
    words: dict[str, int] = {str(state): 0 for state in State if state is not State.OBSOLETE}
    for unit in article.units:
        words[str(unit.state)] += count_words(unit.source)
    done = 100 * words[State.POST_EDITED] / (sum(words.values()) or 1)
    serious = sum(finding.severity is not Severity.INFO for finding in findings)
    return ArticleProgress(article.name, len(article.units), words, done, serious, article.problem)


def _row(label: str, group: Sequence[Reviewed]) -> EffortRow:
    total = sum((one.effort for one in group), Effort())
    return EffortRow(label, total.units, total.untouched, total.words, total.edits, total.ter, total.distance)


def _rows(reviewed: Sequence[Reviewed], label: Callable[[Reviewed], str]) -> tuple[EffortRow, ...]:
    """Return a row for each group, in the order in which they are met."""
    groups: dict[str, list[Reviewed]] = defaultdict(list)
    for one in reviewed:
        groups[label(one)].append(one)
    return tuple(_row(name, group) for name, group in groups.items())


def _by_time(reviewed: Sequence[Reviewed]) -> tuple[str, tuple[EffortRow, ...]]:
    """Return what the periods are, and a row for each in which anything was approved, in order."""
    dated = sorted((one for one in reviewed if one.when), key=lambda one: one.when)
    if not dated:
        return "day", ()
    first, last = (date.fromisoformat(one.when[:10]) for one in (dated[0], dated[-1]))
    span = (last - first).days
    period = "day" if span < DAYS else "week" if span < WEEKS else "month"
    return period, _rows(dated, lambda one: _start(date.fromisoformat(one.when[:10]), period))


def _start(day: date, period: str) -> str:
    """Return the first day of the period that a day lies in: weeks begin on Mondays."""
    if period == "week":
        day -= timedelta(days=day.weekday())
    return (day.replace(day=1) if period == "month" else day).isoformat()


def _terms(project: Project, reviewed: Sequence[Reviewed]) -> Iterable[TermRow]:
    from translate.glossary.corrections import find_corrections

    revisions = [_revision(one) for one in reviewed]
    if not any(one.replaced for one in revisions):
        return
    for one in find_corrections(revisions, Terminology(project, figures=False).policy()):
        # A row that there is already, here or among the bundled ones, gets another target.
        option = ["--replace"] if one.present else []
        command = shlex.join(["translate", "glossary", "add", one.source, one.target, *option])
        yield TermRow(one.source, one.drafted, one.target, one.count, one.present, one.example, command)


def _revision(one: Reviewed) -> Revision:
    from translate.glossary.corrections import Revision

    pieces = compare(one.draft, one.unit.target)
    replaced = tuple(
        (before.text, after.text)
        for before, after in pairwise(pieces)
        if (before.kind, after.kind) == (PieceKind.REMOVED, PieceKind.ADDED)
    )
    return Revision(one.unit.source, one.unit.target, replaced)


def _find(project: Project, articles: Sequence[_Article], problems: list[str]) -> dict[str, list[Finding]]:
    paths = [article.path for article in articles if article.catalogue is not None]
    if not paths:
        return {}
    try:
        reports = check(project, paths, project.source)
    except TranslateError as error:
        problems.append(f"The checks could not be run: {error}")
        return {}
    return {report.article: [item.finding for item in report.findings] for report in reports}


def _count_findings(findings: dict[str, list[Finding]]) -> tuple[FindingRow, ...]:
    counts = Counter((one.check, str(one.severity)) for found in findings.values() for one in found)
    spread = Counter(pair for found in findings.values() for pair in {(one.check, str(one.severity)) for one in found})
    order = [str(severity) for severity in Severity]
    rows = (FindingRow(check, severity, count, spread[check, severity]) for (check, severity), count in counts.items())
    return tuple(sorted(rows, key=lambda row: (order.index(row.severity), -row.findings, row.check)))


def _origins(articles: Sequence[_Article], reviewed: Sequence[Reviewed]) -> Iterable[OriginRow]:
    """Yield a row for each place that targets come from: memory, engine, or a person alone."""
    units: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for unit in (unit for article in articles for unit in article.units if unit.target):
        origin = str(unit.draft.origin) if unit.draft is not None else "person"
        units[origin] += 1
        words[origin] += count_words(unit.source)
    for origin in sorted(units, key=["memory", "engine", "person"].index):
        efforts = [one.effort for one in reviewed if one.unit.draft is not None and one.unit.draft.origin == origin]
        total = sum(efforts, Effort())
        yield OriginRow(origin, units[origin], words[origin], total.units, total.untouched, total.ter)


def _machine(article: _Article) -> MachineRow:
    work = article.chronicle.work
    words, seconds = sum(one.words for one in work), sum(one.seconds for one in work)
    rate = words / seconds if seconds else 0.0
    return MachineRow(article.name, len(work), sum(one.units for one in work), words, round(seconds, 3), rate)
