"""From an article to a job: it is read, its catalogue beside it, and the two are merged."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.catalogue.redrafting import drop_drafts
from translate.checks.registry import find_mistakes
from translate.errors import CatalogueError
from translate.model import Origin, State
from translate.workflow.jobs import Job
from translate.workflow.ownership import refuse_foreign
from translate.workflow.renaming import Renames, take_over
from translate.workflow.rotation import Rotations
from translate.workflow.sources import digest_file, read_source, remembered_format
from translate.workflow.term_table import TermTable
from translate.workflow.terminology import draft_signature, explain_difference
from translate.workflow.unit_cache import cache_path, load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from translate.project import Project
    from translate.protocols import Engine
    from translate.workflow.options import Options
    from translate.workflow.reports import DraftReport
    from translate.workflow.rotation import Rotation
    from translate.workflow.sources import Source
    from translate.workflow.terminology import Terminology
    from translate.workflow.unit_cache import UnitCache


class Preparation:
    """Prepares the articles at `paths` for one run, in the source language `language` (BCP 47), for `engine`.

    `stamp` is what caches of earlier runs must bear to be believed: see `unit_cache.make_stamp`. Without `write` not
    even what is left to a person is recorded.
    """

    def __init__(
        self,
        project: Project,
        options: Options,
        paths: Sequence[Path],
        language: str,
        engine: Engine,
        terminology: Terminology,
        stamp: str,
        *,
        write: bool,
    ) -> None:
        self.project = project
        self.options = options
        self.language = language
        self.engine = engine
        self.terminology = terminology
        self.stamp = stamp
        self.write = write
        self.judge = partial(
            find_mistakes, source_language=language, target_language=project.target, off=project.checks.off
        )
        self.renames = Renames(project, paths, self._read_source)
        self.rotations = Rotations(project, paths, self._read_source, self.renames)

    def read(self, path: Path) -> Job | DraftReport:
        """Return an article's job, or the report of one that needs no work. Raises TranslateError."""
        cache = load(cache_path(self.project, path), self.stamp)
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
        rotation = self._find_rotation(source)
        if rotation is not None:
            former: Path | None = rotation.former(target)
        else:
            former = target if target.exists() else self._find_former(source)
        place = former if rotation is None else rotation.locate(target)
        old = po.read(place) if place is not None else None
        if old is not None and former != target and old.source_format:
            source = self._read_source(path, old.source_format)
        for warning in source.article.warnings:
            self.options.notify(warning)
        if old is not None:
            po.require_language(old, self.project.target, former)
            refuse_foreign(self.project, source.path, old)
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
        return Job(source, target, former, old, merge, terms, stale, rotation)

    def _read_source(self, path: Path, format_name: str | None = None) -> Source:
        # An article that was drafted before has shown then that it is in the right language.
        drafted = self.project.catalogue_path(path).exists()
        language = self.language if self.options.source or drafted else None
        return read_source(self.project, path, language, self.options.format_name or format_name)

    def _find_rotation(self, source: Source) -> Rotation | None:
        """Return the exchange of names that an article is in, where the catalogues are to follow."""
        rotation = None if self.options.keep_names else self.rotations.find(source)
        if rotation is None or not rotation.agree(source, self.options.confirm, self.options.notify):
            return None
        return rotation

    def _find_former(self, source: Source) -> Path | None:
        """Return the catalogue of a new article's former name that is to go along."""
        if self.options.keep_names:
            return None
        try:
            former = self.renames.find_former(source)
            claims = {} if former is None else {source.name: former}
            taken = bool(claims) and take_over(source.name, claims, self.options.confirm, self.options.notify)
        except CatalogueError:
            if self.write:
                self.renames.note_refusal(source.path)
            raise
        return former.path if former is not None and taken else None

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
