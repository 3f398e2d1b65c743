"""XLSX workbooks: the table of `rows` with a header that stays, wrapped cells, and a list of states to choose from.

Every cell is a text and is formatted as one, so that nothing is taken for a formula, a number or a date.
"""

from __future__ import annotations

import contextlib
import io
import math
import os
import re
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.errors import ExchangeError
from translate.exchange.rows import COLUMNS, STATES, read_table, table
from translate.storage import storage_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePath

    from translate.exchange.units import ExchangeFile

_WIDTHS = {"place": 12, "source": 48, "target": 48, "state": 13, "comment": 26, "hints": 36, "article": 20, "id": 20}
"""In characters of the default font."""
_HIDDEN = ("article", "id")
_STYLE = "text of a unit"
_LINE, _TALLEST = 15.5, 409.0
"""The height of a line and the greatest of a row, in points."""
_LONGEST_CELL = 32_767
"""The most characters that a cell can hold, as Microsoft gives it ("Excel specifications and limits")."""
_LARGEST = 1 << 28
"""The most bytes that a workbook may unpack to."""
_UNWRITABLE = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]|x005F_")
"""What does not survive a workbook: control characters, and the sign that escapes are marked with."""
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

# Where lxml is at hand, openpyxl writes by it, and what a full disk cuts off comes up as an error of lxml's own, or not
# at all. The choice is made where openpyxl is first imported, to read as well.
os.environ.setdefault("OPENPYXL_LXML", "False")


def write(files: Sequence[ExchangeFile]) -> bytes:
    """Return the workbook of some articles.

    Raises ExchangeError where a text cannot stand in one, and StorageError where openpyxl, which keeps the cells in a
    temporary file meanwhile, cannot write that.
    """
    try:
        return _build(files)
    except OSError as error:
        _drop_temporary_files()
        raise storage_error(Path(tempfile.gettempdir()), error, "cannot hold a workbook in the making") from error


def _drop_temporary_files() -> None:
    """Remove what openpyxl has left: it would do so as the program ends, with a traceback where the disk is gone."""
    from openpyxl.worksheet import _writer

    for name in _writer.ALL_TEMP_FILES:
        with contextlib.suppress(OSError):
            Path(name).unlink()
    _writer.ALL_TEMP_FILES.clear()


def _build(files: Sequence[ExchangeFile]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, NamedStyle
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.properties.creator = "translate-desk"
    style = NamedStyle(_STYLE, number_format="@", alignment=Alignment(wrap_text=True, vertical="top"))
    book.add_named_style(style)
    sheet = book.active
    sheet.title = "units"
    rows = table(files)
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            _write_cell(sheet.cell(number, place), _checked(text, row))
        # Programs do not grow rows for wrapped texts of their own accord when they open a file.
        sheet.row_dimensions[number].height = _height(row)
    for place, name in enumerate(COLUMNS, 1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = _WIDTHS[name]
        column.hidden = name in _HIDDEN
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _style_header(sheet)
    _offer_states(sheet, len(rows))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_cell(cell: Any, text: str) -> None:  # openpyxl ships no types
    cell.value = _ESCAPE.sub("_x005F_", text) or None
    if text:
        cell.data_type = "s"
    cell.style = _STYLE


def _height(row: Sequence[str]) -> float:
    """Return a height, in points, at which a row shows all that people write and translate."""
    wrapped = (
        sum(math.ceil(max(len(line), 1) / _WIDTHS[name]) for line in text.split("\n"))
        for name, text in zip(COLUMNS, row, strict=True)
        if name in ("source", "target", "comment")
    )
    return min(max(wrapped) * _LINE, _TALLEST)


def _checked(text: str, row: Sequence[str]) -> str:
    """Return a text that a cell can hold. Raises ExchangeError for another one."""
    place = f"unit {row[0]}"
    found = _UNWRITABLE.search(text)
    if found:
        problem = f"holds the character U+{ord(found[0][0]):04X}, which a workbook cannot"
        raise ExchangeError(problem, path=place, remedy="Export it as CSV or XLIFF.")
    if len(text) > _LONGEST_CELL:
        problem = f"is longer than the {_LONGEST_CELL:,} characters of a workbook's cell"
        raise ExchangeError(problem, path=place, remedy="Export it as CSV or XLIFF.")
    return text


def _style_header(sheet: Any) -> None:
    from openpyxl.styles import Font, PatternFill

    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color="DDE6F0")


def _offer_states(sheet: Any, rows: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=f'"{",".join(STATES)}"', allow_blank=True, showDropDown=False)
    # The states that people cannot choose stay where they are.
    choice.showErrorMessage = False
    sheet.add_data_validation(choice)
    letter = get_column_letter(COLUMNS.index("state") + 1)
    if rows > 1:
        choice.add(f"{letter}2:{letter}{rows}")


def read(data: bytes, path: PurePath | str) -> tuple[ExchangeFile, ...]:
    """Return the articles of a workbook's first sheet. Raises ExchangeError with the row of what cannot be used."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    remedy = "Save it again as an XLSX workbook."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if (size := sum(part.file_size for part in archive.infolist())) > _LARGEST:
                raise ExchangeError(f"unpacks to {size:,} bytes, more than anybody wrote", path=path, remedy=remedy)
            # No workbook has declarations; in UTF-16 every other byte is zero.
            if any(b"<!DOCTYPE" in archive.read(part).replace(b"\0", b"") for part in archive.infolist()):
                raise ExchangeError("is no workbook: it declares entities", path=path, remedy=remedy)
        book = load_workbook(io.BytesIO(data), data_only=False)
    except (zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError, KeyError, ValueError, TypeError,
            EOFError, OSError) as error:  # fmt: skip
        raise ExchangeError("is no workbook that can be read", path=path, remedy=remedy) from error
    if not book.worksheets:
        raise ExchangeError("has no sheet", path=path, remedy=remedy)
    return read_table(_rows(book.worksheets[0], path), path)


def _rows(sheet: Any, path: PurePath | str) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [_text(cell, path) for cell in row]


def _text(cell: Any, path: PurePath | str) -> str:
    """Return a cell's text; a whole number counts as its digits. Raises ExchangeError for a date or a truth value."""
    value = cell.value
    if value is None or isinstance(value, str):
        # openpyxl takes this mark away from some texts and leaves it in others.
        return (value or "").replace("x005F_", "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.15g}"
    raise ExchangeError(
        f"the cell {cell.coordinate} holds {value!r}, which is no text",
        path=path,
        line=cell.row,
        remedy="Format the cell as text and write it again.",
    )
