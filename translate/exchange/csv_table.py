"""CSV: UTF-8 with the mark that makes spreadsheets read it as such, comma-separated, safe to open.

A spreadsheet takes a cell that starts with = + - @, a tab or a line end for a formula. Such a cell gets an apostrophe
in front, which is taken away again on the way back; one that starts with apostrophes before such a character gets
one more, so that every text comes back as it was.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from translate.errors import ExchangeError
from translate.exchange.rows import find_columns, read_table, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePath

    from translate.exchange.units import ExchangeFile

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
_DELIMITERS = (",", ";", "\t")
_LONGEST = 1 << 24
"""The longest cell that is read, in characters."""


def write(files: Sequence[ExchangeFile]) -> bytes:
    """Return the table of some articles. The same units always give the same bytes."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([_guard(cell) for cell in row] for row in table(files))
    return codecs.BOM_UTF8 + stream.getvalue().encode()


def _guard(cell: str) -> str:
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def read(data: bytes, path: PurePath | str) -> tuple[ExchangeFile, ...]:
    """Return the articles of a table in UTF-8 or UTF-16, separated by commas, semicolons or tabs.

    Raises ExchangeError with the line of what cannot be used.
    """
    text = _decode(data, path)
    return read_table(_rows(text, _find_delimiter(text, path), path), path)


def _decode(data: bytes, path: PurePath | str) -> str:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        remedy = 'Save it again as "CSV UTF-8"; in another encoding letters are lost.'
        raise ExchangeError("is not UTF-8", path=path, line=line, remedy=remedy) from error


def _find_delimiter(text: str, path: PurePath | str) -> str:
    """Return what separates the cells of the header. Raises ExchangeError where no header is found."""
    first = text[: text.find("\n") + 1] or text
    headers = {delimiter: next(csv.reader([first], delimiter=delimiter), []) for delimiter in _DELIMITERS}
    delimiter = max(headers, key=lambda found: len(headers[found]))
    find_columns(headers[delimiter], path)
    return delimiter


def _rows(text: str, delimiter: str, path: PurePath | str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its first line."""
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, [_unguard(cell) for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "Close every quotation mark, or save the file again in the program that wrote it."
        raise ExchangeError(f"is no table: {error}", path=path, line=line, remedy=remedy) from error
