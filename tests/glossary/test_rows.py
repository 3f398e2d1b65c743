"""Glossary files: read as people save them, written whole or not at all, laid over each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary.matcher import Glossary
from translate.glossary.rows import (
    COLUMNS,
    DEFAULT_CASE,
    KINDS,
    append,
    bundled_path,
    examine,
    merge,
    overlay,
    read,
    write,
)
from translate.model import CaseRule, Term, TermKind

HEADER = ",".join(COLUMNS)
SOYOUZ = "Soyouz,Soïouz,Soyuz,launcher,,,,,\n"

values = st.text(st.sampled_from("abé -\"',’Œ\u00e9#="), min_size=1, max_size=8).map(str.strip).filter(bool)
lists = st.lists(values, max_size=3, unique=True).map(tuple)
cells = st.builds(
    Term,
    source=values,
    target=values,
    kind=st.sampled_from(KINDS),
    variants=lists,
    plural=st.one_of(st.just(""), values),
    allowed=lists,
    case=st.sampled_from(list(CaseRule)),
    forbidden=lists,
    note=st.one_of(st.just(""), values),
)


def settle(term: Term) -> Term:
    """What a file keeps of a term: white space inside a cell comes back as single blanks."""
    return replace(
        term,
        source=" ".join(term.source.split()),
        target=" ".join(term.target.split()),
        variants=tuple(dict.fromkeys(" ".join(one.split()) for one in term.variants)),
        allowed=tuple(dict.fromkeys(" ".join(one.split()) for one in term.allowed)),
        forbidden=tuple(dict.fromkeys(" ".join(one.split()) for one in term.forbidden)),
        plural=" ".join(term.plural.split()),
        note=" ".join(term.note.split()),
        origin="",
    )


def save(folder: Path, content: str | bytes, name: str = "fr-en.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cells, max_size=4))
def test_what_is_written_is_read(tmp_path: Path, terms: list[Term]) -> None:
    path = tmp_path / "a.csv"
    write(path, terms)
    assert [replace(term, origin="") for term in read(path)] == [settle(term) for term in terms]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.booleans(),
    cells,
)
def test_adding_a_row_leaves_the_others_byte_for_byte(
    tmp_path: Path,
    separator: str,
    end: str,
    mark: str,
    ended: bool,
    term: Term,
) -> None:
    lines = [
        HEADER.replace(",", separator),
        separator.join(["étage  Q", "", "stage", "term", "stages", "", "", "", ""]),
    ]
    before = (mark + end.join(lines) + (end if ended else "")).encode()
    path = save(tmp_path, before)
    append(path, [term])
    after = path.read_bytes()
    assert after.startswith(before)
    assert after.endswith(end.encode())
    assert [one.source for one in read(path)] == ["étage  Q", settle(term).source]


def test_a_row_with_everything(tmp_path: Path) -> None:
    path = save(tmp_path, HEADER + '\ncharge utile,CU|charge-utile,payload,term,payloads,PL,any,useful load,"a, b"\n')
    assert read(path) == (
        Term(
            source="charge utile",
            target="payload",
            kind=TermKind.TERM,
            variants=("CU", "charge-utile"),
            plural="payloads",
            allowed=("PL",),
            case=CaseRule.ANY,
            forbidden=("useful load",),
            note="a, b",
            origin=f"{path}:2",
        ),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_case_rule_follows_the_kind(tmp_path: Path, kind: TermKind) -> None:
    path = save(tmp_path, f"{HEADER}\na,,b,{kind},,,,,\n")
    assert read(path)[0].case is DEFAULT_CASE[kind]


@pytest.mark.parametrize(
    "content",
    [
        HEADER + "\n" + SOYOUZ,
        "\ufeff" + HEADER + "\r\n" + SOYOUZ.replace("\n", "\r\n"),
        (HEADER + "\n" + SOYOUZ).replace(",", ";"),
        "sep=;\r\n" + (HEADER + "\n" + SOYOUZ).replace(",", ";"),
        (HEADER + "\n" + SOYOUZ).replace(",", "\t"),
        HEADER + "\n\n" + SOYOUZ + ",,,,,,,,\n\n",
        HEADER.upper() + "\n" + SOYOUZ.rstrip(),
        'kind,target,source,variants\nlauncher, "Soyuz" ,Soyouz,Soïouz\n'.replace(' "Soyuz" ', "Soyuz"),
    ],
)
def test_files_as_people_save_them(tmp_path: Path, content: str) -> None:
    (term,) = read(save(tmp_path, content))
    assert (term.source, term.variants, term.target, term.kind) == ("Soyouz", ("Soïouz",), "Soyuz", TermKind.LAUNCHER)


def test_lines_are_counted_behind_a_separator_line(tmp_path: Path) -> None:
    path = save(tmp_path, "sep=;\n" + HEADER.replace(",", ";") + "\n" + SOYOUZ.replace(",", ";"))
    assert read(path)[0].origin == f"{path}:3"


def test_two_columns_are_enough_and_cells_may_hold_several_values(tmp_path: Path) -> None:
    path = save(tmp_path, "source,target\nfièvre; température|chaud,fever|temperature\n")
    (term,) = read(path)
    assert (term.source, term.variants) == ("fièvre", ("température", "chaud"))
    assert (term.target, term.allowed, term.kind) == ("fever", ("temperature",), TermKind.TERM)


@pytest.mark.parametrize(
    ("row", "line", "says"),
    [
        ("a,,,term,,,,,", 2, "no target"),
        (",,b,term,,,,,", 2, "no source"),
        ("a,,b,ship,,,,,", 2, '"ship" is not a kind of term'),
        ("a,,b,,,,,,", 2, '"" is not a kind of term'),
        ("a,,b,name,,,,,", 2, '"name" is not a kind of term'),
        ("a,,b,term,,,loose,,", 2, '"loose" is not a case rule'),
        ("a,,b,term", 2, "4 columns"),
        ("a,,b,term,,,,,,", 2, "10 columns"),
        ('"a,,b,term,,,,,', 2, "quotes"),
        ('"a"b,,c,term,,,,,', 2, "quotes"),
        ('c,,d,term,,,,,\n"a\nb",,c,term,,,,,', 3, "runs over the end of its line"),
        ("c,,d,term,,,,,\na,,b,term,,,,\n", 3, "8 columns"),
    ],
)
def test_a_broken_row_is_named_with_its_line(tmp_path: Path, row: str, line: int, says: str) -> None:
    path = save(tmp_path, f"{HEADER}\n{row}")
    with pytest.raises(GlossaryError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert says in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"", 1, "empty"),
        (f"{HEADER}\n{SOYOUZ}étage,,stage,term,,,,,\n".encode("latin-1"), None, "UTF-8"),
        ((HEADER + "\n").encode("utf-16"), 1, "UTF-8"),
        (b"french,english\na,b\n", 1, "source"),
        (b"source,target,colour\na,b,c\n", 1, "unknown"),
        (b"source,target,source\na,b,c\n", 1, "twice"),
    ],
)
def test_a_file_that_cannot_be_a_glossary(tmp_path: Path, content: bytes, line: int | None, says: str) -> None:
    path = save(tmp_path, content)
    with pytest.raises(GlossaryError) as caught:
        read(path)
    assert says in str(caught.value)
    assert line is None or caught.value.line == line


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="cannot be read"):
        read(tmp_path / "none.csv")


def test_examining_goes_on_behind_a_broken_row(tmp_path: Path) -> None:
    path = save(tmp_path, f"{HEADER}\na,,,term,,,,,\n{SOYOUZ}b,,c,ship,,,,,\n")
    terms, broken = examine(path)
    assert [term.source for term in terms] == ["Soyouz"]
    assert [error.line for error in broken] == [2, 4]


def test_a_source_is_not_added_twice(tmp_path: Path) -> None:
    path = save(tmp_path, f"{HEADER}\n{SOYOUZ}")
    before = path.read_bytes()
    with pytest.raises(GlossaryError, match=r"fr-en\.csv:2"):
        append(path, [Term("Soyouz", "Soyuz", TermKind.LAUNCHER)])
    with pytest.raises(GlossaryError, match="new rows"):
        append(path, [Term("a-b", "x", TermKind.TERM), Term("a b", "y", TermKind.TERM)])
    assert path.read_bytes() == before


def test_a_column_that_the_file_lacks_is_not_dropped_in_silence(tmp_path: Path) -> None:
    path = save(tmp_path, "source,target\na,b\n")
    append(path, [Term("c", "d", TermKind.TERM)])
    assert path.read_text() == "source,target\na,b\nc,d\n"
    with pytest.raises(GlossaryError, match='"note"'):
        append(path, [Term("e", "f", TermKind.TERM, note="x")])


@pytest.mark.parametrize(
    "term", [Term("a|b", "c", TermKind.TERM), Term("a", "c;d", TermKind.TERM), Term("a", "b", TermKind.TERM, ("c|d",))]
)
def test_a_value_with_the_sign_between_values_is_refused(tmp_path: Path, term: Term) -> None:
    with pytest.raises(GlossaryError, match="parts the values"):
        write(tmp_path / "a.csv", [term])
    assert not (tmp_path / "a.csv").exists()


def test_the_first_file_lies_on_top(tmp_path: Path) -> None:
    upper = save(tmp_path, f"{HEADER}\nSoyouz,,Soyouz!,launcher,,,,,\nlanceur,fusée,rocket,term,,,,,\n", "a.csv")
    lower = save(
        tmp_path, f"{HEADER}\n{SOYOUZ}fusée-sonde,Fusée,sounding rocket,term,,,,,\nVega,,Vega,launcher,,,,,\n", "b.csv"
    )
    merged = merge([upper, lower])
    assert [(term.source, term.target, term.variants) for term in merged] == [
        ("Soyouz", "Soyouz!", ()),
        ("lanceur", "rocket", ("fusée",)),
        ("fusée-sonde", "sounding rocket", ()),
        ("Vega", "Vega", ()),
    ]


@given(st.lists(cells, max_size=4), st.lists(cells, max_size=4))
def test_what_lies_on_top_is_never_changed(upper: list[Term], lower: list[Term]) -> None:
    merged = overlay(upper, lower)
    assert merged[: len(upper)] == tuple(upper)
    assert {term.source for term in merged[len(upper) :]} <= {term.source for term in lower}
    assert overlay(upper, upper) == tuple(upper)


def test_the_bundled_glossary_is_read(tmp_path: Path) -> None:
    terms = read(bundled_path())
    assert len({term.source for term in terms}) == len(terms)
    assert Glossary(terms).find("Le premier lanceur Angara.")
