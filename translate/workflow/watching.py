"""Keep catalogues up to date while people write: an update for each article that changed, once it is at rest.

Nothing here writes a catalogue itself. Every run is an ordinary update, with its lock and its merge with what an editor
saved meanwhile, so that watching is as safe as updating by hand.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from translate.errors import ConfigurationError, StorageError, TranslateError
from translate.project import CONFIGURATION
from translate.project import find as find_project
from translate.workflow.draft import update
from translate.workflow.sources import digest_file, find_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from threading import Event

    from translate.project import Project
    from translate.workflow.draft import Options
    from translate.workflow.reports import DraftReport

REST = 400
"""Milliseconds without a change after which files are taken to be whole."""
LONGEST = 10_000
"""Milliseconds of uninterrupted changes after which an update is made all the same."""
PATIENCE = 5.0
"""Seconds after which what could not be written is tried again."""
_GLANCE = 500


@dataclass(frozen=True, slots=True)
class Watched:
    """What became of one article that changed: the report of its update, or the problem that it met."""

    article: str
    report: DraftReport | None = None
    problem: str = ""
    seconds: float = 0.0


def watch(
    project: Project, options: Options, tell: Callable[[Watched], None], *, stop: Event, poll: bool = False
) -> None:
    """Update articles whenever they, the glossary or the settings change, until `stop` is set.

    It begins with the articles that have catalogues, for what changed before. An article at whose catalogue another run
    is at work is tried again. `tell` gets one value for each update that did something or failed. `poll` looks at the
    files again and again instead of being told by the system, as network drives need. Raises ConfigurationError where
    there is nothing to watch.
    """
    watcher = _Watcher(project, options, tell)
    first = True
    for changes in _changes(project, stop=stop, poll=poll):
        watcher.note(changes)
        if first:
            watcher.note_all()
            first = False
        watcher.work()


def _changes(project: Project, *, stop: Event, poll: bool) -> Iterator[Sequence[str]]:
    """Yield the paths that changed since the last time, or none: every half second at least, even while none does."""
    from watchfiles import watch as watch_files

    folders = [project.articles, project.root / project.folders.glossary]
    if not project.articles.is_dir():
        remedy = "Make it, or correct folders.articles in translate.toml."
        raise ConfigurationError("there is no such folder to watch", path=project.articles, remedy=remedy)
    try:
        for changes in watch_files(
            *(folder for folder in folders if folder.is_dir()),
            watch_filter=None,
            debounce=LONGEST,
            step=REST,
            rust_timeout=_GLANCE,
            yield_on_timeout=True,
            stop_event=stop,
            force_polling=poll or None,
        ):
            yield [path for _, path in changes]
    except (OSError, RuntimeError) as error:
        remedy = "Try: translate watch --poll"
        raise ConfigurationError(f"changes cannot be watched: {error}", remedy=remedy) from error


class _Watcher:
    """What has changed and is still to be updated."""

    def __init__(self, project: Project, options: Options, tell: Callable[[Watched], None]) -> None:
        self.project = project
        # Who moves an article while this runs wants its catalogue to go along.
        self.options = replace(options, confirm=lambda _: True)
        self.due: dict[Path, float] = {}
        self._tell = tell
        self._problems: dict[str, str] = {}
        self._settings = self._read_settings()

    def note(self, changes: Iterable[str]) -> None:
        """Note the articles that changes are about; a change of the glossary or the settings is about all of them."""
        if (settings := self._read_settings()) != self._settings:
            self._settings = settings
            self._reload()
        articles = find_articles(self.project, []) if changes else []
        for changed in (Path(name) for name in sorted(set(changes))):
            path = _inside(changed, self.project.articles)
            if path is None:
                if changed.suffix == ".csv" and not changed.name.startswith("."):
                    self.note_all()
            elif path.is_dir():
                self.due |= dict.fromkeys((one for one in articles if one.is_relative_to(path)), 0.0)
            elif path in articles or (not path.exists() and self.project.catalogue_path(path).exists()):
                self.due[path] = 0.0

    def note_all(self) -> None:
        """Note every article that has a catalogue."""
        found = find_articles(self.project, [])
        self.due |= dict.fromkeys((path for path in found if self.project.catalogue_path(path).exists()), 0.0)

    def _read_settings(self) -> str:
        try:
            return digest_file(self.project.root / CONFIGURATION)
        except OSError:
            return ""

    def _reload(self) -> None:
        """Take over new settings; half-written ones are told, and the old ones stay."""
        try:
            self.project = find_project(self.project.root)
        except TranslateError as error:
            self._refuse(CONFIGURATION, str(error))
        else:
            self._problems.pop(CONFIGURATION, None)
            self.note_all()

    def work(self) -> None:
        """Update what is due, article by article; what could not be written is tried again after a while."""
        for path in [path for path, when in self.due.items() if when <= time.monotonic()]:
            del self.due[path]
            name = str(self.project.article_name(path))
            if not path.exists():
                self._refuse(name, "the article is gone; its catalogue is kept")
                continue
            start = time.perf_counter()
            try:
                (report,) = update(self.project, [path], self.options)
            except (TranslateError, OSError) as error:
                if isinstance(error, StorageError):
                    self.due[path] = time.monotonic() + PATIENCE
                self._refuse(name, str(error))
                continue
            self._problems.pop(name, None)
            if report.written:
                self._tell(Watched(name, report, seconds=time.perf_counter() - start))

    def _refuse(self, name: str, problem: str) -> None:
        """Tell a problem, once for as long as it lasts."""
        if self._problems.get(name) != problem:
            self._problems[name] = problem
            self._tell(Watched(name, problem=problem))


def _inside(path: Path, folder: Path) -> Path | None:
    """Return a path as one below `folder`, whichever of the folder's names the system calls it by; else None."""
    for base in (folder, folder.resolve()):
        if path.is_relative_to(base):
            return folder / path.relative_to(base)
    return None
