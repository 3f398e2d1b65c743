"""Cells of a comma-separated file as people and spreadsheets save it (RFC 4180, with what is made of it)."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import TYPE_CHECKING

from translate.errors import GlossaryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def decode(path: Path) -> str:
    """Return a file's text, which must be UTF-8. Raises GlossaryError with the line that is not."""
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


def find_separator(text: str) -> tuple[str, int]:
    """Return the cell separator and how many characters a leading `sep=;` line of Excel takes."""
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        return declared[1], declared.end()
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count), 0


def split_records(path: Path, text: str, separator: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the line number and the cells, in NFC and trimmed, of each row that is not empty.

    `first` is the number of the text's first line. Raises GlossaryError with the line of a quote that is not closed.
    """
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


def join_cells(cells: Sequence[str], separator: str, end: str) -> str:
    """Return one line of the file; white space in a cell becomes single blanks, so that a row stays on its line."""
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=separator, lineterminator=end).writerow([" ".join(cell.split()) for cell in cells])
    return line.getvalue()
