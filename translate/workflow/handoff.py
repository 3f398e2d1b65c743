"""Articles handed off to people who work in another program: XLIFF, CSV and XLSX files."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.errors import ConfigurationError
from translate.exchange.units import ExchangeFile, ExchangeUnit
from translate.model import State
from translate.workflow.output import require_absent, write_output
from translate.workflow.sources import read_catalogue
from translate.workflow.walk import each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.project import Project
    from translate.workflow.walk import Refuse

SUFFIXES = {"xliff": ".xlf", "csv": ".csv", "xlsx": ".xlsx"}
"""The formats that articles are handed off in, and how their files end."""
XLIFF_VERSIONS = ("1.2", "2.0")


@dataclass(frozen=True, slots=True)
class Handoff:
    """What was handed off: the file with so many `units` of so many `articles`, some of which are `approved`."""

    file: str
    articles: int
    units: int
    approved: int


def unit_name(context: str, source: str) -> str:
    """Return the name of a unit in other programs' files: a letter and digits, as XML wants it."""
    return "u" + hashlib.sha256(f"{context}\0{source}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_unit_name(name: str) -> bool:
    """Return whether `unit_name` can have given a name: other programs number units in their own way."""
    return re.fullmatch("u[0-9a-f]{16}", name) is not None


def hand_off(
    project: Project,
    articles: Sequence[Path],
    format_name: str,
    *,
    output: Path | None = None,
    version: str = XLIFF_VERSIONS[0],
    force: bool = False,
    refuse: Refuse = None,
) -> Handoff | None:
    """Write the units of some articles' catalogues to a file of another program.

    `format_name` is one of SUFFIXES. Without `output` the file is named after the first article and lies in the
    current folder; `-` is standard output. `refuse` is told of catalogues that cannot be read, which are left out;
    where that leaves none, nothing is written and None returned. Raises CatalogueError, ConfigurationError, and
    StorageError also where the file exists and `force` is not given.
    """
    if version not in XLIFF_VERSIONS:
        remedy = f"Choose one of: {', '.join(XLIFF_VERSIONS)}."
        raise ConfigurationError(f"XLIFF {version!r} cannot be written", remedy=remedy)
    files = list(each(dict.fromkeys(articles), partial(describe, project), refuse))
    if not files:
        return None
    path = output or Path(project.catalogue_path(articles[0]).with_suffix(SUFFIXES[format_name]).name)
    if not force:
        require_absent(path)
    write_output(path, _write(files, format_name, version))
    units = [unit for file in files for unit in file.units]
    return Handoff(str(path), len(files), len(units), sum(unit.state is State.POST_EDITED for unit in units))


def _write(files: Sequence[ExchangeFile], format_name: str, version: str) -> bytes:
    if format_name == "xliff":
        from translate.exchange import xliff

        return xliff.write(files, version)
    if format_name == "csv":
        from translate.exchange import csv_table

        return csv_table.write(files)
    from translate.exchange import xlsx

    return xlsx.write(files)


def describe(project: Project, article: Path) -> ExchangeFile:
    """Return the units in use of an article's catalogue, in its order, as they travel. Raises CatalogueError."""
    catalogue = read_catalogue(project, article)
    return ExchangeFile(
        article=catalogue.article or str(project.article_name(article)),
        source_language=catalogue.source_language or project.source,
        target_language=catalogue.target_language or project.target,
        units=tuple(_units(catalogue)),
    )


def _units(catalogue: po.Catalogue) -> Iterator[ExchangeUnit]:
    entries = [entry for entry in catalogue.entries if not entry.obsolete and entry.plural is None]
    for number, entry in enumerate(entries, 1):
        unit = entry.unit
        yield ExchangeUnit(
            source=unit.source,
            target=unit.target,
            state=unit.state,
            context=unit.context,
            key=unit_name(unit.context, unit.source),
            stamp=po.stamp(unit),
            place=f"{number} {unit.context}".strip(),
            comments=po.whole_lines(unit.comments),
            note=unit.note,
            previous_source=unit.previous_source,
            draft=unit.draft.target if unit.draft is not None else "",
        )
