"""The terms of a workspace: its glossary files over the bundled rows, and the names that no row covers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
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


def open_policy(project: Project, *, figures: bool = True) -> TermPolicy:
    """Return what finds a workspace's terms, names and, if wanted, figures in French notation.

    Raises GlossaryError with the row that it cannot use.
    """
    from translate.drafting.figures import FigurePolicy
    from translate.glossary.finder import TermFinder
    from translate.glossary.matcher import Glossary
    from translate.glossary.rows import merge

    finder = TermFinder(Glossary(merge(glossary_layers(project))), carry_names=project.glossary.names)
    notation = project.source.startswith("fr") and project.target.startswith("en")
    return FigurePolicy(finder) if figures and notation else finder


def draft_signature(engine: Engine, matches: Sequence[TermMatch]) -> str:
    """Return what decides a unit's draft besides its source, in a few characters: the engine and the terms it holds.

    A draft on record with another signature could come out differently now.
    """
    terms = "\n".join(f"{match.surface}\t{match.form}\t{match.term.kind}\t{match.term.plural}" for match in matches)
    digest = hashlib.sha256(f"{engine.signature}\n{terms}".encode()).hexdigest()
    return f"{engine.name} {digest[:12]}"
