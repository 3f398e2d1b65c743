"""SRX files: our rules go out, anybody's come in, and both cut a text alike."""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePath
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.segmentation.cases import read_cases
from tests.segmentation.test_boundaries import TEXTS
from translate.errors import ConfigurationError
from translate.model import Article, Block, BlockKind
from translate.segmentation import (
    Srx,
    SrxRule,
    export_srx,
    find_boundaries,
    read_srx,
    rules_for,
    segment,
    with_exceptions,
    write_srx,
)
from translate.segmentation.rules import LANGUAGES
from translate.segmentation.srx import MAX_BYTES

STOP = SrxRule(True, r"\.", r"\s")
NOT_M = SrxRule(False, r"\bM\.", r"\s")


def srx_file(
    rules: str, maps: str = '<languagemap languagepattern=".*" languagerulename="A"/>', cascade: str = "yes"
) -> bytes:
    return (
        f'<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="{cascade}"/>'
        f"<body><languagerules>{rules}</languagerules><maprules>{maps}</maprules></body></srx>"
    ).encode()


def listed(name: str, *rules: SrxRule) -> str:
    written = "".join(
        f'<rule break="{"yes" if rule.breaks else "no"}"><beforebreak>{escape(rule.before)}</beforebreak>'
        f"<afterbreak>{escape(rule.after)}</afterbreak></rule>"
        for rule in rules
    )
    return f'<languagerule languagerulename="{name}">{written}</languagerule>'


def pieces(srx: Srx, text: str, language: str = "fr") -> list[str]:
    edges = [0, *srx.rules_for(language).find_boundaries(text), len(text)]
    return [text[start:end].strip() for start, end in pairwise(edges)]


def test_the_first_rule_that_matches_a_place_decides() -> None:
    text = "Voir M. Orlov. Il sort."
    assert pieces(read_srx(srx_file(listed("A", NOT_M, STOP))), text) == ["Voir M. Orlov.", "Il sort."]
    assert pieces(read_srx(srx_file(listed("A", STOP, NOT_M))), text) == ["Voir M.", "Orlov.", "Il sort."]


def test_lists_cascade_in_the_order_of_the_maps() -> None:
    maps = "".join(
        f'<languagemap languagepattern="{pattern}" languagerulename="{name}"/>'
        for pattern, name in (("[Ff][Rr].*", "B"), (".*", "A"))
    )
    lists = listed("A", STOP) + listed("B", NOT_M)
    text = "Voir M. Orlov. Il sort."
    assert pieces(read_srx(srx_file(lists, maps)), text, "fr-FR") == ["Voir M. Orlov.", "Il sort."]
    assert pieces(read_srx(srx_file(lists, maps)), text, "en") == ["Voir M.", "Orlov.", "Il sort."]
    assert pieces(read_srx(srx_file(lists, maps, cascade="no")), text, "fr") == [text]


def test_patterns_are_icu_s() -> None:
    rule = SrxRule(True, r"\Q.\E|\x{2026}", r"\h+[\p{Lu}&&[^Z]]")
    assert pieces(read_srx(srx_file(listed("A", rule))), "Un. Deux… Trois. Zéro.") == ["Un.", "Deux…", "Trois. Zéro."]


def test_an_article_is_cut_by_the_rules_of_a_file() -> None:
    rules = read_srx(srx_file(listed("A", SrxRule(True, ";", r"\s")))).rules_for("fr")
    article = Article(PurePath("a.txt"), "fr", (Block(BlockKind.PARAGRAPH, "Un mot. Un autre ; le reste.", 1, True),))
    assert [one.source for one in segment(article, rules=rules)] == ["Un mot. Un autre ;", "le reste."]


_patterns = st.lists(st.sampled_from((r"\.", "[!?]+", r"\p{Lu}", "a|b", "<", "&", "é", "\u202f")), max_size=4).map(
    "".join
)
_lists = st.lists(st.builds(SrxRule, st.booleans(), _patterns, _patterns), max_size=4).map(tuple)
_files = st.builds(
    lambda lists, cascade: Srx(lists, tuple((f"{name}.*", name) for name in lists), cascade),
    st.dictionaries(st.sampled_from(("fr", "en", "<&>")), _lists, max_size=3),
    st.booleans(),
)


@given(_files)
def test_what_is_written_is_read_again(srx: Srx) -> None:
    assert read_srx(write_srx(srx)) == srx
    assert write_srx(read_srx(write_srx(srx))) == write_srx(srx)


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_boundaries_by_our_exported_rules_are_in_order_with_words_between(text: str, language: str) -> None:
    rules = export_srx(language, rules_for(language)).rules_for(language)
    boundaries = rules.find_boundaries(text)
    assert boundaries == sorted(set(boundaries))
    for start, end in zip([0, *boundaries], [*boundaries, len(text)], strict=True):
        assert not boundaries or any(character.isalnum() for character in text[start:end])
    assert not [at for at in rules.find_boundaries(text, [(0, len(text))]) if 0 < at < len(text)]


def test_our_exported_rules_cut_as_ours_do() -> None:
    """The corpus is made of hard cases, many of which SRX cannot say; in running text far fewer places differ."""
    both = ours = theirs = 0
    rules = read_srx(write_srx(export_srx("fr", rules_for("fr")))).rules_for("fr-FR")
    for case in read_cases():
        if case.language == "fr":
            mine, exported = set(find_boundaries(case.text, "fr")), set(rules.find_boundaries(case.text))
            both, ours, theirs = both + len(mine & exported), ours + len(mine), theirs + len(exported)
    assert 2 * both / (ours + theirs) > 0.9


def test_a_project_s_exceptions_go_out_with_the_rules() -> None:
    rules = with_exceptions(rules_for("fr"), abbreviations=["télém."], titles=["Cdt-pil."], names=["Allô!"])
    text = "La télém. Alpha est là. Cdt-pil. Orlov parle. Allô! Paris écoute. La télém. Le vol."
    expected = ["La télém. Alpha est là.", "Cdt-pil. Orlov parle.", "Allô! Paris écoute.", "La télém.", "Le vol."]
    assert pieces(export_srx("fr", rules), text) == expected
    edges = [0, *find_boundaries(text, "fr", rules=rules), len(text)]
    assert [text[start:end].strip() for start, end in pairwise(edges)] == expected


@pytest.mark.parametrize("value", ["", ".", 3, None, ["a"], "x" * 40])
def test_an_exception_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(ConfigurationError, match=r"in segmentation\.abbreviations is no abbreviation"):
        with_exceptions(rules_for("fr"), abbreviations=[value])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is not well-formed XML"),
        (b"<srx/>", "is not an SRX 2.0 file"),
        (b'<!DOCTYPE s [<!ENTITY a "a">]><srx>&a;</srx>', "is not well-formed XML, or declares entities"),
        (b" " * (MAX_BYTES + 1), "is too large"),
        (srx_file(""), 'maps a language to "A", which it lacks'),
        (srx_file(listed("A", SrxRule(True, "[", ""))), "the pattern '(?:[)' cannot be read"),
        (srx_file(listed("A"), '<languagemap languagepattern="(" languagerulename="A"/>'), "the pattern '('"),
    ],
)
def test_what_is_no_srx_file_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_srx(data, "a.srx")
    assert str(caught.value).startswith(f"a.srx: {message}")
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=80), st.integers(0, 400))
def test_a_damaged_file_is_read_or_refused(junk: bytes, at: int) -> None:
    data = write_srx(Srx({"fr": (STOP, NOT_M)}, (("fr.*", "fr"),)))
    try:
        read_srx(data[:at] + junk + data[at + len(junk) :], "a.srx").rules_for("fr").find_boundaries("Un mot. Deux.")
    except ConfigurationError as error:
        assert "\n" not in str(error)  # noqa: PT017 - whatever is refused is refused in one line


def test_a_pattern_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translate.segmentation.srx.SECONDS", 0.05)
    rules = read_srx(srx_file(listed("A", SrxRule(True, r"(?:a|aa)+$", ""))), "a.srx").rules_for("fr")
    with pytest.raises(ConfigurationError, match=r"a\.srx: rule 1 takes too long"):
        rules.find_boundaries("a" * 60 + "! 1")
