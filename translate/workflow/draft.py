"""Draft and update: the same road, with an empty catalogue at its start or with the one that people have edited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.catalogue.redrafting import drop_drafts
from translate.drafting.ladder import Request, find_terms, hold_terms
from translate.errors import CatalogueError
from translate.model import Draft, Origin, State
from translate.workflow.assessment import count_changes, make_report
from translate.workflow.jobs import Job, describe_terms, open_requests
from translate.workflow.renaming import choose_catalogue
from translate.workflow.sources import find_articles, read_source
from translate.workflow.terminology import draft_signature, open_policy
from translate.workflow.undoing import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from translate.drafting.ladder import Held
    from translate.model import TermMatch
    from translate.project import Project
    from translate.protocols import Engine, TermPolicy
    from translate.workflow.renaming import Confirm
    from translate.workflow.reports import DraftReport

    Progress = Callable[[int, int], None] | None

GROUP_SEGMENTS = 4_000
"""Articles are read, translated and written in groups of about so many segments, which bounds the memory."""


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
    confirm: Confirm | None = None,
    progress: Progress = None,
) -> list[DraftReport]:
    """Bring the catalogues of articles up to date; all of the workspace's when none is named.

    A dry run translates nothing and writes nothing. `confirm` is asked before the catalogue of a renamed article is
    taken over. Raises any TranslateError.
    """
    paths = find_articles(project, articles)
    return list(_Run(project, source, engine, progress, confirm).process(paths, write=not dry_run))


class _Run:
    """One run of the command: opens the glossary and the engine once, and only when they are needed."""

    def __init__(
        self,
        project: Project,
        source: str | None,
        engine: str | None,
        progress: Progress,
        confirm: Confirm | None = None,
    ) -> None:
        self.project = project
        self.command = "draft" if confirm is None else "update"
        self.confirm = confirm
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
        former = choose_catalogue(self.project, source, target, self.confirm)
        old = po.read(former) if former is not None else None
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
            notes=lambda segment: describe_terms(matches[segment.context, segment.source]),
            threshold=self.project.thresholds.fuzzy,
        )
        stale = self._stale(merge.catalogue, matches)
        merge = replace(merge, catalogue=drop_drafts(merge.catalogue, stale))
        return Job(source, target, former, merge, matches, stale)

    def _stale(self, catalogue: po.Catalogue, matches: dict[po.Key, tuple[TermMatch, ...]]) -> frozenset[po.Key]:
        """Return the drafts nobody touched that this engine or this glossary would make differently."""
        return frozenset(
            (unit.context, unit.source)
            for unit in catalogue.units
            if unit.state is State.DRAFT
            and unit.draft is not None
            and unit.draft.origin is Origin.ENGINE
            and unit.draft.signature != draft_signature(self.engine, matches[unit.context, unit.source])
        )

    def _translate(self, jobs: Sequence[Job]) -> dict[Request, Held]:
        """Translate every open unit of the group, equal ones once."""
        requests = list(dict.fromkeys(request for job in jobs for request in open_requests(job).values()))
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
        requests = open_requests(job)
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
        written = self._save(job, filled) if write else False
        return make_report(job, filled, {requests[key]: held[requests[key]] for key in drafts}, written=written)

    def _save(self, job: Job, filled: po.Catalogue) -> bool:
        """Write a catalogue, remember the run, and take the catalogue of a former name away; tell what was written."""
        moved = job.former not in (None, job.path)
        summary = ", ".join(f"{count} {kind}" for kind, count in count_changes(job).items())
        with remembered(self.project, job.path, po.render(filled), command=self.command, summary=summary):
            written = po.save(
                job.path,
                filled,
                read_digest=None if moved else filled.read_digest,
                locks=self.project.state / "locks",
            )
        if moved and job.former is not None:
            job.former.unlink()
        return written
