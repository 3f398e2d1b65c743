"""Articles that were renamed or moved keep their catalogues: the content tells which one was theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.errors import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from translate.project import Project
    from translate.workflow.sources import Source

    Confirm = Callable[[str], bool | None]

_HEAD = 8_192


def find_former_catalogue(project: Project, source: Source) -> Path | None:
    """Return the catalogue that was made from the very bytes of `source` under a name that no article has any more."""
    folder = project.catalogues
    for path in sorted(folder.rglob("*.po")) if folder.is_dir() else ():
        with path.open("rb") as stream:
            if source.digest.encode() not in stream.read(_HEAD):
                continue
        found = po.read(path)
        if found.source_digest == source.digest and found.article and not (project.root / found.article).exists():
            return path
    return None


def choose_catalogue(project: Project, source: Source, target: Path, confirm: Confirm | None) -> Path | None:
    """Return the catalogue to start from: the article's own, or that of its former name; None where there is neither.

    `confirm` is asked whether the former catalogue should be taken over; without an answer (None) the run is refused.
    Raises CatalogueError.
    """
    if target.exists():
        return target
    former = find_former_catalogue(project, source)
    if former is None:
        return None
    question = f"{source.name} was {po.read(former).article}. Take over its catalogue {former}?"
    answer = confirm(question) if confirm is not None else None
    if answer is None:
        raise CatalogueError(
            f"'{source.name}' was '{po.read(former).article}' and has its catalogue here",
            path=former,
            remedy="Run translate update with --yes to take it over, or with --no to draft the article anew.",
        )
    return former if answer else None
