"""Articles that have taken one another's names: their catalogues follow where the evidence is clear, else all is left.

An article is a stranger at its name where hardly anything of it stands in the catalogue there. Strangers, articles that
are new, and the catalogues of strangers and of articles that are gone make one case where the ones stand in the others.
The case is clear where it is one path or circle: each article stands nearly whole in one catalogue, which is nearly
nothing else, and no catalogue is left over. A case that is not clear is told for each of its articles, and none of its
catalogues is written: whatever is run again meets the same case.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.errors import CatalogueError, TranslateError
from translate.workflow import kinship
from translate.workflow.ownership import held_sources
from translate.workflow.relocation import relocate
from translate.workflow.renaming import Former, take_over
from translate.workflow.sources import digest_file, find_articles, read_header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from translate.project import Project
    from translate.workflow.kinship import Kinship
    from translate.workflow.renaming import Confirm, Renames
    from translate.workflow.sources import Source

_REMEDY = "Rename the catalogues as the articles were renamed, or run translate update with --no to leave them."


@dataclass(frozen=True, slots=True)
class _Place:
    """A catalogue's path with the article that belongs there, and the catalogue that stands there, where they do.

    `former` is the article that the catalogue names.
    """

    path: Path
    name: str = ""
    wanted: kinship.Profile = field(default_factory=dict)
    former: str = ""
    held: frozenset[str] = frozenset()


class Rotation:
    """A clear case: `formers` has the catalogue of each article of the case, by the place where it belongs."""

    def __init__(self, project: Project, names: Mapping[Path, str], formers: Mapping[Path, Former]) -> None:
        self._project = project
        self._claims = {names[place]: former for place, former in formers.items()}
        self._formers = formers
        self._answer: bool | None = None
        self._done = False

    def agree(self, source: Source, confirm: Confirm | None, notify: Callable[[str], None]) -> bool:
        """Tell whether the catalogues go along: asked once. Raises CatalogueError where nobody answers."""
        if self._answer is None:
            self._answer = take_over(source.name, self._claims, confirm, notify)
        return self._answer

    def former(self, place: Path) -> Path:
        """Return where the catalogue that belongs at `place` was before."""
        return self._formers[place].path

    def locate(self, place: Path) -> Path:
        """Return where the catalogue that belongs at `place` is now."""
        return place if self._done else self.former(place)

    def carry_out(self) -> None:
        """Move all of the catalogues to their places, unless that is done. Raises StorageError and CatalogueError."""
        if not self._done:
            relocate(self._project, {former.path: place for place, former in self._formers.items()})
            self._done = True


class Rotations:
    """Which of a run's articles, `paths`, have one another's names; nothing is read before it is asked for.

    `read` returns an article as the run reads it, `renames` knows the catalogues whose articles are gone.
    """

    def __init__(
        self, project: Project, paths: Sequence[Path], read: Callable[[Path], Source], renames: Renames
    ) -> None:
        self._project = project
        self._paths = paths
        self._read = read
        self._renames = renames

    def find(self, source: Source) -> Rotation | None:
        """Return the case that an article is in, None for none. Raises CatalogueError where it is not clear."""
        place = self._project.catalogue_path(source.path)
        found = self._cases.get(place)
        if isinstance(found, _Unclear):
            raise found.problem(place)
        return found

    @cached_property
    def _cases(self) -> dict[Path, Rotation | _Unclear]:
        """The cases by the places of their articles."""
        places = {place.path: place for place in self._find_strangers()}
        if not places:
            return {}
        strangers = set(places)
        places |= {
            place.path: place for place in (*self._find_new(), *self._find_orphans()) if place.path not in places
        }
        kin = [
            one
            for article in places.values()
            if article.name
            for catalogue in [one for one in places.values() if one.held]
            if article.path != catalogue.path
            and (one := kinship.relate(article.path, article.wanted, catalogue.path, catalogue.held)) is not None
        ]
        cases: dict[Path, Rotation | _Unclear] = {}
        for group in _connect(kin):
            if group & strangers:
                case = self._judge([one for one in kin if one.article in group], {path: places[path] for path in group})
                cases |= {path: case for path in group if places[path].name}
        return cases

    def _judge(self, kin: Sequence[Kinship], places: Mapping[Path, _Place]) -> Rotation | _Unclear:
        """Return the clear case that places make, or what is not clear."""
        articles = sorted(path for path, place in places.items() if place.name)
        catalogues = sorted(path for path, place in places.items() if place.held)
        clear = (
            sorted(one.article for one in kin) == articles
            and sorted(one.catalogue for one in kin) == catalogues
            and all(kinship.is_whole(one, places[one.article].wanted, places[one.catalogue].held) for one in kin)
        )
        if not clear:
            return _Unclear(tuple(kin), places)
        formers = {
            one.article: Former(one.catalogue, places[one.catalogue].former, f"{len(one.shared)} of {one.segments}")
            for one in sorted(kin, key=lambda one: one.article)
        }
        return Rotation(self._project, {path: places[path].name for path in formers}, formers)

    def _find_strangers(self) -> list[_Place]:
        """Return the strangers of the workspace, where one of them or a new article is in the run."""
        found = {place.path: place for place in map(self._estrange, self._paths) if place is not None}
        if found or (self._renames.new and self._project.catalogues.is_dir()):
            others = (
                path for path in find_articles(self._project, []) if self._project.catalogue_path(path) not in found
            )
            found |= {place.path: place for place in map(self._estrange, others) if place is not None}
        return list(found.values())

    def _estrange(self, path: Path) -> _Place | None:
        """Return the place of an article that is a stranger there, None for others and what cannot be read."""
        target = self._project.catalogue_path(path)
        try:
            if not target.is_file() or po.field_value(read_header(target), "X-Source-Digest") == digest_file(path):
                return None
            source, catalogue = self._read(path), po.read(target)
        except (TranslateError, OSError):
            # Its own turn will tell why.
            return None
        wanted, held = _count(source), held_sources(catalogue)
        if not kinship.is_strange(wanted, held):
            return None
        return _Place(target, source.name, wanted, catalogue.article, held)

    def _find_new(self) -> Iterator[_Place]:
        for path in self._renames.new:
            try:
                source = self._read(path)
            except TranslateError:
                continue
            yield _Place(self._project.catalogue_path(path), source.name, _count(source))

    def _find_orphans(self) -> Iterator[_Place]:
        for path, (article, held) in self._renames.orphans.items():
            yield _Place(path, former=article, held=held)


@dataclass(frozen=True, slots=True)
class _Unclear:
    """A case that is not clear: who stands where, and the places by their paths."""

    kin: tuple[Kinship, ...]
    places: Mapping[Path, _Place]

    def problem(self, place: Path) -> CatalogueError:
        """Return what to say of the article that belongs at `place`."""
        article = self.places[place]
        own = max((one for one in self.kin if one.article == place), key=lambda one: one.words, default=None)
        if own is None:
            guest = next(self.places[one.article].name for one in self.kin if one.catalogue == place)
            what = f"hardly anything of '{article.name}' stands here, and most of '{guest}'"
            return CatalogueError(what, path=place, remedy=_REMEDY)
        former = self.places[own.catalogue].former
        if not article.held:
            what = f"'{article.name}' holds much of this catalogue, of '{former}', and names were exchanged"
            return CatalogueError(what, path=own.catalogue, remedy=_REMEDY)
        what = f"hardly anything of '{article.name}' stands here, and most of it in {own.catalogue}, of '{former}'"
        return CatalogueError(what, path=place, remedy=_REMEDY)


def _count(source: Source) -> dict[str, int]:
    return kinship.profile(segment.source for segment in source.segments)


def _connect(kin: Iterable[Kinship]) -> list[set[Path]]:
    """Return the groups of places that kinship holds together."""
    beside: dict[Path, set[Path]] = defaultdict(set)
    for one in kin:
        beside[one.article].add(one.catalogue)
        beside[one.catalogue].add(one.article)
    groups: list[set[Path]] = []
    seen: set[Path] = set()
    for start in sorted(beside):
        group, open_places = set[Path](), {start} - seen
        while open_places:
            group |= open_places
            open_places = {place for one in open_places for place in beside[one]} - group
        groups += [group] if group else []
        seen |= group
    return groups
