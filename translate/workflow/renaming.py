"""Articles that were renamed or moved keep their catalogues, edited or not: the content tells which one was theirs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.errors import CatalogueError, TranslateError
from translate.storage import Files
from translate.workflow import kinship
from translate.workflow.approvals import find_catalogues
from translate.workflow.ownership import glance, held_sources
from translate.workflow.refusals import note_refusal, recall_refusal
from translate.workflow.sources import digest_file, find_articles, read_header

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence, Set
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
        likely = self._find_likely(source.path)
        if len(likely) > 1:
            first, second = likely[:2]
            raise CatalogueError(
                f"'{source.name}' holds much of this catalogue and of {second}, whose articles are gone",
                path=first,
                remedy=f"Give the catalogue that is to go along the name {self._project.catalogue_path(source.path)}, "
                "or run translate update with --no to draft the article anew.",
            )
        for path in likely:
            orphan = self._orphans[path]
            segments = frozenset(segment.source for segment in source.segments)
            share = f"{len(segments & _read_sources(path))} of {len(segments)}"
            return Former(path, orphan.article, "all" if orphan.digest == source.digest else share)
        return None

    def note_refusal(self, article: Path) -> None:
        """Record that a person has still to decide about a new article. Raises StorageError."""
        note_refusal(self._project, article, self._find_likely(article))

    def _find_likely(self, article: Path) -> Sequence[Path]:
        """Return the catalogues that a new article may come from, the likeliest first."""
        if not self._orphans:
            return ()
        if article in self._asked:
            return self._asked[article]
        if article in self._same:
            return (self._same[article],)
        return [one.catalogue for one in self._kin.get(article, [])]

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
        articles = (*find_articles(project, []), *self._paths) if found else ()
        owned = Files(map(project.catalogue_path, articles))
        return {path: orphan for path, orphan in found.items() if path not in owned}

    @property
    def orphans(self) -> dict[Path, tuple[str, frozenset[str]]]:
        """The catalogues whose articles were in the workspace and are gone: the articles' names, and the sources."""
        return {
            path: (orphan.article, _read_sources(path))
            for path, orphan in self._orphans.items()
            if "/" in orphan.article
        }

    @cached_property
    def new(self) -> list[Path]:
        """The articles of the run that have no catalogue."""
        return sorted({path for path in self._paths if not self._project.catalogue_path(path).exists()})

    @cached_property
    def _asked(self) -> dict[Path, tuple[Path, ...]]:
        """What was told, and not decided, of new articles by an earlier run, where it still can be.

        It cannot where a catalogue is no orphan any more, was told of two articles, or has next to nothing of its own.
        """
        found = {article: recall_refusal(self._project, article) for article in self.new}
        told = Counter(catalogue for catalogues in found.values() for catalogue in catalogues)
        return {
            article: catalogues
            for article, catalogues in found.items()
            if catalogues and all(one in self._orphans and told[one] == 1 for one in catalogues)
            if self._has_something(article, catalogues[0])
        }

    def _has_something(self, article: Path, catalogue: Path) -> bool:
        if article.is_file() and digest_file(article) == self._orphans[catalogue].digest:
            return True
        shared = self._segments(article) & _read_sources(catalogue)
        return sum(kinship.profile(shared).values()) >= kinship.PROOF

    @cached_property
    def _free(self) -> dict[Path, _Orphan]:
        """The orphans of which nothing was told before."""
        told = {catalogue for catalogues in self._asked.values() for catalogue in catalogues}
        return {path: orphan for path, orphan in self._orphans.items() if path not in told}

    @cached_property
    def _same(self) -> dict[Path, Path]:
        """The new articles that have the very bytes that orphans were made from, with these; each goes to one."""
        by_digest = {orphan.digest: path for path, orphan in reversed(self._free.items()) if orphan.digest}
        found: dict[Path, Path] = {}
        for article in (path for path in self.new if path not in self._asked):
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
        left = [path for path, orphan in self._free.items() if path not in taken and "/" in orphan.article]
        return {path: sources for path in left if (sources := _read_sources(path))}

    @cached_property
    def _kin(self) -> dict[Path, list[Kinship]]:
        """What the other new articles share with orphans, where it is enough."""
        known = frozenset(source for sources in self._held.values() for source in sources)
        wanted: dict[Path, frozenset[str]] = {}
        for path in self.new if known else ():
            sources = self._segments(path) if path not in self._same and path not in self._asked else frozenset()
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


def take_over(name: str, claims: Mapping[str, Former], confirm: Confirm | None, notify: Callable[[str], None]) -> bool:
    """Tell whether former catalogues, by the names of their articles now, go along with them.

    `confirm` is asked once, and the user told in a line for each. Raises CatalogueError, about the article `name`,
    where nobody answers (None).
    """
    was = [
        f"{now} was {former.article}: {former.share} of its segments stand in that one's catalogue"
        for now, former in claims.items()
    ]
    them = "it" if len(was) == 1 else "them"
    answer = confirm(f"{'. '.join(was)}. Take {them} over?") if confirm is not None else None
    if answer is None:
        former = claims[name]
        raise CatalogueError(
            f"'{name}' was '{former.article}', whose catalogue this is: {former.share} of its segments stand here",
            path=former.path,
            remedy="Run translate update with --yes to take it over, or with --no to draft the article anew.",
        )
    for line in was if answer else ():
        notify(f"{line}, which goes along.")
    return answer


def _read_sources(path: Path) -> frozenset[str]:
    """Return the sources that a catalogue holds; none where it cannot be read, for then it cannot go along, either."""
    try:
        return held_sources(po.read(path))
    except TranslateError:
        return frozenset()
