"""Draft and update: the same road, with an empty catalogue at its start or with the one that people have edited."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.catalogue.redrafting import drop_drafts
from translate.checks.registry import find_mistakes
from translate.drafting.ladder import Request, find_terms, hold_terms
from translate.errors import CatalogueError
from translate.model import Draft, Finding, Origin, Severity, State
from translate.workflow.reports import DraftReport, UnitFinding
from translate.workflow.sources import Source, count_words, find_articles, read_source
from translate.workflow.terminology import draft_signature, open_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from translate.drafting.ladder import Held
    from translate.model import Segment, TermMatch, Unit
    from translate.project import Project
    from translate.protocols import Engine, TermPolicy

    Progress = Callable[[int, int], None] | None

GROUP_SEGMENTS = 4_000
"""Articles are read, translated and written in groups of about so many segments, which bounds the memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """One article on its way: its source, its catalogue's path, what was there, and what the merge made of it."""

    source: Source
    path: Path
    merge: po.Merge
    matches: dict[po.Key, tuple[TermMatch, ...]]


def draft(
    project: Project,
    articles: Sequence[Path],
    *,
    source: str | None = None,
    engine: str | None = None,
    update_existing: bool = False,
    progress: Progress = None,
) -> list[DraftReport]:
    """Draft articles that have no catalogue yet; with `update_existing`, update those that have one.

    Raises CatalogueError, before anything is written, where a catalogue exists; any other TranslateError too.
    """
    for path in articles:
        target = project.catalogue_path(path)
        if target.exists() and not update_existing:
            raise CatalogueError(
                "this article has a catalogue already, and a draft would overwrite it",
                path=target,
                remedy=f"Run: translate update {path}",
            )
    return list(_Run(project, source, engine, progress).process(list(dict.fromkeys(articles)), write=True))


def update(
    project: Project,
    articles: Sequence[Path],
    *,
    source: str | None = None,
    engine: str | None = None,
    dry_run: bool = False,
    progress: Progress = None,
) -> list[DraftReport]:
    """Bring the catalogues of articles up to date; all of the workspace's when none is named.

    A dry run translates nothing and writes nothing. Raises any TranslateError.
    """
    paths = find_articles(project, articles)
    return list(_Run(project, source, engine, progress).process(paths, write=not dry_run))


class _Run:
    """One run of the command: opens the glossary and the engine once, and only when they are needed."""

    def __init__(self, project: Project, source: str | None, engine: str | None, progress: Progress) -> None:
        self.project = project
        self.source = source
        self.engine_name = engine or project.engine.name
        self.progress = progress
        self.policy: TermPolicy = open_policy(project)
        self.engine: Engine = self._open_engine()

    def _open_engine(self) -> Engine:
        from translate.engine.opening import open_engine
        from translate.engine.options import EngineOptions

        settings = self.project.engine
        options = EngineOptions(
            beam_size=settings.beam_size,
            threads=settings.threads,
            compute_type=settings.compute_type,
            cache=self.project.state / "cache",
        )
        if settings.batch_tokens:
            options = replace(options, batch_tokens=settings.batch_tokens)
        return open_engine(self.engine_name, self.source or self.project.source, self.project.target, options)

    def process(self, paths: Sequence[Path], *, write: bool) -> Iterator[DraftReport]:
        """Yield a report for each article, in order."""
        self._refuse_shared_catalogues(paths)
        for jobs in self._groups(paths):
            held = self._translate(jobs) if write else {}
            for job in jobs:
                yield self._finish(job, held, write=write)

    def _refuse_shared_catalogues(self, paths: Sequence[Path]) -> None:
        owners: dict[Path, Path] = {}
        for path in paths:
            other = owners.setdefault(self.project.catalogue_path(path), path)
            if other != path:
                raise CatalogueError(
                    f"'{other}' and '{path}' would share this catalogue",
                    path=self.project.catalogue_path(path),
                    remedy="Rename one of the two articles.",
                )

    def _groups(self, paths: Sequence[Path]) -> Iterator[list[Job]]:
        jobs: list[Job] = []
        for path in paths:
            jobs.append(self._prepare(path))
            if sum(len(job.source.segments) for job in jobs) >= GROUP_SEGMENTS:
                yield jobs
                jobs = []
        if jobs:
            yield jobs

    def _prepare(self, path: Path) -> Job:
        """Read an article and its catalogue and merge the two."""
        source = read_source(self.project, path, self.source)
        target = self.project.catalogue_path(path)
        old = po.read(target) if target.exists() else None
        if old is not None and old.article not in ("", source.name) and (self.project.root / old.article).exists():
            raise CatalogueError(
                f"the catalogue belongs to '{old.article}', not to '{source.name}'",
                path=target,
                remedy="Rename one of the two articles.",
            )
        matches = {
            (segment.context, segment.source): find_terms(Request(segment.source, segment.placeables), self.policy)
            for segment in source.segments
        }
        merge = po.merge(
            old,
            source.segments,
            article=source.name,
            source_digest=source.digest,
            source_language=self.source or self.project.source,
            target_language=self.project.target,
            notes=lambda segment: _term_notes(matches[segment.context, segment.source]),
            threshold=self.project.thresholds.fuzzy,
        )
        merge = replace(merge, catalogue=drop_drafts(merge.catalogue, self._stale(merge.catalogue, matches)))
        return Job(source, target, merge, matches)

    def _stale(self, catalogue: po.Catalogue, matches: dict[po.Key, tuple[TermMatch, ...]]) -> set[po.Key]:
        """Return the drafts nobody touched that this engine or this glossary would make differently."""
        return {
            (unit.context, unit.source)
            for unit in catalogue.units
            if unit.state is State.DRAFT
            and unit.draft is not None
            and unit.draft.origin is Origin.ENGINE
            and unit.draft.signature != draft_signature(self.engine, matches[unit.context, unit.source])
        }

    def _translate(self, jobs: Sequence[Job]) -> dict[Request, Held]:
        """Translate every open unit of the group, equal ones once."""
        requests = list(dict.fromkeys(request for job in jobs for request in _open_requests(job).values()))
        if not requests:
            return {}
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            if self.progress is not None:
                self.progress(done, len(requests))

        return dict(zip(requests, hold_terms(requests, self.engine, self.policy, advance), strict=True))

    def _finish(self, job: Job, held: dict[Request, Held], *, write: bool) -> DraftReport:
        """Put the drafts into their units, write the catalogue and say what was done."""
        requests = _open_requests(job)
        drafts = {
            key: Draft(
                held[request].target,
                Origin.ENGINE,
                draft_signature(self.engine, held[request].matches),
                (*held[request].steps, *held[request].lost, *held[request].warnings),
                held[request].score,
            )
            for key, request in requests.items()
            if request in held
        }
        filled = po.fill(job.merge.catalogue, drafts)
        written = po.save(job.path, filled, read_digest=filled.read_digest) if write else False
        return self._report(job, filled, {requests[key]: held[requests[key]] for key in drafts}, written=written)

    def _report(self, job: Job, filled: po.Catalogue, held: dict[Request, Held], *, written: bool) -> DraftReport:
        units = {(unit.context, unit.source): unit for unit in filled.units if unit.state is not State.OBSOLETE}
        open_words = sum(
            count_words(segment.source)
            for segment in job.source.segments
            if Request(segment.source, segment.placeables) in held
            or units[segment.context, segment.source].state is State.UNTRANSLATED
        )
        return DraftReport(
            article=job.source.name,
            catalogue=str(job.path),
            segments=len(job.source.segments),
            words=job.source.words,
            terms=sum(len(job.matches[segment.context, segment.source]) for segment in job.source.segments),
            drafted=len(held),
            leverage=100 * (1 - open_words / job.source.words) if job.source.words else 0.0,
            written=written,
            states=dict(Counter(str(unit.state) for unit in filled.units)),
            changes=dict(Counter(str(change.kind) for change in job.merge.changes)),
            findings=tuple(_find(job, units, held)),
        )


def _open_requests(job: Job) -> dict[po.Key, Request]:
    """Return what must be translated for each unit without a target."""
    open_keys = {(unit.context, unit.source) for unit in job.merge.catalogue.units if unit.state is State.UNTRANSLATED}
    return {
        (segment.context, segment.source): Request(segment.source, segment.placeables)
        for segment in job.source.segments
        if (segment.context, segment.source) in open_keys
    }


def _term_notes(matches: Sequence[TermMatch]) -> tuple[str, ...]:
    """Return the line that tells a translator which fixed forms a unit holds."""
    forms = dict.fromkeys(
        match.form if match.surface == match.form else f"{match.surface} → {match.form}" for match in matches
    )
    return (f"Terms: {'; '.join(forms)}",) if forms else ()


def _find(job: Job, units: dict[po.Key, Unit], held: dict[Request, Held]) -> Iterator[UnitFinding]:
    """Yield what is wrong with each unit, in the article's order: what checks see, and what the engine doubts."""
    for segment in _distinct(job.source.segments):
        key = (segment.context, segment.source)
        for finding in find_mistakes(units[key], job.matches[key]):
            yield UnitFinding(segment.source, segment.line, finding)
        doubts = held.get(Request(segment.source, segment.placeables))
        for warning in doubts.warnings if doubts else ():
            message = f"the draft is doubtful ({warning}): compare it with its source."
            yield UnitFinding(segment.source, segment.line, Finding("draft", Severity.WARNING, message))


def _distinct(segments: Sequence[Segment]) -> list[Segment]:
    return list({(segment.context, segment.source): segment for segment in reversed(segments)}.values())[::-1]
