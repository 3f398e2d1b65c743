"""The workspace as an OmegaT project, and back: catalogues to translate, memory, glossary, rules of segmentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate import segmentation, storage
from translate.errors import ExchangeError, StorageError
from translate.exchange import omegat
from translate.exchange.units import ExchangeFile, ExchangeUnit
from translate.model import State
from translate.workflow import memory, vocabulary
from translate.workflow.handback import Handback, merge_back
from translate.workflow.handoff import unit_name
from translate.workflow.sources import find_articles, read_catalogue, segmentation_rules
from translate.workflow.walk import each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from translate.project import Project
    from translate.workflow.walk import Refuse


@dataclass(frozen=True, slots=True)
class ProjectHandoff:
    """What an OmegaT project was given: catalogues with `segments`, `memory` units, and glossary `terms`."""

    folder: str
    catalogues: int
    segments: int
    memory: int
    terms: int
    notices: tuple[str, ...] = ()


def hand_off_project(
    project: Project, folder: Path, articles: Sequence[Path] = (), refuse: Refuse = None
) -> ProjectHandoff:
    """Make an OmegaT project in a new folder, or bring one up to date that was made here.

    Without `articles` every one that has a catalogue is taken. A project with translations that were not imported yet
    is refused, and so is a folder with anything else in it. `refuse` is told of catalogues that cannot be read, which
    are left out. Raises StorageError, CatalogueError and ExchangeError.
    """
    chosen = [path for path in find_articles(project, articles) if articles or project.catalogue_path(path).exists()]

    def read(path: Path) -> tuple[Path, po.Catalogue]:
        return project.catalogue_path(path), read_catalogue(project, path)

    catalogues = dict(each(chosen, read, refuse))
    if not catalogues:
        raise StorageError("there is no catalogue to translate", path=folder, remedy="Draft an article first.")
    _clear(project, folder)
    storage.write_bytes(folder / _UNFINISHED, b"")
    for name in omegat.FOLDERS:
        storage.make_folder(folder / name)
    segments = 0
    for path, catalogue in catalogues.items():
        segments += sum(entry.plural is None for entry in catalogue.live().values())
        storage.write_bytes(folder / "source" / path.relative_to(project.catalogues), po.render(catalogue))
    units, notices = memory.export_tmx(project, folder / "tm" / "memory.tmx", force=True, tags_as_text=True)
    glossary = vocabulary.export_terms(project, "omegat")
    storage.write_bytes(folder / "glossary" / "translate-desk.utf8", glossary)
    _write_settings(project, folder)
    storage.remove(folder / _UNFINISHED)
    terms = sum(not line.startswith(b"#") for line in glossary.splitlines())
    return ProjectHandoff(str(folder), len(catalogues), segments, units, terms, notices)


def _write_settings(project: Project, folder: Path) -> None:
    """Write what makes the folder a project; the project file comes last, once the rest is there."""
    rules = segmentation_rules(project, project.source)
    if isinstance(rules, segmentation.SrxRules):
        srx = segmentation.Srx({project.source: rules.rules}, ((f"{project.source}.*", project.source),))
    else:
        srx = segmentation.export_srx(project.source, rules)
    flat = srx.rules_for(project.source).rules
    storage.write_bytes(folder / "omegat" / "segmentation.srx", segmentation.write_srx(srx))
    conf = omegat.segmentation_file(project.source, [(rule.breaks, rule.before, rule.after) for rule in flat])
    storage.write_bytes(folder / "omegat" / "segmentation.conf", conf)
    storage.write_bytes(folder / "omegat" / "filters.xml", omegat.filters_file())
    storage.write_bytes(folder / omegat.PROJECT, omegat.project_file(project.source, project.target))


def _clear(project: Project, folder: Path) -> None:
    """Make way for new catalogues: nobody's translations are left behind, and old ones do not overrule new ones."""
    if not (folder / omegat.PROJECT).exists():
        if (folder / _UNFINISHED).exists():
            return
        # A run that was cut short while it wrote the mark leaves its temporary file, and nothing else yet.
        begun = f".{_UNFINISHED}.*.tmp"
        if folder.is_dir() and all(path.match(begun) for path in folder.iterdir()):
            for path in folder.iterdir():
                path.unlink()
        elif folder.exists():
            raise StorageError("is no OmegaT project, and not empty", path=folder, remedy="Name a new folder.")
        return
    saved = folder / omegat.SAVED
    if saved.exists():
        if any(set(report.kinds) - {"unchanged"} for report in hand_back_project(project, folder, dry_run=True)):
            remedy = f"Run first: translate import omegat {folder}"
            raise StorageError("holds translations that were not imported yet", path=folder, remedy=remedy)
        # OmegaT prefers its own memory to the catalogues: it begins anew with what they have by now.
        numbers = (int(found[1]) for path in saved.parent.iterdir() if (found := re.fullmatch(_BACKUP, path.name)))
        saved.replace(saved.with_name(f"{saved.name}.{max(numbers, default=0) + 1}.bak"))
    for path in (folder / "source").rglob("*.po"):
        path.unlink()


_UNFINISHED = ".unfinished"
"""Stands in a project while it is made, so that a run that was cut short can be run again."""
_BACKUP = re.compile(r"project_save\.tmx\.(\d+)\.bak")


def hand_back_project(project: Project, folder: Path, *, approve: bool = True, dry_run: bool = False) -> list[Handback]:
    """Take back what people entered in an OmegaT project that was made here; each thing once.

    The project is left as it is. Raises ExchangeError for anything else than such a project, CatalogueError and
    StorageError.
    """
    if not (folder / omegat.PROJECT).is_file():
        remedy = "Make one with: translate export omegat DIR"
        raise ExchangeError("there is no OmegaT project", path=folder, remedy=remedy)
    saved = folder / omegat.SAVED
    data = _content(saved)
    files = list(_files(folder / "source", omegat.read_saved(data, saved) if data else ()))
    if not files:
        remedy = "Make the project anew with: translate export omegat DIR"
        raise ExchangeError("has no catalogue of ours", path=folder / "source", remedy=remedy)
    return merge_back(project, files, saved, "import omegat", approve=approve, dry_run=dry_run)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.exists() else b""
    except OSError as error:
        problem = f"cannot be read: {(error.strerror or str(error)).lower()}"
        raise ExchangeError(problem, path=path, remedy="Check its permissions.") from error


def _files(source: Path, texts: Sequence[omegat.SavedText]) -> Iterator[ExchangeFile]:
    """Yield the catalogues as they were handed off, with what people entered for them."""
    for path in sorted(source.rglob("*.po")):
        catalogue = po.read(path)
        if catalogue.article:
            name = path.relative_to(source).as_posix()
            general = {text.source: text for text in texts if text.file is None}
            special = {(text.context or "", text.source): text for text in texts if text.file == name}
            live = (entry for entry in catalogue.live().values() if entry.plural is None)
            units = tuple(_unit(entry, special.get(entry.key) or general.get(entry.unit.source)) for entry in live)
            yield ExchangeFile(catalogue.article, catalogue.source_language, catalogue.target_language, units)


def _unit(entry: po.Entry, text: omegat.SavedText | None) -> ExchangeUnit:
    unit = entry.unit
    came = text is not None and text.target
    note = unit.note
    if text is not None and text.note and text.note not in unit.note:
        note = f"{unit.note}\n{text.note}".strip("\n")
    return ExchangeUnit(
        source=unit.source,
        target=text.target if text is not None and came else unit.target,
        state=State.POST_EDITED if came else unit.state,
        context=unit.context,
        key=unit_name(unit.context, unit.source),
        stamp=po.stamp(unit),
        note=note,
        line=0 if text is None else text.line,
    )
