"""Articles that were renamed or moved keep their catalogues, edited or not: the content tells which one was theirs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.errors import CatalogueError, TranslateError
from translate.workflow import kinship
from translate.workflow.approvals import find_catalogues
from translate.workflow.ownership import glance, held_sources
from translate.workflow.sources import digest_file, find_articles, read_header

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set
    from pathlib import Path

    from translate.project import Project
    from translate.workflow.kinship import Kinship
    from translate.workflow.sources import Source

    Confirm = Callable[[str], bool | None]


@dataclass(frozen=True, slots=True)
class Former:
    """The catalogue at `path` that a new article had under the name `article`; `share` says how much of it it holds."""

    path: Path
    article: str
    share: str


@dataclass(frozen=True, slots=True)
class _Orphan:
    """A catalogue whose article is gone: the article's name, and the digest of what it was."""

    article: str
    digest: str


class Renames:
    """Which of a run's articles, `paths`, are former ones under other names; nothing is read before it is asked for.

    `read` returns an article as the run reads it.
    """

    def __init__(self, project: Project, paths: Sequence[Path], read: Callable[[Path], Source]) -> None:
        self._project = project
        self._paths = paths
        self._read = read

    def find_former(self, source: Source) -> Former | None:
        """Return the catalogue that a new article had under a former name; None where there is none.

        It is the one that was made from the article's very bytes, or the one that holds most of its segments: see
        `kinship`. A catalogue goes to one article of a run. Raises CatalogueError where several are as likely.
        """
        if not self._orphans:
            return None
        same = self._same.get(source.path)
        if same is not None:
            return Former(same, self._orphans[same].article, "all")
        kin = self._kin.get(source.path, [])
        if len(kin) > 1:
            first, second = (one.catalogue for one in kin[:2])
            raise CatalogueError(
                f"'{source.name}' holds much of this catalogue and of {second}, whose articles are gone",
                path=first,
                remedy=f"Give the catalogue that is to go along the name {self._project.catalogue_path(source.path)}, "
                "or run translate update with --no to draft the article anew.",
            )
        for one in kin:
            segments = frozenset(segment.source for segment in source.segments)
            share = f"{len(segments & self._held[one.catalogue])} of {len(segments)}"
            return Former(one.catalogue, self._orphans[one.catalogue].article, share)
        return None

    @cached_property
    def _orphans(self) -> dict[Path, _Orphan]:
        """The catalogues that may go along; copies of one that stands at its article's place are not among them."""
        project = self._project
        own = {one.article: project.catalogue_path(project.root / one.article) for one in self._gone.values()}
        return {
            path: orphan
            for path, orphan in self._gone.items()
            if path == own[orphan.article] or own[orphan.article] not in self._gone
        }

    @cached_property
    def _gone(self) -> dict[Path, _Orphan]:
        """The catalogues that no article has any more: neither the one that they name, nor one at their place."""
        project = self._project
        found: dict[Path, _Orphan] = {}
        for _, path in find_catalogues(project):
            header = read_header(path)
            article = po.field_value(header, "X-Source-Article")
            if article and not (project.root / article).exists():
                found[path] = _Orphan(article, po.field_value(header, "X-Source-Digest"))
        owned = {project.catalogue_path(path) for path in (*find_articles(project, []), *self._paths)} if found else ()
        return {path: orphan for path, orphan in found.items() if path not in owned}

    @cached_property
    def _new(self) -> list[Path]:
        return sorted({path for path in self._paths if not self._project.catalogue_path(path).exists()})

    @cached_property
    def _same(self) -> dict[Path, Path]:
        """The new articles that have the very bytes that orphans were made from, with these; each goes to one."""
        by_digest = {orphan.digest: path for path, orphan in reversed(self._orphans.items()) if orphan.digest}
        found: dict[Path, Path] = {}
        for article in self._new:
            catalogue = by_digest.pop(digest_file(article), None) if article.is_file() else None
            if catalogue is not None:
                found[article] = catalogue
        return found

    @cached_property
    def _held(self) -> dict[Path, frozenset[str]]:
        """The sources that the other orphans hold.

        One whose article has left no more than its bare name was not made in the workspace: the article may be there.
        """
        taken = set(self._same.values())
        left = [path for path, orphan in self._orphans.items() if path not in taken and "/" in orphan.article]
        return {path: sources for path in left if (sources := _read_sources(path))}

    @cached_property
    def _kin(self) -> dict[Path, list[Kinship]]:
        """What the other new articles share with orphans, where it is enough."""
        known = frozenset(source for sources in self._held.values() for source in sources)
        wanted: dict[Path, frozenset[str]] = {}
        for path in self._new if known else ():
            sources = self._segments(path) if path not in self._same else frozenset()
            if sum(kinship.profile(sources & known).values()) >= kinship.PROOF:
                wanted[path] = sources
        common = self._find_in_use({source for sources in wanted.values() for source in sources})
        telling = {path: kinship.profile(sources - common) for path, sources in wanted.items()}
        return kinship.find_kin(telling, self._held)

    def _segments(self, path: Path) -> frozenset[str]:
        """Return the segments of an article, none where it cannot be read: its own turn will tell why."""
        try:
            return frozenset(segment.source for segment in self._read(path).segments)
        except TranslateError:
            return frozenset()

    def _find_in_use(self, sources: Set[str]) -> set[str]:
        """Return those of `sources` that stand in catalogues whose articles are there."""
        found: set[str] = set()
        for _, path in find_catalogues(self._project) if sources else ():
            if path not in self._gone:
                seeming = glance(path, sources - found)
                found |= seeming & _read_sources(path) if seeming else set()
        return found


def take_over(source: Source, former: Former, confirm: Confirm | None, notify: Callable[[str], None]) -> bool:
    """Tell whether a former catalogue goes along with its article: `confirm` is asked, and the user told in one line.

    Raises CatalogueError where nobody answers (None).
    """
    share = f"{former.share} of its segments stand"
    was = f"{source.name} was {former.article}: {share} in that one's catalogue"
    answer = confirm(f"{was}. Take it over?") if confirm is not None else None
    if answer is None:
        raise CatalogueError(
            f"'{source.name}' was '{former.article}', whose catalogue this is: {share} here",
            path=former.path,
            remedy="Run translate update with --yes to take it over, or with --no to draft the article anew.",
        )
    if answer:
        notify(f"{was}, which goes along.")
    return answer


def _read_sources(path: Path) -> frozenset[str]:
    """Return the sources that a catalogue holds; none where it cannot be read, for then it cannot go along, either."""
    try:
        return held_sources(po.read(path))
    except TranslateError:
        return frozenset()
