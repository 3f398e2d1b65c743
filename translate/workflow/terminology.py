"""The terms of a workspace: its glossary files over the bundled rows, and the names that no row covers."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from translate.drafting.revision import REVISION
from translate.workflow.term_cache import load_table, save_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from translate.glossary.finder import TermFinder
    from translate.glossary.matcher import Glossary
    from translate.project import Project
    from translate.protocols import Engine, TermPolicy


def glossary_layers(project: Project) -> list[Path]:
    """Return the glossary files in use, the one with the last word first: the workspace's, then the bundled rows."""
    files = project.glossary_files()[::-1]
    if project.glossary.bundled and (project.source, project.target) == ("fr", "en"):
        from translate.glossary.rows import bundled_path

        files.append(bundled_path())
    return list(dict.fromkeys(path.resolve() for path in files))


class Terminology:
    """What finds a workspace's terms, names and, if wanted, figures in French notation; built when it is first asked.

    With a `stamp` (see `unit_cache.make_stamp`) the glossary of an earlier run is used, and `keep` leaves it to the
    next one. A glossary row that cannot be used is a GlossaryError when the glossary is built.
    """

    def __init__(self, project: Project, *, figures: bool = True, stamp: str = "") -> None:
        self._project = project
        notation = project.source.startswith("fr") and project.target.startswith("en")
        self._figures = figures and notation
        self._stamp = stamp
        self._cache = project.state / "cache" / "terms" / f"{project.source}-{project.target}.json"
        self._built: Glossary | None = None

    def tell_names(self, text: str) -> dict[str, str]:
        """Return the words that a stretch of an article shows to be names, with their target forms."""
        return self._finder.tell_names(text)

    def policy(self, names: Mapping[str, str] | None = None) -> TermPolicy:
        """Return the policy for an article whose `names`, by `tell_names` of its parts, are known."""
        from translate.drafting.figures import FigurePolicy

        finder = self._finder.knowing(names) if names else self._finder
        return FigurePolicy(finder) if self._figures else finder

    def keep(self) -> None:
        """Keep the glossary for the next run, if this one has built it. Raises StorageError."""
        if self._built is not None and self._stamp:
            from translate.glossary.excerpts import tabulate

            save_table(self._cache, self._stamp, tabulate(self._built))

    @cached_property
    def _finder(self) -> TermFinder:
        from translate.glossary.finder import TermFinder

        return TermFinder(self._open_glossary(), carry_names=self._project.glossary.names)

    def _open_glossary(self) -> TermPolicy:
        table = load_table(self._cache, self._stamp) if self._stamp else None
        if table is not None:
            from translate.glossary.excerpts import Excerpts

            return Excerpts(table)
        from translate.glossary.matcher import Glossary
        from translate.glossary.rows import merge

        self._built = Glossary(merge(glossary_layers(self._project)))
        return self._built


def draft_signature(engine: Engine, terms: str) -> str:
    """Return what decides a unit's draft besides its source: the engine's digest, its terms', and drafting's revision.

    A draft on record with another signature could come out differently now; `explain_difference` says why.
    """
    digest = hashlib.sha256(engine.signature.encode()).hexdigest()
    return f"{engine.name} {digest[:8]}-{terms[:8]}-{REVISION}"


def explain_difference(recorded: str, present: str) -> str:
    """Return what has changed between two draft signatures: "engine", "terms", or else "drafting"."""
    pairs = zip(recorded.split("-"), present.split("-"), strict=False)
    return next((part for part, (old, new) in zip(("engine", "terms"), pairs, strict=False) if old != new), "drafting")
