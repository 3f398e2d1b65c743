"""What a shell offers for an argument when its user presses the completion key."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from translate.errors import TranslateError

if TYPE_CHECKING:
    from translate.project import Project


def complete_articles(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the workspace's articles that begin like this, as paths from the current folder.

    None outside a workspace, and none that is given already: the shell then offers files of any kind.
    """
    from translate.workflow.sources import find_articles

    project = _find_project(ctx)
    if project is None:
        return []
    given = {str(path) for path in _given(ctx)}
    found = (os.path.relpath(path) for path in find_articles(project, []))
    return [path for path in found if path.startswith(incomplete) and path not in given]


def complete_articles_and_catalogues(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the articles that begin like this, and the catalogues."""
    project = _find_project(ctx)
    paths = sorted(project.catalogues.rglob("*.po")) if project is not None else []
    found = (os.path.relpath(path) for path in paths)
    return [*complete_articles(ctx, incomplete), *(path for path in found if path.startswith(incomplete))]


def complete_checks(incomplete: str) -> list[tuple[str, str]]:
    """Return the checks whose names begin like this, with what each is for."""
    from translate.checks.registry import ACROSS, CHECKS

    purposes = {check.name: check.purpose for check in CHECKS} | ACROSS
    return [(name, purpose) for name, purpose in purposes.items() if name.startswith(incomplete)]


def complete_kinds(incomplete: str) -> list[str]:
    """Return the kinds of terms that begin like this."""
    from translate.glossary.rows import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


def _find_project(ctx: typer.Context) -> Project | None:
    """Return the workspace that the unfinished command would work in; there is nobody to tell of a problem with it."""
    from translate import project

    try:
        return project.find(ctx.find_root().params.get("workspace") or Path.cwd())
    except TranslateError:
        return None


def _given(ctx: typer.Context) -> list[Path]:
    """Return the paths that the command line names already."""
    return [value for values in ctx.params.values() if isinstance(values, list | tuple) for value in values]
