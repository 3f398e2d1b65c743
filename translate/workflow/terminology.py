"""The terms of a workspace: its glossary files over the bundled rows, and the names that no row covers."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from translate.model import TermMatch
    from translate.project import Project
    from translate.protocols import Engine, TermPolicy


def glossary_layers(project: Project) -> list[Path]:
    """Return the glossary files in use, the one with the last word first: the workspace's, then the bundled rows."""
    files = project.glossary_files()[::-1]
    if project.glossary.bundled and (project.source, project.target) == ("fr", "en"):
        from translate.glossary.rows import bundled_path

        files.append(bundled_path())
    return list(dict.fromkeys(path.resolve() for path in files))


class WorkspacePolicy:
    """What finds a workspace's terms, names and, if wanted, figures in French notation; built when it is first asked.

    A glossary row that cannot be used is a GlossaryError then.
    """

    def __init__(self, project: Project, *, figures: bool = True) -> None:
        self._project = project
        self._figures = figures

    @property
    def signature(self) -> str:
        """The signature of the policy that does the finding."""
        return self._policy.signature

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the matches in `text`, in order, not overlapping. Raises GlossaryError."""
        return self._policy.find(text)

    @cached_property
    def _policy(self) -> TermPolicy:
        from translate.drafting.figures import FigurePolicy
        from translate.glossary.finder import TermFinder
        from translate.glossary.matcher import Glossary
        from translate.glossary.rows import merge

        project = self._project
        finder = TermFinder(Glossary(merge(glossary_layers(project))), carry_names=project.glossary.names)
        notation = project.source.startswith("fr") and project.target.startswith("en")
        return FigurePolicy(finder) if self._figures and notation else finder


def draft_signature(engine: Engine, terms: str) -> str:
    """Return what decides a unit's draft besides its source, in a few characters: the engine and its terms' digest.

    A draft on record with another signature could come out differently now.
    """
    digest = hashlib.sha256(f"{engine.signature}\n{terms}".encode()).hexdigest()
    return f"{engine.name} {digest[:12]}"
