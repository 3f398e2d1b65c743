"""Tables for people without a translation program: every text comes back as it went, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.strategies import files
from tests.exchange.test_xliff import without_lines
from translate.errors import ExchangeError, StorageError
from translate.exchange import csv_table, xlsx
from translate.exchange.rows import COLUMNS
from translate.exchange.units import ExchangeFile, ExchangeUnit
from translate.model import State

FILE = ExchangeFile(
    "articles/tir.fr.md",
    "fr",
    "en",
    (
        ExchangeUnit("Le tir a eu lieu.", "The launch took place.", State.DRAFT, "title", "u1", "s1", "1 title"),
        ExchangeUnit("=1+1", "@a", State.POST_EDITED, "", "u2", "s2", "2", note="-x"),
    ),
)


def as_a_table_has_it(file: ExchangeFile) -> ExchangeFile:
    """A unit without what tables do not hold: the hints are for reading only."""
    units = (
        replace(unit, comments=(), previous_source="", context=unit.place.partition(" ")[2], line=0)
        for unit in file.units
    )
    return replace(file, units=tuple(units), line=0)


@given(files.filter(lambda file: file.units))
def test_csv_comes_back(file: ExchangeFile) -> None:
    (back,) = csv_table.read(csv_table.write([file]), "a.csv")
    assert without_lines(back) == as_a_table_has_it(file)


@given(files.filter(lambda file: file.units))
def test_no_cell_of_a_csv_is_a_formula(file: ExchangeFile) -> None:
    text = csv_table.write([file]).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), cell


@given(files.filter(lambda file: file.units), st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-16"]))
@settings(max_examples=25)
def test_csv_as_other_programs_save_it(file: ExchangeFile, delimiter: str, encoding: str) -> None:
    rows = csv.reader(io.StringIO(csv_table.write([file]).decode("utf-8-sig"), newline=""))
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    (back,) = csv_table.read(stream.getvalue().encode(encoding), "a.csv")
    assert without_lines(back) == as_a_table_has_it(file)


@given(files.filter(lambda file: file.units))
@settings(max_examples=40)
def test_xlsx_comes_back_or_is_refused(file: ExchangeFile) -> None:
    try:
        data = xlsx.write([file])
    except ExchangeError as error:
        assert "workbook" in error.problem  # noqa: PT017 - the other outcome is as good
        return
    (back,) = xlsx.read(data, "a.xlsx")
    assert without_lines(back) == as_a_table_has_it(file)


def test_escapes_of_workbooks_are_texts() -> None:
    file = replace(FILE, units=(replace(FILE.units[0], target="a _x000D_ b"),))
    (back,) = xlsx.read(xlsx.write([file]), "a.xlsx")
    assert back.units[0].target == "a _x000D_ b"


def test_a_workbook_has_a_fixed_header_a_choice_of_states_and_only_texts() -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(xlsx.write([FILE]))).active
    assert sheet.freeze_panes == "A2"
    assert [cell.value.partition(" ")[0] for cell in sheet[1]] == list(COLUMNS)
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"draft,in edit,post-edited"'
    assert str(choice.sqref) == "D2:D3"
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n"), cell
            assert cell.value is None or isinstance(cell.value, str)
            assert cell.alignment.wrap_text
            assert cell.number_format == "@"


def test_a_row_is_as_high_as_its_texts_need() -> None:
    from openpyxl import load_workbook

    long = replace(FILE, units=(FILE.units[0], replace(FILE.units[1], target="Lift-off. " * 40)))
    rows = load_workbook(io.BytesIO(xlsx.write([long]))).active.row_dimensions
    assert rows[3].height > 8 * rows[2].height


def test_what_people_typed_into_a_workbook() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsx.write([FILE])))
    sheet = book.active
    sheet["C2"], sheet["D2"], sheet["C3"], sheet["D3"] = 42, "Approved ", '=HYPERLINK("x")', "In  Edit"
    stream = io.BytesIO()
    book.save(stream)
    (back,) = xlsx.read(stream.getvalue(), "a.xlsx")
    assert [(unit.target, unit.state) for unit in back.units] == [
        ("42", State.POST_EDITED),
        ('=HYPERLINK("x")', State.IN_EDIT),
    ]


def test_a_date_in_a_workbook_is_refused_with_its_cell() -> None:
    from datetime import UTC, datetime

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsx.write([FILE])))
    book.active["C3"] = datetime(2026, 5, 12, tzinfo=UTC).replace(tzinfo=None)
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(ExchangeError, match="C3") as caught:
        xlsx.read(stream.getvalue(), "a.xlsx")
    assert caught.value.line == 3


@pytest.mark.parametrize("text", ["a" * 32_768, "a\x0cb", "a\rb"])
def test_a_text_that_no_workbook_holds_is_refused(text: str) -> None:
    with pytest.raises(ExchangeError, match="CSV or XLIFF"):
        xlsx.write([replace(FILE, units=(replace(FILE.units[0], target=text),))])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"plain text", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(ExchangeError, match="workbook"):
        xlsx.read(data, "a.xlsx")


def test_a_workbook_with_entities_is_refused() -> None:
    import zipfile

    stream = io.BytesIO(xlsx.write([FILE]))
    bomb = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(bomb, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data.replace(b"The launch", b"&a;")
                assert b"&a;" in data
            new.writestr(name, data)
    with pytest.raises(ExchangeError, match="workbook"):
        xlsx.read(bomb.getvalue(), "a.xlsx")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a,b\n1,2\n", 1, "no column 'source'"),
        ("", 1, "no column 'source'"),
        ("source,target\n", 1, "no unit"),
        ("source,target,state\na,b,draft\nc,d,finished\n", 3, "no state 'finished'"),
        ("source,target\n,b\n", 2, "no source"),
        ('source,target\na,b\n"c,d\n', 3, "no table"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ExchangeError, match=words) as caught:
        csv_table.read(text.encode(), "a.csv")
    assert (caught.value.line, caught.value.path) == (line, "a.csv")
    assert caught.value.remedy


def test_a_table_in_an_old_encoding_is_refused() -> None:
    with pytest.raises(ExchangeError, match="not UTF-8") as caught:
        csv_table.read("source,target\né,e\n".encode("cp1252"), "a.csv")
    assert caught.value.line == 2


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files cannot be limited there")
def test_a_workbook_that_its_temporary_file_cannot_hold_is_refused_in_a_line() -> None:
    import resource

    units = tuple(replace(FILE.units[0], key=str(number), source="Un tir. " * 500) for number in range(50))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # Python takes the error for the signal
    try:
        with pytest.raises(StorageError, match="cannot hold a workbook in the making"):
            xlsx.write([replace(FILE, units=units)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
