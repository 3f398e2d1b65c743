"""What people did in another program, taken back into the catalogues."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate import storage
from translate.errors import ExchangeError
from translate.workflow.handoff import is_unit_name, unit_name
from translate.workflow.undoing import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from translate.exchange.units import ExchangeFile, ExchangeUnit
    from translate.project import Project


@dataclass(frozen=True, slots=True)
class TakenUnit:
    """What became of a unit that was changed elsewhere: `line` is its place in the file."""

    kind: str
    line: int
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Handback:
    """What came back for one article: `kinds` counts all units by what became of them, `units` names the changed ones.

    `written` tells whether the catalogue on disk was changed.
    """

    article: str
    catalogue: str
    kinds: dict[str, int]
    written: bool
    units: tuple[TakenUnit, ...] = field(default=())


def hand_back(
    project: Project,
    file: Path,
    format_name: str,
    *,
    article: Path | None = None,
    approve: bool = True,
    dry_run: bool = False,
) -> list[Handback]:
    """Take back a file that `hand_off` wrote and people have changed.

    `article` is whose it is where the file does not say. Edited targets are approved, or in edit without `approve`.
    All articles of the file are looked at before the first catalogue is written. Raises ExchangeError with the place
    of what cannot be used, CatalogueError and StorageError.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        problem = f"cannot be read: {(error.strerror or str(error)).lower()}"
        raise ExchangeError(problem, path=file, remedy="Check its name and permissions.") from error
    command = f"import {format_name}"
    return merge_back(
        project, _read(data, file, format_name), file, command, article=article, approve=approve, dry_run=dry_run
    )


def _read(data: bytes, file: Path, format_name: str) -> Sequence[ExchangeFile]:
    if format_name == "xliff":
        from translate.exchange import xliff

        return xliff.read(data, file)
    if format_name == "csv":
        from translate.exchange import csv_table

        return csv_table.read(data, file)
    from translate.exchange import xlsx

    return xlsx.read(data, file)


def merge_back(
    project: Project,
    files: Sequence[ExchangeFile],
    path: Path,
    command: str,
    *,
    article: Path | None = None,
    approve: bool = True,
    dry_run: bool = False,
) -> list[Handback]:
    """Merge units that came back, in the file at `path`, with the catalogues as they are now; see `hand_back`."""
    if article is not None and len(files) > 1:
        raise ExchangeError("holds several articles", path=path, remedy="Leave the article out: the file names them.")
    plans = [_plan(project, file, path, article, approve=approve) for file in files]
    reports = []
    for catalogue_path, old, new, outcomes in plans:
        kinds = Counter(str(outcome.kind) for outcome in outcomes)
        written = False
        if new is not old and not dry_run:
            summary = ", ".join(f"{count} {kind}" for kind, count in kinds.items() if kind != "unchanged")
            with remembered(project, catalogue_path, po.render(new), command=command, summary=summary):
                written = po.save(catalogue_path, new, read_digest=old.read_digest, locks=project.locks)
        if not dry_run:
            _Seen(project, catalogue_path).add(outcomes)
        units = tuple(
            TakenUnit(str(outcome.kind), outcome.unit.line, outcome.unit.source, outcome.unit.target)
            for outcome in outcomes
            if outcome.kind is not po.ReturnKind.UNCHANGED
        )
        reports.append(Handback(old.article or str(catalogue_path), str(catalogue_path), dict(kinds), written, units))
    return reports


_Plan = tuple["Path", po.Catalogue, po.Catalogue, tuple[po.Outcome, ...]]


def _plan(project: Project, file: ExchangeFile, path: Path, article: Path | None, *, approve: bool) -> _Plan:
    """Return an article's catalogue with what came back for it, nothing written yet."""
    catalogue_path, catalogue = _find_catalogue(project, file, path, article)
    _refuse_other_languages(project, catalogue, file, path)
    names = _Names(catalogue)
    names.require_some(file, path)
    seen = _Seen(project, catalogue_path)
    returned = [seen.marked(names.identify(unit, path)) for unit in file.units]
    new, outcomes = po.take_back(catalogue, returned, approve=approve, threshold=project.thresholds.fuzzy)
    return catalogue_path, catalogue, new, outcomes


def _refuse_other_languages(project: Project, catalogue: po.Catalogue, file: ExchangeFile, path: Path) -> None:
    source, target = catalogue.source_language or project.source, catalogue.target_language or project.target
    pairs = ((file.source_language, source), (file.target_language, target))
    if any(found and _main(found) != _main(ours) for found, ours in pairs):
        raise ExchangeError(
            f"is {file.source_language}-{file.target_language}, and the catalogue {source}-{target}",
            path=path,
            line=file.line or None,
            remedy="Import it into the workspace that it comes from.",
        )


def _main(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


def _find_catalogue(
    project: Project, file: ExchangeFile, path: Path, article: Path | None
) -> tuple[Path, po.Catalogue]:
    """Return the catalogue that a file belongs to; whatever name it gives, no other file is opened."""
    if article is None and not file.article:
        remedy = "Name the article behind the file."
        raise ExchangeError("does not say which article it is of", path=path, remedy=remedy)
    chosen = article if article is not None else project.root / file.article
    catalogue_path = project.catalogue_path(chosen)
    line = file.line or None
    if not catalogue_path.is_file():
        problem = f"there is no catalogue of an article {file.article or article}"
        raise ExchangeError(
            problem, path=path, line=line, remedy="Name the article behind the file, or draft it first."
        )
    catalogue = po.read(catalogue_path)
    if article is None and catalogue.article not in ("", file.article):
        problem = f"is of {file.article}, and {catalogue_path} of {catalogue.article}"
        raise ExchangeError(problem, path=path, line=line, remedy="Name the article behind the file.")
    if article is not None and file.article not in ("", catalogue.article, str(article)):
        # Other programs name the file that they made it of; only the name of another article tells of a mistake.
        other = project.catalogue_path(project.root / file.article)
        if other.is_file() and po.read(other).article == file.article:
            problem = f"is of {file.article}, not of {article}"
            raise ExchangeError(problem, path=path, line=line, remedy="Leave the article out: the file names it.")
    return catalogue_path, catalogue


class _Seen:
    """The targets that came back for a catalogue before, by digests; in the workspace's state, and dispensable."""

    def __init__(self, project: Project, catalogue: Path) -> None:
        name = catalogue.relative_to(project.catalogues).with_suffix(".txt")
        self._path = project.state / "handback" / name
        try:
            self._digests = set(self._path.read_text("ascii").split())
        except (OSError, UnicodeDecodeError):
            self._digests = set()

    def marked(self, unit: po.Return) -> po.Return:
        """Return a unit with the mark of one whose target came back before."""
        return replace(unit, seen=True) if _digest(unit) in self._digests else unit

    def add(self, outcomes: Sequence[po.Outcome]) -> None:
        """Remember the targets that people changed elsewhere. Raises StorageError."""
        new = {_digest(one.unit) for one in outcomes if one.kind is not po.ReturnKind.UNCHANGED}
        if new <= self._digests:
            return
        content = "".join(f"{digest}\n" for digest in sorted(self._digests | new))
        storage.write_bytes(self._path, content.encode("ascii"))


def _digest(unit: po.Return) -> str:
    return unit_name(unit_name(*unit.key), unit.target)


class _Names:
    """The units of a catalogue by the names that they have in other programs' files."""

    def __init__(self, catalogue: po.Catalogue) -> None:
        entries = [*catalogue.obsolete().values(), *catalogue.live().values()]
        self._keys = {unit_name(*entry.key): entry.key for entry in entries}
        self._contexts: dict[str, list[str]] = {}
        for entry in catalogue.live().values():
            self._contexts.setdefault(entry.unit.source, []).append(entry.unit.context)

    def identify(self, unit: ExchangeUnit, path: Path) -> po.Return:
        """Return a unit under its key. Raises ExchangeError where its source was changed, or stands for several."""
        context, source = self._key(unit, path)
        return po.Return(source, context, unit.target, unit.state, unit.note, unit.stamp, unit.line)

    def require_some(self, file: ExchangeFile, path: Path) -> None:
        """Raise ExchangeError for a document that was made elsewhere, of another text: none of its units is known."""
        if not file.units or any(is_unit_name(unit.key) or unit.source in self._contexts for unit in file.units):
            return
        raise ExchangeError(
            "none of its units stands in the article's catalogue",
            path=path,
            line=file.line or None,
            remedy="Hand the article off by translate export, and import what comes of that.",
        )

    def _key(self, unit: ExchangeUnit, path: Path) -> po.Key:
        if not is_unit_name(unit.key):
            contexts = self._contexts.get(unit.source, [""])
            if len(contexts) > 1:
                problem = "this source stands in several places, and the unit's name is gone"
                raise ExchangeError(problem, path=path, line=unit.line or None, remedy="Export the article again.")
            return contexts[0], unit.source
        if unit.key == unit_name(unit.context, unit.source):
            return unit.context, unit.source
        known = self._keys.get(unit.key)
        if known is not None and known[1].split() == unit.source.split():
            return known
        raise ExchangeError(
            "the source of this unit is not what was exported",
            path=path,
            line=unit.line or None,
            remedy="Put the exported source back; sources are changed in the article. Nothing was imported.",
        )
