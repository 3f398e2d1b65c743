"""Second catalogues of an article, such as a link to it had in earlier versions: told with what to do, and left."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.storage import Files
from translate.workflow.approvals import find_catalogues
from translate.workflow.sources import find_articles, read_header

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from translate.project import Project


def find_spares(project: Project) -> Mapping[str, list[str]]:
    """Return what to say of catalogues that are no article's and name one that is there, by the names of those.

    Such a catalogue is never updated or published; what was approved there is in the memory as long as it stays.
    """
    owned = Files(map(project.catalogue_path, find_articles(project, [])))
    said: dict[str, list[str]] = defaultdict(list)
    for _, path in find_catalogues(project):
        name = "" if path in owned else po.field_value(read_header(path), "X-Source-Article")
        article = project.root / name
        if name and article.is_file():
            said[name].append(_describe(project, path, project.catalogue_path(article)))
    return said


def _describe(project: Project, spare: Path, own: Path) -> str:
    spare_name, own_name = (path.relative_to(project.root) for path in (spare, own))
    what = f"{spare_name} is another catalogue of this article, which is never updated"
    if own.exists():
        return f"{what}: put what you want to keep of it into {own_name}, and delete it"
    return f"{what}: rename it to {own_name}"
