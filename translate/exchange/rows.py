"""Units as the rows of a table, for people without a translation program: one row a unit, a header above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.errors import ExchangeError
from translate.exchange.units import ExchangeFile, ExchangeUnit
from translate.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import PurePath

Row = tuple[str, ...]

COLUMNS = ("place", "source", "target", "state", "comment", "hints", "article", "id")
"""What the columns hold. People write in target, state and comment; the last two are for the way back."""
STATES = ("draft", "in edit", "post-edited")
"""The states that a person may choose."""
_NEEDED = ("source", "target")
_KNOWN = {**{str(state): state for state in State if state is not State.OBSOLETE}, "approved": State.POST_EDITED}
_HEADING = re.compile(r"\s*([a-z]+)\s*(?:\[\s*([A-Za-z0-9-]+)\s*\])?\s*", re.IGNORECASE)
_ID = re.compile(r"(\S+) (\S*)")


def table(files: Sequence[ExchangeFile]) -> list[Row]:
    """Return the header and the rows of some articles, all of one pair of languages."""
    languages = {"source": files[0].source_language, "target": files[0].target_language}
    header = tuple(f"{name} [{languages[name]}]" if languages.get(name) else name for name in COLUMNS)
    return [header, *(_row(file, unit) for file in files for unit in file.units)]


def _row(file: ExchangeFile, unit: ExchangeUnit) -> Row:
    state = "" if unit.state is None else str(unit.state)
    hints = [f"Former source: {unit.previous_source}"] if unit.previous_source else []
    hints += [line for line in unit.comments if line != unit.place]
    name = f"{unit.key} {unit.stamp}"
    return unit.place, unit.source, unit.target, state, unit.note, "\n".join(hints), file.article, name


def find_columns(header: Sequence[str], path: PurePath | str) -> dict[str, int]:
    """Return the place of each column that a header names, and "" for none. Raises ExchangeError."""
    found = [(_HEADING.fullmatch(cell), place) for place, cell in enumerate(header)]
    columns = {match[1].lower(): place for match, place in found if match is not None}
    for name in _NEEDED:
        if name not in columns:
            remedy = f"The first row names the columns: {', '.join(COLUMNS)}."
            raise ExchangeError(f"has no column '{name}'", path=path, line=1, remedy=remedy)
    return columns


def read_table(rows: Iterable[tuple[int, Sequence[str]]], path: PurePath | str) -> tuple[ExchangeFile, ...]:
    """Return the articles of a table whose rows, the header first, come with their numbers. Raises ExchangeError."""
    lines = iter(rows)
    _, header = next(lines, (1, ()))
    columns = find_columns(header, path)
    languages = {match[1].lower(): match[2] or "" for cell in header if (match := _HEADING.fullmatch(cell))}
    articles: dict[str, list[ExchangeUnit]] = {}
    for line, row in lines:
        cells = {name: row[place] for name, place in columns.items() if place < len(row)}
        if any(cell.strip() for cell in cells.values()):
            articles.setdefault(cells.get("article", ""), []).append(_unit(cells, path, line))
    if not articles:
        raise ExchangeError("there is no unit in this table", path=path, line=1, remedy="Export the article again.")
    source, target = languages.get("source", ""), languages.get("target", "")
    return tuple(ExchangeFile(name, source, target, tuple(units), 1) for name, units in articles.items())


def _unit(cells: Mapping[str, str], path: PurePath | str, line: int) -> ExchangeUnit:
    word = " ".join(cells.get("state", "").lower().split())
    if word and word not in _KNOWN:
        remedy = f"The states are: {', '.join(_KNOWN)}."
        raise ExchangeError(f"there is no state '{word}'", path=path, line=line, remedy=remedy)
    if not cells.get("source"):
        remedy = "Put the exported source back, or delete the row."
        raise ExchangeError("this row has no source", path=path, line=line, remedy=remedy)
    name = _ID.fullmatch(cells.get("id", ""))
    target = cells.get("target", "")
    return ExchangeUnit(
        source=cells["source"],
        target=target,
        state=_KNOWN[word] if word and target else None if target else State.UNTRANSLATED,
        context=cells.get("place", "").partition(" ")[2].strip(),
        key=name[1] if name else "",
        stamp=name[2] if name else "",
        place=cells.get("place", ""),
        note=cells.get("comment", ""),
        line=line,
    )
