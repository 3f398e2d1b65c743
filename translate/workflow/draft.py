"""Draft and update: the same road, with an empty catalogue at its start or with the one that people have edited."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate import storage
from translate.errors import CatalogueError
from translate.workflow.background import Background
from translate.workflow.completion import Completion
from translate.workflow.jobs import Job
from translate.workflow.learning import open_memory
from translate.workflow.options import Options
from translate.workflow.ownership import refuse_foreign
from translate.workflow.preparation import Preparation
from translate.workflow.production import Production, Tally, Translated, Wanted, assemble, gather, translate
from translate.workflow.relocation import finish_relocation
from translate.workflow.sources import distinct, find_articles
from translate.workflow.terminology import Terminology
from translate.workflow.unit_cache import make_stamp
from translate.workflow.walk import each

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from translate.project import Project
    from translate.protocols import Engine
    from translate.workflow.learning import OpenMemory
    from translate.workflow.reports import DraftReport

__all__ = ["Options", "draft", "update"]

GROUPS_AT_ONCE = 3
"""So many groups are with the engine at once: they fill each other's batches (`translate.engine.pool`)."""
GROUP_SEGMENTS = 500
"""Articles are translated in groups of about so many segments, while the groups before and after are written and read.

That bounds the memory; larger groups hardly fill the engine's batches better."""
CLUSTER_GROUP_SEGMENTS = 10_000
"""The same for a cluster, which has more hands to keep busy and gets one group at a time."""


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
            refuse_foreign(project, path, po.read(target))
            raise CatalogueError(
                "this article has a catalogue already, and a draft would overwrite it",
                path=target,
                remedy=f"Run: translate update {storage.near(path)}, or give --update to this command.",
            )
    return _Run(project, options, "draft").report(paths, write=True)


def update(project: Project, articles: Sequence[Path], options: Options, *, dry_run: bool = False) -> list[DraftReport]:
    """Bring the catalogues of articles up to date; all of the workspace's when none is named.

    A dry run translates nothing and writes nothing. Raises any TranslateError.
    """
    return _Run(project, options, "update").report(find_articles(project, articles), write=not dry_run)


class _Run:
    """One run of the command: opens the glossary and the engine once, and only when they are needed."""

    def __init__(self, project: Project, options: Options, command: str) -> None:
        self.project = project
        self.options = options
        self.command = command
        self.language = options.source or project.source
        self.engine: Engine = self._open_engine()
        self.stamp = make_stamp(project, self.engine.signature, self.language)
        self.terminology = Terminology(project, stamp=self.stamp)
        self.tally = Tally(options.progress)

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

    def report(self, paths: Sequence[Path], *, write: bool) -> list[DraftReport]:
        """Process the articles; return what is to be kept of their reports, in order."""
        kept = map(self.options.keep, self.process(paths, write=write))
        return [report for report in kept if report is not None]

    def process(self, paths: Sequence[Path], *, write: bool) -> Iterator[DraftReport]:
        """Yield a report for each article, in order."""
        paths = self._without_shared_catalogues(paths)
        finish_relocation(self.project, write=write)
        preparation = Preparation(
            self.project,
            self.options,
            paths,
            self.language,
            self.engine,
            self.terminology,
            self.stamp,
            write=write,
        )
        completion = Completion(self.project, self.command, self.stamp, write)
        at_once = GROUPS_AT_ONCE if self.options.scheduler is None else 1
        with open_memory(self.project, self.language) as memory, Background(at_once) as background:
            started: deque[Iterator[DraftReport]] = deque()
            for group in self._groups(each(paths, preparation.read, self.options.refuse)):
                # While a group is written and the next one read, the engine has those between.
                started.append(self._start(group, memory, background, completion))
                if len(started) > at_once:
                    yield from started.popleft()
            while started:
                yield from started.popleft()
        if write:
            self.terminology.keep()

    def _start(
        self, group: Sequence[Job | DraftReport], memory: OpenMemory, background: Background, completion: Completion
    ) -> Iterator[DraftReport]:
        """Give a group's open units to the engine; return what waits for them and yields the group's reports."""
        jobs = [one for one in group if isinstance(one, Job)]
        wanted = gather(jobs, memory) if completion.write else Wanted(jobs, [], [])
        running = None
        if any(wanted.left):
            self.tally.expect(len(wanted.requests))
            running = background.start(partial(translate, wanted, self.engine, self.tally, background.check))
        return self._finish(group, wanted, running, memory, completion)

    def _finish(
        self,
        group: Sequence[Job | DraftReport],
        wanted: Wanted,
        running: Future[Translated] | None,
        memory: OpenMemory,
        completion: Completion,
    ) -> Iterator[DraftReport]:
        translated = running.result() if running is not None else Translated({}, 0.0)
        made = iter(assemble(wanted, translated, self.engine) if completion.write else [Production() for _ in group])
        for one in group:
            yield completion.finish(one, next(made)) if isinstance(one, Job) else one
        for notice in memory.notices:
            self.options.notify(notice)
        memory.notices.clear()

    def _without_shared_catalogues(self, paths: Sequence[Path]) -> list[Path]:
        """Return the articles but those that would share a catalogue, which are refused, all of them.

        Two that would have one elsewhere are told. Raises CatalogueError where nobody listens to refusals.
        """
        owners: dict[str, Path] = {}
        shared: set[Path] = set()
        for path in paths:
            target = self.project.catalogue_path(path)
            other = owners.setdefault(storage.fold(target), path)
            if other == path:
                continue
            names = f"'{storage.near(other)}' and '{storage.near(path)}' would share"
            if self.project.catalogue_path(other) == target or storage.folds_names(path):
                problem = CatalogueError(
                    f"{names} this catalogue", path=target, remedy="Rename one of the two articles."
                )
                if self.options.refuse is None:
                    raise problem
                self.options.refuse(problem)
                shared |= {other, path}
            else:
                self.options.notify(
                    f"{names} one catalogue on macOS or Windows, where the case of a name does not count: rename one "
                    "of the two articles."
                )
        return [path for path in paths if path not in shared]

    def _groups(self, read: Iterable[Job | DraftReport]) -> Iterator[list[Job | DraftReport]]:
        """Yield groups of jobs, with the reports of articles that need no work in their places."""
        group: list[Job | DraftReport] = []
        size = 0
        most = GROUP_SEGMENTS if self.options.scheduler is None else CLUSTER_GROUP_SEGMENTS
        # The first groups are small, so that the engine does not wait long for its first work.
        limit = min(most, most // 4 + 1)
        for one in read:
            group.append(one)
            size += len(one.source.segments) if isinstance(one, Job) else 0
            if size >= limit:
                yield group
                group, size, limit = [], 0, min(most, 2 * limit)
        if group:
            yield group
