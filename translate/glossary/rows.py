"""Glossary files: comma-separated rows of one term each, read, written, extended and laid over each other."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from translate.errors import GlossaryError
from translate.glossary.folding import canonical
from translate.model import CaseRule, Term, TermKind
from translate.storage import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

COLUMNS = ("source", "variants", "target", "kind", "plural", "allowed", "case", "forbidden", "note")
REQUIRED = ("source", "target", "kind")
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
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def bundled_path() -> Path:
    """Return the glossary that comes with the program. Raises GlossaryError when the installation has lost it."""
    here = Path(__file__).parent
    for path in (here / "data" / "fr-en.csv", here.parents[1] / "glossary" / "fr-en.csv"):
        if path.is_file():
            return path
    raise GlossaryError("The bundled glossary is missing", remedy="Install the program again.", path=here / "data")


def read(path: Path) -> tuple[Term, ...]:
    """Return the terms of a glossary file, in its order, each with its `path:line` as origin.

    UTF-8 with or without byte order mark; comma, semicolon or tab, whichever the header line uses; empty lines are
    passed over. Raises GlossaryError with the line on anything that cannot be a row.
    """
    text = _decode(path)
    separator, skipped = _separator(text)
    text = text[skipped:]
    records = _records(path, text, separator, first=2 if skipped else 1)
    first = next(records, None)
    if first is None:
        raise GlossaryError(
            "The file is empty", remedy=f"Its first line must be {','.join(COLUMNS)}.", path=path, line=1
        )
    header = _header(path, *first)
    return tuple(_term(path, line, header, cells) for line, cells in records)


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
    write_bytes(path, (_line(COLUMNS, ",", "\n") + _lines(path, terms, COLUMNS, ",", "\n")).encode())


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
                f'"{term.source}" has a row already at {origin}', remedy="Edit that row instead.", path=path
            )
        known[canonical(term.source)] = "the new rows"
    text = _decode(path)
    separator, skipped = _separator(text)
    line, cells = next(_records(path, text[skipped:], separator, first=1))
    end = "\r\n" if "\r\n" in text else "\n"
    gap = b"" if text.endswith("\n") else end.encode()
    added = _lines(path, terms, _header(path, line, cells), separator, end)
    write_bytes(path, path.read_bytes() + gap + added.encode())


def _decode(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            f"The glossary cannot be read ({error.strerror})", remedy="Check the path and its permissions.", path=path
        ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise GlossaryError(
            "The file is not in UTF-8", remedy='Save it again as "CSV UTF-8".', path=path, line=line
        ) from error


def _separator(text: str) -> tuple[str, int]:
    """Return the cell separator and how many characters a leading `sep=;` line of Excel takes."""
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        return declared[1], declared.end()
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count), 0


def _records(path: Path, text: str, separator: str, first: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = first + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise GlossaryError(
                f"The row's quotes do not pair up ({error})",
                remedy='Close the quoted cell, and write a quote inside it as "".',
                path=path,
                line=line,
            ) from error
        if any("\n" in cell or "\r" in cell for cell in cells):
            raise GlossaryError(
                "A quoted cell runs over the end of its line",
                remedy="Close the quote, or take the line end out of the cell.",
                path=path,
                line=line,
            )
        cells = [unicodedata.normalize("NFC", cell).strip() for cell in cells]
        if any(cells):
            yield line, cells


def _header(path: Path, line: int, cells: list[str]) -> tuple[str, ...]:
    names = tuple(cell.lower() for cell in cells)
    unknown = [name for name in names if name not in COLUMNS]
    missing = [name for name in REQUIRED if name not in names]
    if unknown or missing or len(set(names)) < len(names):
        what = f'has no column "{missing[0]}"' if missing else "has a column that is unknown or stands twice"
        raise GlossaryError(f"The header line {what}", remedy=f"It must be {','.join(COLUMNS)}.", path=path, line=line)
    return names


def _term(path: Path, line: int, header: tuple[str, ...], cells: list[str]) -> Term:
    if len(cells) != len(header):
        raise GlossaryError(
            f"The row has {len(cells)} columns where the header has {len(header)}",
            remedy="Put a cell that holds the separator in double quotes, and keep empty cells.",
            path=path,
            line=line,
        )
    row = dict.fromkeys(COLUMNS, "") | dict(zip(header, cells, strict=True))
    for name in REQUIRED:
        if not row[name]:
            raise GlossaryError(f"The row has no {name}", remedy=f'Fill the column "{name}".', path=path, line=line)
    if row["kind"].lower() not in KINDS:
        raise GlossaryError(
            f'"{row["kind"]}" is not a kind of term', remedy=f"Use one of {', '.join(KINDS)}.", path=path, line=line
        )
    kind = TermKind(row["kind"].lower())
    if row["case"] and row["case"].lower() not in tuple(CaseRule):
        raise GlossaryError(
            f'"{row["case"]}" is not a case rule',
            remedy=f"Use one of {', '.join(CaseRule)}, or leave the cell empty.",
            path=path,
            line=line,
        )
    return Term(
        source=row["source"],
        target=row["target"],
        kind=kind,
        variants=_values(row["variants"]),
        plural=row["plural"],
        allowed=_values(row["allowed"]),
        case=CaseRule(row["case"].lower()) if row["case"] else DEFAULT_CASE[kind],
        forbidden=_values(row["forbidden"]),
        note=row["note"],
        origin=f"{path}:{line}",
    )


def _values(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for part in cell.split("|") if (value := part.strip())))


def _uncovered(term: Term, taken: set[str]) -> Term | None:
    if canonical(term.source).lower() in taken:
        return None
    variants = tuple(variant for variant in term.variants if canonical(variant).lower() not in taken)
    return term if variants == term.variants else replace(term, variants=variants)


def _lines(path: Path, terms: Iterable[Term], header: Sequence[str], separator: str, end: str) -> str:
    lines: list[str] = []
    for term in terms:
        row = {
            "source": term.source,
            "variants": _cell(path, term.variants),
            "target": term.target,
            "kind": str(term.kind),
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
        lines.append(_line([row[name] for name in header], separator, end))
    return "".join(lines)


def _cell(path: Path, values: Sequence[str]) -> str:
    for value in values:
        if "|" in value:
            raise GlossaryError(
                f'"{value}" holds a |, which parts the values of a cell', remedy="Write it without.", path=path
            )
    return "|".join(values)


def _line(cells: Sequence[str], separator: str, end: str) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=separator, lineterminator=end).writerow([" ".join(cell.split()) for cell in cells])
    return line.getvalue()
