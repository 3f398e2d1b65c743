"""Glossaries in and out of other tools: what a format can hold comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary.exchange import export_terms, import_terms
from translate.glossary.rows import DEFAULT_CASE, KINDS, bundled_path, read
from translate.model import CaseRule, Term, TermKind

words = st.text(st.sampled_from("aéZœ'’<&>\"-1"), min_size=1, max_size=6)
values = st.lists(words, min_size=1, max_size=3).map(" ".join)
many = st.lists(values, max_size=3, unique=True).map(tuple)


@st.composite
def rows(draw: st.DrawFn) -> Term:
    source, target = draw(values), draw(values)
    return Term(
        source=source,
        target=target,
        kind=draw(st.sampled_from(KINDS)),
        variants=tuple(one for one in draw(many) if one != source),
        plural=draw(st.one_of(st.just(""), values)),
        allowed=tuple(one for one in draw(many) if one != target),
        case=draw(st.sampled_from(list(CaseRule))),
        forbidden=draw(many),
        note=draw(st.one_of(st.just(""), values)),
    )


def bare(terms: tuple[Term, ...]) -> list[Term]:
    return [replace(term, origin="") for term in terms]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows(), max_size=4))
def test_tbx_holds_everything(tmp_path: Path, terms: list[Term]) -> None:
    path = tmp_path / "terms.tbx"
    export_terms(path, terms)
    assert bare(import_terms(path).terms) == terms


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows(), max_size=4, unique_by=lambda term: (term.target, term.kind, term.note)))
def test_omegat_holds_spellings_target_kind_and_note(tmp_path: Path, terms: list[Term]) -> None:
    path = tmp_path / "terms.tsv"
    export_terms(path, terms)
    kept = [Term(t.source, t.target, t.kind, t.variants, case=DEFAULT_CASE[t.kind], note=t.note) for t in terms]
    assert bare(import_terms(path).terms) == kept


@pytest.mark.parametrize("name", ["all.tbx", "all.csv"])
def test_the_bundled_glossary_goes_out_and_comes_back(tmp_path: Path, name: str) -> None:
    terms = read(bundled_path())
    export_terms(tmp_path / name, terms)
    assert bare(import_terms(tmp_path / name).terms) == bare(terms)


def test_the_tbx_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    export_terms(path, [Term("étage", "stage", TermKind.TERM, plural="stages", forbidden=("floor",))])
    root = ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own file
    space = "{urn:iso:std:iso:30042:ed-2}"
    assert root.tag == f"{space}tbx"
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    assert [one.text for one in root.iter(f"{space}term")] == ["étage", "stage", "floor"]


def test_tbx_in_dct_style_with_regions(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(
        """<?xml version="1.0"?><tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
        xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
        <conceptEntry id="1"><min:subjectField>Organisation</min:subjectField>
        <langSec xml:lang="en-GB"><termSec><term>space agency</term></termSec>
        <termSec><term>SA</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
        <langSec xml:lang="fr-CA"><termSec><term>AS</term></termSec><termSec><term>agence spatiale</term>
        <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec></conceptEntry>
        </body></text></tbx>""",
        "utf-8",
    )
    (term,) = import_terms(path).terms
    assert (term.source, term.variants, term.kind) == ("agence spatiale", ("AS",), TermKind.ORGANISATION)
    assert (term.target, term.forbidden) == ("space agency", ("SA",))


def test_tbx_of_the_older_edition_with_a_gap(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        """<martif type="TBX"><text><body>
        <termEntry id="e1"><langSet xml:lang="fr"><tig><term>coiffe</term></tig></langSet>
        <langSet xml:lang="en"><ntig><termGrp><term>fairing</term></termGrp></ntig></langSet></termEntry>
        <termEntry id="e2"><langSet xml:lang="fr"><tig><term>tuyère</term></tig></langSet></termEntry>
        </body></text></martif>""",
        "utf-8",
    )
    imported = import_terms(path)
    assert [(term.source, term.target, term.kind) for term in imported.terms] == [("coiffe", "fairing", TermKind.TERM)]
    assert ['"e2" has no term in en' in str(error) for error in imported.passed_over] == [True]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<tbx><text>", "no XML"),
        ("<html/>", "no TBX"),
        ('<!DOCTYPE t [<!ENTITY a "b">]><tbx>&a;</tbx>', "entities"),
    ],
)
def test_what_is_no_tbx(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(content)
    with pytest.raises(GlossaryError, match=says):
        import_terms(path)


def test_a_character_that_xml_cannot_hold(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="XML cannot"):
        export_terms(tmp_path / "a.tbx", [Term("a\x01", "b", TermKind.TERM)])


def test_omegat_as_its_users_write_it(tmp_path: Path) -> None:
    path = tmp_path / "glossary.txt"
    path.write_text("# mine\ncoiffe\tfairing\ncapot\tfairing\ttake care\nnothing\n\nétage\tstage\t\textra\n", "utf-8")
    imported = import_terms(path)
    assert [(term.source, term.target, term.note) for term in imported.terms] == [
        ("coiffe", "fairing", ""),
        ("capot", "fairing", "take care"),
        ("étage", "stage", ""),
    ]
    assert [error.line for error in imported.passed_over] == [4]


def test_a_suffix_that_tells_nothing(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"\.docx"):
        import_terms(tmp_path / "a.docx")
