"""Renamed articles about which a person has still to decide: which catalogues they may come from, as it was first told.

What is drafted or updated meanwhile changes what sentences prove. Without a record the next run might no longer see
what the last one asked about, and decide by itself. One JSON file an article, in the workspace's state folder. It
counts while the article has no catalogue and those that it names have no article, and may be deleted at any time: the
question is then what the catalogues of that moment make of it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from translate import storage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from translate.project import Project


def recall_refusal(project: Project, article: Path) -> tuple[Path, ...]:
    """Return the catalogues that a new article may come from as the last run that asked told them, the likeliest first.

    None where there is no record, or none that can be used.
    """
    try:
        content: Any = json.loads(_path(project, article).read_bytes())
        return tuple(project.catalogues / str(name) for name in content["catalogues"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def note_refusal(project: Project, article: Path, catalogues: Sequence[Path]) -> None:
    """Record what a new article was refused for. Raises StorageError."""
    names = [path.relative_to(project.catalogues).as_posix() for path in catalogues]
    data = json.dumps({"catalogues": names}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    storage.write_bytes(_path(project, article), data + b"\n")


def _path(project: Project, article: Path) -> Path:
    place = project.catalogue_path(article).relative_to(project.catalogues)
    return project.state / "refusals" / project.target / place.with_suffix(".json")
