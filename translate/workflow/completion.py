"""From a job and its drafts to a catalogue on disk, with all that the next runs and the reports want to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.storage import move
from translate.workflow.assessment import count_changes, make_report, unchanged_report
from translate.workflow.chronicle import Work, observe, record_work, rename_chronicle, utc_now
from translate.workflow.sources import count_words, digest_file
from translate.workflow.undoing import remembered, rename_journal
from translate.workflow.unit_cache import cache_path

if TYPE_CHECKING:
    from translate.project import Project
    from translate.workflow.jobs import Job
    from translate.workflow.production import Production
    from translate.workflow.reports import DraftReport


@dataclass(frozen=True, slots=True)
class Completion:
    """Completes the jobs of one run of the command `command`, whose caches bear `stamp`.

    Without `write` nothing is written: the reports say what would be.
    """

    project: Project
    command: str
    stamp: str
    write: bool

    def finish(self, job: Job, production: Production) -> DraftReport:
        """Put the drafts into their units, write the catalogue and say what was done. Raises TranslateError."""
        filled = po.fill(job.merge.catalogue, production.drafts)
        if not self.write:
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
        cache = job.terms.as_cache(cache_path(self.project, job.source.path), self.stamp)
        present = digest_file(job.path)
        if present == po.digest(planned):
            cache.article, cache.catalogue = job.source.digest, present
            cache.report = unchanged_report(report)
        cache.save()

    def _save(self, job: Job, filled: po.Catalogue, planned: bytes) -> bool:
        """Write a catalogue, whose bytes should be `planned`; one under the article's former name is moved here.

        The run is remembered. Returns whether anything was written.
        """
        if job.rotation is not None:
            job.rotation.carry_out()
        elif job.former is not None and job.former != job.path:
            # Moved first: whenever the run ends, there is one catalogue, under a name at which the next run finds it.
            move(job.former, job.path)
            rename_chronicle(self.project, job.former, job.path)
            rename_journal(self.project, job.former, job.path)
        if job.former is not None:
            observe(self.project, job.path, filled)
        summary = ", ".join(f"{count} {kind}" for kind, count in count_changes(job).items())
        with remembered(self.project, job.path, planned, command=self.command, summary=summary):
            return po.save(
                job.path,
                filled,
                read_digest=filled.read_digest,
                locks=self.project.locks,
                planned=planned,
            )
