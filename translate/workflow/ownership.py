"""Whose a catalogue is: one that stands at an article's place may be another one's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.errors import CatalogueError
from translate.workflow import kinship
from translate.workflow.approvals import find_catalogues
from translate.workflow.sources import digest_file

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from translate.project import Project
    from translate.workflow.sources import Source

_PROBE = 30
"""Characters of a source that stand on one line of a catalogue, however it is wrapped, but in very narrow ones."""
_STRANGE = 10
"""Per cent of an article's words below which it has nothing in common with a catalogue."""


def refuse_shared(project: Project, source: Source, catalogue: po.Catalogue, target: Path) -> None:
    """Raise CatalogueError where the `catalogue` at `target` is that of another article with the same place for it."""
    other = project.root / catalogue.article
    if catalogue.article in ("", source.name) or not other.exists() or other.samefile(source.path):
        return
    if project.catalogue_path(other) == target:
        raise CatalogueError(
            f"the catalogue belongs to '{catalogue.article}', not to '{source.name}'",
            path=target,
            remedy="Rename one of the two articles.",
        )


def refuse_exchanged(
    project: Project, source: Source, catalogue: po.Catalogue, target: Path, read: Callable[[Path], Source]
) -> None:
    """Raise CatalogueError where an article has nothing of its own `catalogue` at `target`, but most of another's.

    That other one's article is gone, or has nothing of it, either, as `read` returns it: the names were exchanged.
    """
    wanted = kinship.profile(segment.source for segment in source.segments)
    if catalogue.source_digest == source.digest or not _is_strange(wanted, held_sources(catalogue)):
        return
    for _, path in find_catalogues(project):
        if path == target or kinship.relate(source.path, wanted, path, glance(path, wanted)) is None:
            continue
        other = po.read(path)
        if kinship.relate(source.path, wanted, path, held_sources(other)) and _is_abandoned(project, other, read):
            raise CatalogueError(
                f"hardly anything of '{source.name}' stands here, and most of it in {path}, of '{other.article}'",
                path=target,
                remedy="Rename the catalogues as the articles were renamed, or run translate update with --no to leave "
                "them.",
            )


def _is_abandoned(project: Project, catalogue: po.Catalogue, read: Callable[[Path], Source]) -> bool:
    """Tell whether a catalogue's article was in the workspace and is gone, or has nothing of it."""
    article = project.root / catalogue.article
    if "/" not in catalogue.article or not article.is_file():
        return "/" in catalogue.article
    if digest_file(article) == catalogue.source_digest:
        return False
    wanted = kinship.profile(segment.source for segment in read(article).segments)
    return _is_strange(wanted, held_sources(catalogue))


def held_sources(catalogue: po.Catalogue) -> frozenset[str]:
    """Return the sources of a catalogue's units in use."""
    return frozenset(source for _, source in catalogue.live())


def glance(path: Path, sources: Iterable[str]) -> set[str]:
    """Return those of `sources` that seem to stand in a catalogue, by how they begin; none where it cannot be read.

    It takes a hundredth of the time that reading the catalogue would.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return set()
    return {source for source in sources if _probe(source) in data}


@lru_cache(maxsize=65536)
def _probe(source: str) -> bytes:
    """Return how a source begins on its line of a catalogue in UTF-8, up to what would be escaped there."""
    start = re.split(r'["\\\x00-\x1f]', source[:_PROBE], maxsplit=1)[0]
    return f'"{start}'.encode("utf-8", "surrogatepass")


def _is_strange(wanted: kinship.Profile, held: Collection[str]) -> bool:
    """Tell whether hardly anything of an article stands in a catalogue."""
    return 100 * sum(words for source, words in wanted.items() if source in held) < _STRANGE * sum(wanted.values())
