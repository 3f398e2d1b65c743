"""Second catalogues of an article, such as a link to it had in earlier versions: told with what to do, and left."""

from __future__ import annotations

import os
from collections import defaultdict
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate import documents
from translate.storage import Files
from translate.workflow.approvals import find_catalogues
from translate.workflow.sources import find_articles, read_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from translate.project import Project


def find_spares(project: Project, named: Sequence[Path] = ()) -> Mapping[str, list[str]]:
    """Return what to say of catalogues that are no article's and name one that is there, by the names of those.

    Such a catalogue is never updated or published; what was approved there is in the memory as long as it stays. Where
    articles are `named`, by themselves or by a catalogue, and all of them have their own one, only those are looked at
    that are named or have the place of a link beside an article: the whole workspace is not searched for one of its
    articles.
    """
    known = [path for path in named if path.suffix != ".po"]
    if named and all(project.catalogue_path(path).is_file() for path in known):
        near_by = [path for article in known for path in _places_of_links(project, article)]
        candidates = dict.fromkeys([*_catalogues_among(project, named), *near_by])
        articles = {one for path in candidates for one in _articles_of(project, path)}
    else:
        candidates = dict.fromkeys(path for _, path in find_catalogues(project))
        articles = set(find_articles(project, []))
    owned = Files(map(project.catalogue_path, articles))
    said: dict[str, list[str]] = defaultdict(list)
    for path in sorted(candidates):
        name = "" if path in owned else po.field_value(read_header(path), "X-Source-Article")
        article = project.root / name
        if name and article.is_file():
            said[name].append(_describe(project, path, project.catalogue_path(article)))
    return said


def _catalogues_among(project: Project, named: Sequence[Path]) -> Iterator[Path]:
    """Yield those of the paths that are in the folder of the catalogues, as that folder has them."""
    folder = project.catalogues.resolve()
    for real in (path.resolve() for path in named if path.suffix == ".po"):
        if real.is_relative_to(folder) and real.is_file():
            yield project.catalogues / real.relative_to(folder)


def _places_of_links(project: Project, article: Path) -> Iterator[Path]:
    """Yield the catalogues at the places that links beside an article, which stand for it, would have of their own."""
    folder = project.follow(article).parent
    with os.scandir(folder) as entries:
        links = [Path(entry) for entry in entries if entry.is_symlink()]
    for link in links:
        path = project.catalogue_path(article).with_name(f"{project.stem(link)}.po")
        if path.is_file() and project.follow(link) == project.follow(article):
            yield path


def _articles_of(project: Project, catalogue: Path) -> Iterator[Path]:
    """Yield the articles whose catalogue may stand at a path."""
    if catalogue.is_relative_to(project.catalogues):
        folder = project.articles / catalogue.relative_to(project.catalogues).parent
        found = [path for path in folder.glob(f"{escape(catalogue.stem)}*") if project.stem(path) == catalogue.stem]
        known = [path for path in found if path.suffix.lower() in documents.suffixes() or project.format_of(path)]
        yield from find_articles(project, known) if known else ()


def _describe(project: Project, spare: Path, own: Path) -> str:
    spare_name, own_name = (path.relative_to(project.root) for path in (spare, own))
    what = f"{spare_name} is another catalogue of this article, which is never updated"
    if own.exists():
        return f"{what}: put what you want to keep of it into {own_name}, and delete it"
    return f"{what}: rename it to {own_name}"
