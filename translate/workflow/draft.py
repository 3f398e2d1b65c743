"""Draft and update: the same road, with an empty catalogue at its start or with the one that people have edited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.catalogue.redrafting import drop_drafts
from translate.checks.registry import find_mistakes
from translate.errors import CatalogueError
from translate.model import Origin, State
from translate.storage import move
from translate.workflow.assessment import count_changes, make_report, unchanged_report
from translate.workflow.background import Background
from translate.workflow.chronicle import Work, observe, record_work, utc_now
from translate.workflow.jobs import Job
from translate.workflow.learning import open_memory
from translate.workflow.ownership import refuse_exchanged, refuse_shared
from translate.workflow.production import Production, Translated, Wanted, assemble, gather, translate
from translate.workflow.renaming import Renames, take_over
from translate.workflow.sources import (
    count_words,
    digest_file,
    distinct,
    find_articles,
    read_source,
    remembered_format,
)
from translate.workflow.term_table import TermTable
from translate.workflow.terminology import Terminology, draft_signature, explain_difference
from translate.workflow.undoing import remembered
from translate.workflow.unit_cache import UnitCache, make_stamp
from translate.workflow.unit_cache import load as load_cache
from translate.workflow.walk import each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from translate.project import Project
    from translate.protocols import Engine
    from translate.workflow.learning import OpenMemory
    from translate.workflow.renaming import Confirm
    from translate.workflow.reports import DraftReport
    from translate.workflow.sources import Source
    from translate.workflow.walk import Refuse

    Progress = Callable[[int, int], None] | None

GROUP_SEGMENTS = 1_000
"""Articles are translated in groups of about so many segments, while the groups before and after are written and read.

That bounds the memory; larger groups hardly fill the engine's batches better."""
CLUSTER_GROUP_SEGMENTS = 10_000
"""The same for a cluster, which has more hands to keep busy."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is made: `source`, `engine` and `format_name` overrule the workspace's; the others are how it speaks.

    `progress` is called with (finished, total) requests, `notify` with lines that a user should see, `confirm` with a
    question to which None means that nobody can answer. `scheduler` is the address of a Dask cluster to translate on.
    `refuse` is told of an article or catalogue that cannot be read, and the run goes on with the others; without it,
    the run ends there. With `keep_names` a renamed article is a new one, and a catalogue that of the article whose
    name it has, unasked.
    """

    source: str | None = None
    engine: str | None = None
    progress: Progress = None
    notify: Callable[[str], None] = lambda _: None
    confirm: Confirm | None = None
    format_name: str | None = None
    scheduler: str | None = None
    refuse: Refuse = None
    keep_names: bool = False


def draft(
    project: Project, articles: Sequence[Path], options: Options, *, update_existing: bool = False
) -> list[DraftReport]:
    """Draft articles that have no catalogue yet; with `update_existing`, update those that have one.

    Raises CatalogueError, before anything is written, where a catalogue exists; any other TranslateError too.
    """
    paths = distinct(project, articles)
    for path in paths:
        target = project.catalogue_path(path)
        if target.exists() and not update_existing:
            raise CatalogueError(
                "this article has a catalogue already, and a draft would overwrite it",
                path=target,
                remedy=f"Run: translate update {path}, or give --update to this command.",
            )
    return list(_Run(project, options, "draft").process(paths, write=True))


def update(project: Project, articles: Sequence[Path], options: Options, *, dry_run: bool = False) -> list[DraftReport]:
    """Bring the catalogues of articles up to date; all of the workspace's when none is named.

    A dry run translates nothing and writes nothing. Raises any TranslateError.
    """
    return list(_Run(project, options, "update").process(find_articles(project, articles), write=not dry_run))


class _Run:
    """One run of the command: opens the glossary and the engine once, and only when they are needed."""

    def __init__(self, project: Project, options: Options, command: str) -> None:
        self.project = project
        self.options = options
        self.command = command
        self.language = options.source or project.source
        self.judge = partial(
            find_mistakes, source_language=self.language, target_language=project.target, off=project.checks.off
        )
        self.engine: Engine = self._open_engine()
        self.stamp = make_stamp(project, self.engine.signature, self.language)
        self.terminology = Terminology(project, stamp=self.stamp)

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
        name = self.options.engine or settings.name
        if self.options.scheduler is not None:
            from translate.engine.cluster import ClusterEngine

            scheduler, notify = self.options.scheduler, self.options.notify
            return ClusterEngine(scheduler, name, self.language, self.project.target, options, notify)
        return open_engine(name, self.language, self.project.target, options)

    def process(self, paths: Sequence[Path], *, write: bool) -> Iterator[DraftReport]:
        """Yield a report for each article, in order."""
        self._refuse_shared_catalogues(paths)
        self.renames = Renames(self.project, paths, self._read_source)
        with open_memory(self.project, self.language) as memory, Background() as background:
            before: Callable[[], Iterator[DraftReport]] | None = None
            for group in self._groups(paths):
                # This group waits for its turn with the engine, while the one before is written and the next one read.
                started = self._start(group, memory, background, write=write)
                if before is not None:
                    yield from before()
                before = started
            if before is not None:
                yield from before()
        if write:
            self.terminology.keep()

    def _start(
        self, group: Sequence[Job | DraftReport], memory: OpenMemory, background: Background, *, write: bool
    ) -> Callable[[], Iterator[DraftReport]]:
        """Give a group's open units to the engine; return what waits for them and yields the group's reports."""
        jobs = [one for one in group if isinstance(one, Job)]
        wanted = gather(jobs, memory) if write else Wanted(jobs, [], [])
        running = None
        if any(wanted.left):
            running = background.start(partial(translate, wanted, self.engine, self.options.progress, background.check))

        def finish() -> Iterator[DraftReport]:
            translated = running.result() if running is not None else Translated({}, 0.0)
            made = iter(assemble(wanted, translated, self.engine) if write else [Production() for _ in jobs])
            for one in group:
                yield self._finish(one, next(made), write=write) if isinstance(one, Job) else one
            for notice in memory.notices:
                self.options.notify(notice)
            memory.notices.clear()

        return finish

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

    def _groups(self, paths: Sequence[Path]) -> Iterator[list[Job | DraftReport]]:
        """Yield groups of jobs, with the reports of articles that need no work in their places.

        What cannot be read is told to `refuse`, or raised.
        """
        group: list[Job | DraftReport] = []
        size = 0
        most = GROUP_SEGMENTS if self.options.scheduler is None else CLUSTER_GROUP_SEGMENTS
        # The first groups are small, so that the engine does not wait long for its first work.
        limit = min(most, most // 4 + 1)
        for one in each(paths, self._read, self.options.refuse):
            group.append(one)
            size += len(one.source.segments) if isinstance(one, Job) else 0
            if size >= limit:
                yield group
                group, size, limit = [], 0, min(most, 2 * limit)
        if group:
            yield group

    def _cache_path(self, article: Path) -> Path:
        place = self.project.catalogue_path(article).relative_to(self.project.catalogues)
        return self.project.state / "cache" / "units" / self.project.target / place.with_suffix(".json")

    def _read(self, path: Path) -> Job | DraftReport:
        """Return an article's job, or the report of one that needs no work."""
        cache = load_cache(self._cache_path(path), self.stamp)
        return self._find_unchanged(path, cache) or self._prepare(path, cache)

    def _find_unchanged(self, path: Path, cache: UnitCache) -> DraftReport | None:
        """Return the report of an article that is, like its catalogue, what the last run has left."""
        target = self.project.catalogue_path(path)
        if cache.report is None or not path.is_file() or not target.is_file():
            return None
        if self.options.format_name not in (None, remembered_format(self.project, path)):
            return None
        same = (digest_file(path), digest_file(target)) == (cache.article, cache.catalogue)
        return cache.report if same else None

    def _prepare(self, path: Path, cache: UnitCache) -> Job:
        """Read an article and its catalogue and merge the two."""
        target = self.project.catalogue_path(path)
        source = self._read_source(path)
        for warning in source.article.warnings:
            self.options.notify(warning)
        former = target if target.exists() else self._find_former(source)
        old = po.read(former) if former is not None else None
        if old is not None:
            po.require_language(old, self.project.target, former)
            refuse_shared(self.project, source, old, target)
        if old is not None and former == target and not self.options.keep_names:
            refuse_exchanged(self.project, source, old, target, self._read_source)
        terms = TermTable(source.segments, self.terminology, cache, self.judge)
        merge = po.merge(
            old,
            source.segments,
            article=source.name,
            source_digest=source.digest,
            source_language=self.language,
            target_language=self.project.target,
            notes=lambda segment: terms.known((segment.context, segment.source)).notes,
            threshold=self.project.thresholds.fuzzy,
        )
        if self.options.format_name:
            merge = replace(merge, catalogue=po.with_format(merge.catalogue, self.options.format_name))
        stale = self._stale(merge.catalogue, terms)
        merge = replace(merge, catalogue=drop_drafts(merge.catalogue, stale))
        return Job(source, target, former, old, merge, terms, stale)

    def _read_source(self, path: Path) -> Source:
        # An article that was drafted before has shown then that it is in the right language.
        drafted = self.project.catalogue_path(path).exists()
        language = self.language if self.options.source or drafted else None
        return read_source(self.project, path, language, self.options.format_name)

    def _find_former(self, source: Source) -> Path | None:
        """Return the catalogue of a new article's former name that is to go along."""
        former = None if self.options.keep_names else self.renames.find_former(source)
        if former is None or not take_over(source, former, self.options.confirm, self.options.notify):
            return None
        return former.path

    def _stale(self, catalogue: po.Catalogue, terms: TermTable) -> dict[po.Key, str]:
        """Return the untouched drafts that would come out differently now, with what has changed: terms or engine."""
        stale: dict[po.Key, str] = {}
        for unit in catalogue.units:
            if unit.state is not State.DRAFT or unit.draft is None or unit.draft.origin is not Origin.ENGINE:
                continue
            key = (unit.context, unit.source)
            signature = draft_signature(self.engine, terms.known(key).terms)
            if unit.draft.signature != signature:
                stale[key] = explain_difference(unit.draft.signature, signature)
        return stale

    def _finish(self, job: Job, production: Production, *, write: bool) -> DraftReport:
        """Put the drafts into their units, write the catalogue and say what was done."""
        filled = po.fill(job.merge.catalogue, production.drafts)
        if not write:
            return make_report(job, filled, production.held, written=False)
        planned = po.render(filled)
        written = self._save(job, filled, planned)
        self._record(job, production)
        report = make_report(job, filled, production.held, written=written)
        self._remember(job, planned, report)
        return report

    def _record(self, job: Job, production: Production) -> None:
        """Note how long the engine worked on an article, if it did."""
        if production.held:
            words = sum(count_words(source) for _, source in production.held)
            seconds = round(production.seconds, 3)
            work = Work(utc_now(), self.command, len(production.held), words, seconds)
            record_work(self.project, job.path, work)

    def _remember(self, job: Job, planned: bytes, report: DraftReport) -> None:
        """Keep what is known of the units, and the report that the next run will give if nothing changes."""
        cache = job.terms.as_cache(self._cache_path(job.source.path), self.stamp)
        present = digest_file(job.path)
        if present == po.digest(planned):
            cache.article, cache.catalogue = job.source.digest, present
            cache.report = unchanged_report(report)
        cache.save()

    def _save(self, job: Job, filled: po.Catalogue, planned: bytes) -> bool:
        """Write a catalogue, whose bytes should be `planned`; one under the article's former name is moved here.

        The run is remembered. Returns whether anything was written.
        """
        if job.former not in (None, job.path):
            # Moved first: whenever the run ends, there is one catalogue, under a name at which the next run finds it.
            move(job.former, job.path)
        if job.former is not None:
            observe(self.project, job.path, filled)
        summary = ", ".join(f"{count} {kind}" for kind, count in count_changes(job).items())
        with remembered(self.project, job.path, planned, command=self.command, summary=summary):
            return po.save(
                job.path,
                filled,
                read_digest=filled.read_digest,
                locks=self.project.locks,
            )
