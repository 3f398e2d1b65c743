"""What lint tells about glossary files, and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.glossary.lint import RowFinding, lint, lint_terms
from translate.glossary.rows import COLUMNS, bundled_path, read, write
from translate.model import Severity, Term

from .strategies import terms

HEADER = ",".join(COLUMNS)


def check(folder: Path, *files: str) -> list[RowFinding]:
    paths = []
    for number, rows in enumerate(files):
        path = folder / f"{number}.csv"
        path.write_text(f"{HEADER}\n{rows}", "utf-8")
        paths.append(path)
    return lint(paths)


@pytest.mark.parametrize(
    ("rows", "severity", "line", "says"),
    [
        ("a,,b,term,bs,,,,\na,,c,term,cs,,,,\n", Severity.ERROR, 3, '"b" at'),
        ("a,x,b,term,bs,,,,\nc,x,d,term,ds,,,,\n", Severity.ERROR, 3, '"d" here and "b"'),
        ("a-b,,c,term,cs,,,,\na b,,c,term,cs,,,,\n", Severity.WARNING, 3, "one row is enough"),
        ("a,,b,term,bs,,,b,\n", Severity.ERROR, 2, "wanted and forbidden"),
        ("a,,b,term,bs,,,d,\nc,,d,term,ds,,,,\n", Severity.WARNING, 2, 'what "c" must become'),
        ("a,,b,term,,,,,\n", Severity.WARNING, 2, "has no plural"),
        ("A B,,A B,person,A Bs,,,,\n", Severity.WARNING, 2, "has a plural"),
        ("a-b,a b,c,term,cs,,,,\n", Severity.WARNING, 2, "take it out"),
        ("a,,b  c,term,ds,,,,\n", Severity.WARNING, 2, "space"),
        ("…,,b,term,bs,,,,\n", Severity.ERROR, 2, "never found"),
        ("a,,b,ship,,,,,\n", Severity.ERROR, 2, "not a kind"),
        ("a,,,term,,,,,\n", Severity.ERROR, 2, "no target"),
        ("étage,,Etage,launcher,,,any,,\n", Severity.WARNING, 2, "ordinary word"),
        (
            "Al Ivanof,,Al Ivanov,person,,,,,\nBo Ivanof,,Bo Ivanoff,person,,,,,\n",
            Severity.INFO,
            3,
            "alone is not found",
        ),
    ],
)
def test_each_trouble_has_its_place(tmp_path: Path, rows: str, severity: Severity, line: int, says: str) -> None:
    (finding,) = check(tmp_path, rows)
    assert (finding.severity, finding.path, finding.line) == (severity, str(tmp_path / "0.csv"), line)
    assert says in finding.message


def test_a_sound_file_is_silent(tmp_path: Path) -> None:
    rows = 'étage supérieur,,upper stage,term,upper stages,,,,\nDmitri Bakanov,,Dmitry Bakanov,person,,,,,"a, b"\n'
    assert check(tmp_path, rows) == []


def test_rows_of_two_files(tmp_path: Path) -> None:
    findings = check(tmp_path, "a,,b,term,bs,,,,\n", "a,,c,term,cs,,,,\n", "a,,b,term,bs,,,,x\n")
    assert [(one.severity, one.path[-5:], one.line) for one in findings] == [
        (Severity.WARNING, "1.csv", 2),
        (Severity.INFO, "2.csv", 2),
    ]


def test_a_copy_of_a_file_has_no_findings_of_its_own(tmp_path: Path) -> None:
    rows = "étage supérieur,plan supérieur,upper stage,term,upper stages,,,,\n"
    assert check(tmp_path, rows, rows, rows) == []


@settings(max_examples=5, deadline=None)
@given(st.sampled_from(read(bundled_path())))
def test_to_overrule_a_bundled_row_is_worth_no_more_than_a_note(
    tmp_path_factory: pytest.TempPathFactory, row: Term
) -> None:
    own = tmp_path_factory.mktemp("glossary") / "fr-en.csv"
    write(own, [replace(row, target="quillwork")])
    copy = own.with_name("copy.csv")
    copy.write_bytes(bundled_path().read_bytes())
    alone = {one.message for one in lint([own])}

    above = [one for one in lint([own, copy, bundled_path().resolve()]) if "row there wins" in one.message]

    assert above
    assert {one.severity for one in above} == {Severity.INFO}
    assert not any("row there wins" in message for message in alone)


def test_broken_rows_do_not_hide_the_rest(tmp_path: Path) -> None:
    findings = check(tmp_path, "a,,b,ship,,,,,\nc,,d,term,,,,,\ne,,f,ship,,,,,\n")
    assert [one.line for one in findings] == [2, 3, 4]


@given(st.lists(terms(), max_size=6))
def test_any_rows_can_be_examined(rows: list[Term]) -> None:
    assert all(finding.message for finding in lint_terms(rows))


def test_the_bundled_glossary_has_no_errors() -> None:
    assert [finding for finding in lint([bundled_path()]) if finding.severity is Severity.ERROR] == []
