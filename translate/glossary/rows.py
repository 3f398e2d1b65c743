"""Glossary files: comma-separated rows of one term each, read, written, extended and laid over each other."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from translate.errors import GlossaryError
from translate.glossary.folding import canonical
from translate.glossary.table import decode, find_separator, join_cells, split_records
from translate.model import CaseRule, Term, TermKind
from translate.storage import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = ("source", "variants", "target", "kind", "plural", "allowed", "case", "forbidden", "note")
REQUIRED = ("source", "target")
KINDS = tuple(kind for kind in TermKind if kind not in (TermKind.NAME, TermKind.FIGURE))
DEFAULT_CASE = {
    TermKind.PERSON: CaseRule.EXACT,
    TermKind.ORGANISATION: CaseRule.EXACT,
    TermKind.LAUNCHER: CaseRule.EXACT,
    TermKind.SPACECRAFT: CaseRule.EXACT,
    TermKind.PLACE: CaseRule.EXACT,
    TermKind.NAME: CaseRule.EXACT,
    TermKind.ROLE: CaseRule.ANY,
    TermKind.TERM: CaseRule.INITIAL,
    TermKind.PHRASE: CaseRule.INITIAL,
}
_Choice = TypeVar("_Choice", bound=StrEnum)


def bundled_path() -> Path:
    """Return the glossary that comes with the program. Raises GlossaryError when the installation has lost it."""
    here = Path(__file__).parent
    for path in (here / "data" / "fr-en.csv", here.parents[1] / "glossary" / "fr-en.csv"):
        if path.is_file():
            return path
    raise GlossaryError("The bundled glossary is missing", remedy="Install the program again.", path=here / "data")


def read(path: Path) -> tuple[Term, ...]:
    """Return the terms of a glossary file, in its order, each with its `path:line` as origin.

    UTF-8 with or without byte order mark; comma, semicolon or tab, whichever the header line uses; the columns in any
    order, only source and target needed (a row without kind is a TERM); several values in a source or target cell are
    its variants or allowed forms; empty lines are passed over. Raises GlossaryError with the line of the first row
    that cannot be used.
    """
    terms, broken = examine(path)
    if broken:
        raise broken[0]
    return terms


def examine(path: Path) -> tuple[tuple[Term, ...], tuple[GlossaryError, ...]]:
    """Return the terms of a glossary file and what is wrong with its other rows.

    Raises GlossaryError as `read` does, but only for what makes the whole file unreadable.
    """
    text = decode(path)
    separator, skipped = find_separator(text)
    records = split_records(path, text[skipped:], separator, first=2 if skipped else 1)
    first = next(records, None)
    if first is None:
        remedy = f"Its first line must be {','.join(COLUMNS)}."
        raise GlossaryError("The file is empty", remedy=remedy, path=path, line=1)
    header = _header(path, *first)
    terms: list[Term] = []
    broken: list[GlossaryError] = []
    for line, cells in records:
        try:
            terms.append(_term(path, line, header, cells, "|" if separator == ";" else "|;"))
        except GlossaryError as error:
            broken.append(error)
    return tuple(terms), tuple(broken)


def merge(paths: Sequence[Path]) -> tuple[Term, ...]:
    """Return the terms of several files laid over each other, the first file on top. Raises GlossaryError."""
    return overlay(*(read(path) for path in paths))


def overlay(*layers: Iterable[Term]) -> tuple[Term, ...]:
    """Lay glossaries over each other, the first on top: a spelling belongs to the highest layer that has it.

    A row of a lower layer whose source is taken above is left out; where only a variant is taken, the row goes on
    without it. Two rows of one layer never cover each other: that is a conflict, which `lint` reports.
    """
    taken: set[str] = set()
    merged: list[Term] = []
    for layer in layers:
        kept = [left for term in layer if (left := _uncovered(term, taken)) is not None]
        merged += kept
        for term in kept:
            taken.update(canonical(spelling).lower() for spelling in (term.source, *term.variants))
    return tuple(merged)


def write(path: Path, terms: Iterable[Term]) -> None:
    """Write `terms` as a whole new glossary file, at once or not at all. Raises GlossaryError, StorageError."""
    write_bytes(path, (join_cells(COLUMNS, ",", "\n") + _lines(path, terms, COLUMNS, ",", "\n")).encode())


def append(path: Path, terms: Iterable[Term]) -> None:
    """Add rows at the end of a glossary file, made if need be; what it holds already stays byte for byte.

    The new rows follow the file's own separator, columns and line ends. Raises GlossaryError when the file is broken,
    has one of the sources already, or lacks a column that a new row fills; StorageError when it cannot be written.
    """
    terms = tuple(terms)
    if not path.exists():
        write(path, terms)
        return
    known = {canonical(term.source): term.origin for term in read(path)}
    for term in terms:
        origin = known.get(canonical(term.source))
        if origin is not None:
            raise GlossaryError(
                f'"{term.source}" has a row already at {origin}', remedy="Edit that row, or give --replace.", path=path
            )
        known[canonical(term.source)] = "the new rows"
    text = decode(path)
    separator, skipped = find_separator(text)
    line, cells = next(split_records(path, text[skipped:], separator, first=1))
    end = "\r\n" if "\r\n" in text else "\n"
    gap = b"" if text.endswith("\n") else end.encode()
    added = _lines(path, terms, _header(path, line, cells), separator, end)
    write_bytes(path, path.read_bytes() + gap + added.encode())


def _header(path: Path, line: int, cells: list[str]) -> tuple[str, ...]:
    names = tuple(cell.lower() for cell in cells)
    unknown = [name for name in names if name not in COLUMNS]
    missing = [name for name in REQUIRED if name not in names]
    if unknown or missing or len(set(names)) < len(names):
        what = f'has no column "{missing[0]}"' if missing else "has a column that is unknown or stands twice"
        raise GlossaryError(f"The header line {what}", remedy=f"It must be {','.join(COLUMNS)}.", path=path, line=line)
    return names


def _term(path: Path, line: int, header: tuple[str, ...], cells: list[str], marks: str) -> Term:
    if len(cells) != len(header):
        raise GlossaryError(
            f"The row has {len(cells)} columns where the header has {len(header)}",
            remedy="Put a cell that holds the separator in double quotes, and keep empty cells.",
            path=path,
            line=line,
        )
    row = dict.fromkeys(COLUMNS, "") | dict(zip(header, cells, strict=True))
    sources, targets = _values(row["source"], marks), _values(row["target"], marks)
    for name, values in (("source", sources), ("target", targets)):
        if not values:
            raise GlossaryError(f"The row has no {name}", remedy=f'Fill the column "{name}".', path=path, line=line)
    kind = _choose(path, line, row["kind"], KINDS, "kind of term") if "kind" in header else TermKind.TERM
    case = _choose(path, line, row["case"], tuple(CaseRule), "case rule") if row["case"] else DEFAULT_CASE[kind]
    return Term(
        source=sources[0],
        target=targets[0],
        kind=kind,
        variants=tuple(dict.fromkeys((*sources[1:], *_values(row["variants"])))),
        plural=row["plural"],
        allowed=tuple(dict.fromkeys((*targets[1:], *_values(row["allowed"])))),
        case=case,
        forbidden=_values(row["forbidden"]),
        note=row["note"],
        origin=f"{path}:{line}",
    )


def _choose(path: Path, line: int, value: str, choices: tuple[_Choice, ...], what: str) -> _Choice:
    for choice in choices:
        if choice == value.lower():
            return choice
    raise GlossaryError(f'"{value}" is not a {what}', remedy=f"Use one of {', '.join(choices)}.", path=path, line=line)


def _values(cell: str, marks: str = "|") -> tuple[str, ...]:
    parts = re.split(f"[{marks}]", cell)
    return tuple(dict.fromkeys(value for part in parts if (value := part.strip())))


def _uncovered(term: Term, taken: set[str]) -> Term | None:
    if canonical(term.source).lower() in taken:
        return None
    variants = tuple(variant for variant in term.variants if canonical(variant).lower() not in taken)
    return term if variants == term.variants else replace(term, variants=variants)


def _lines(path: Path, terms: Iterable[Term], header: Sequence[str], separator: str, end: str) -> str:
    lines: list[str] = []
    for term in terms:
        row = {
            "source": _cell(path, (term.source,), "|;"),
            "variants": _cell(path, term.variants),
            "target": _cell(path, (term.target,), "|;"),
            "kind": "" if term.kind is TermKind.TERM and "kind" not in header else str(term.kind),
            "plural": term.plural,
            "allowed": _cell(path, term.allowed),
            "case": "" if term.case is DEFAULT_CASE[term.kind] else str(term.case),
            "forbidden": _cell(path, term.forbidden),
            "note": term.note,
        }
        lost = [name for name, value in row.items() if value and name not in header]
        if lost:
            raise GlossaryError(
                f'The row of "{term.source}" fills the column "{lost[0]}", which the file does not have',
                remedy=f"Add {lost[0]} to its header line.",
                path=path,
            )
        lines.append(join_cells([row[name] for name in header], separator, end))
    return "".join(lines)


def _cell(path: Path, values: Sequence[str], marks: str = "|") -> str:
    for value in values:
        if any(mark in value for mark in marks):
            raise GlossaryError(
                f'"{value}" holds a sign that parts the values of a cell',
                remedy=f"Write it without {marks}.",
                path=path,
            )
    return "|".join(values)
