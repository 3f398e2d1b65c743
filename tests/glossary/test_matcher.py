"""Finding terms: the laws first, then what each rule means."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary.boundaries import is_word
from translate.glossary.folding import canonical
from translate.glossary.matcher import Glossary
from translate.model import CaseRule, Term, TermKind, TermMatch

from .strategies import glossaries, terms, texts

PROGRESS = Term("Progress", "Progress", TermKind.SPACECRAFT, case=CaseRule.EXACT)
RKTS = Term("RKTs Progress", "RKTs Progress", TermKind.ORGANISATION, case=CaseRule.EXACT)
SOYOUZ = Term("Soyouz", "Soyuz", TermKind.LAUNCHER, case=CaseRule.EXACT)
SOYOUZ_2 = Term("Soyouz-2", "Soyuz-2", TermKind.LAUNCHER, case=CaseRule.EXACT)
FUSEE = Term("fusée Soyouz", "Soyuz rocket", TermKind.LAUNCHER, plural="Soyuz rockets", case=CaseRule.INITIAL)
ENGIN = Term("engin spatial", "spacecraft", TermKind.TERM, plural="spacecraft")
LANCEUR = Term("lanceur", "launch vehicle", TermKind.TERM, plural="launch vehicles")
ETAGE = Term("étage supérieur", "upper stage", TermKind.TERM, plural="upper stages")
COIFFE = Term("coiffe", "payload fairing", TermKind.TERM, plural="payload fairings")
CORPS = Term("corps", "core", TermKind.TERM, plural="cores")
MINISTRE = Term("premier ministre", "Prime Minister", TermKind.ROLE, plural="Prime Ministers", case=CaseRule.ANY)
MARS = Term("Mars", "Mars", TermKind.PLACE, case=CaseRule.EXACT)
BAKANOV = Term("Dmitri Bakanov", "Dmitry Bakanov", TermKind.PERSON, case=CaseRule.EXACT)
ALL = (PROGRESS, RKTS, SOYOUZ, SOYOUZ_2, FUSEE, ENGIN, LANCEUR, ETAGE, COIFFE, CORPS, MINISTRE, MARS, BAKANOV)
GLOSSARY = Glossary(ALL)


def find(text: str, glossary: Glossary = GLOSSARY) -> list[tuple[str, str]]:
    return [(match.surface, match.form) for match in glossary.find(text)]


@given(glossaries, texts)
def test_matches_are_slices_in_order_that_do_not_overlap(rows: list[Term], text: str) -> None:
    matches = Glossary(rows).find(text)
    assert all(text[match.start : match.end] == match.surface for match in matches)
    assert all(left.end <= right.start for left, right in pairwise(matches))


@given(glossaries, texts)
def test_matches_stand_between_words(rows: list[Term], text: str) -> None:
    for match in Glossary(rows).find(text):
        assert not (match.start and is_word(text[match.start - 1]) and is_word(text[match.start]))
        assert not (match.end < len(text) and is_word(text[match.end - 1]) and is_word(text[match.end]))


@given(glossaries, texts, st.randoms(use_true_random=False))
def test_the_order_of_rows_plays_no_part(rows: list[Term], text: str, rng: random.Random) -> None:
    shuffled = list(rows)
    rng.shuffle(shuffled)
    assert Glossary(shuffled).find(text) == Glossary(rows).find(text)
    assert Glossary(shuffled).signature == Glossary(rows).signature


@given(glossaries, texts, st.sampled_from("’ʼ‘"), st.sampled_from("\u00a0\u202f"), st.sampled_from("\u2011\u2010"))
def test_shapes_of_apostrophes_blanks_and_hyphens_play_no_part(
    rows: list[Term], text: str, apostrophe: str, blank: str, hyphen: str
) -> None:
    def shape(matches: tuple[TermMatch, ...]) -> list[tuple[int, int, str]]:
        return [(match.start, match.end, match.form) for match in matches]

    glossary = Glossary(rows)
    plain = text.replace("’", "'").replace("\u00a0", " ").replace("\n", " ")
    dressed = plain.replace("'", apostrophe).replace(" ", blank).replace("-", hyphen)
    assert shape(glossary.find(dressed)) == shape(glossary.find(plain))


@given(glossaries, texts)
def test_composed_and_decomposed_text_hold_the_same_terms(rows: list[Term], text: str) -> None:
    glossary = Glossary(rows)
    composed = [(canonical(m.surface), m.form) for m in glossary.find(unicodedata.normalize("NFC", text))]
    decomposed = [(canonical(m.surface), m.form) for m in glossary.find(unicodedata.normalize("NFD", text))]
    assert composed == decomposed


@given(
    terms(),
    st.sampled_from(["({})", "« {} »", "«{}»", "[{}]", "{}.", "{}, {}", '"{}"', "Voir {}: oui", "{}…", "<1>{}</1>"]),
)
def test_a_term_is_found_beside_any_punctuation(term: Term, frame: str) -> None:
    text = frame.replace("{}", term.source)
    found = [match.surface for match in Glossary([term]).find(text)]
    assert found == [term.source] * frame.count("{}")


@given(terms())
def test_a_term_is_found_as_often_as_it_stands(term: Term) -> None:
    text = "; ".join([term.source] * 5)
    assert [match.surface for match in Glossary([term]).find(text)] == [term.source] * 5


@given(glossaries, texts)
def test_the_longest_wins_over_all_that_it_overlaps(rows: list[Term], text: str) -> None:
    matches = Glossary(rows).find(text)
    for row in rows:
        for alone in Glossary([row]).find(text):
            rivals = [match for match in matches if match.start < alone.end and alone.start < match.end]
            longest = max((len(canonical(match.surface)) for match in rivals), default=0)
            assert longest >= len(canonical(alone.surface))


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    assert all(text[match.start : match.end] == match.surface for match in GLOSSARY.find(text))


def test_the_longest_of_nested_terms_is_found() -> None:
    assert find("le RKTs Progress et un Progress") == [("RKTs Progress", "RKTs Progress"), ("Progress", "Progress")]


@pytest.mark.parametrize(
    "text",
    [
        "des progrès",
        "Progrès ou recul",
        "la progression",
        "PROGRÈS",
        "le MiniProgress",
        "www.progress.ru",
        "a@Progress.fr",
    ],
)
def test_what_only_looks_like_the_spacecraft(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", ["Soyouz-2", "Soyouz 2", "Soyouz\u00a02", "Soyouz\u20112", "Soyouz\n2", "SOYOUZ-2"])
def test_one_spelling_covers_hyphen_and_blank(text: str) -> None:
    assert find(text) == [(text, "Soyuz-2")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("l'engin spatial", "engin spatial"),
        ("d’engins spatiaux", "engins spatiaux"),
        ("jusqu'Progress", "Progress"),
        ("L’ENGIN SPATIAL", "ENGIN SPATIAL"),
        ("'Progress'", "Progress"),
        ("quelqu'Progress", "Progress"),
    ],
)
def test_an_elision_is_no_part_of_the_match(text: str, found: str) -> None:
    assert [match.surface for match in GLOSSARY.find(text)] == [found]


@pytest.mark.parametrize("text", ["aujourd'Progress", "O'Progress", "Progress'x"])
def test_other_apostrophes_bind(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Progress-MS", [("Progress", "Progress")]),
        ("Progress MS-29", [("Progress", "Progress")]),
        ("Soyouz-2.1b", [("Soyouz", "Soyuz")]),
        ("Soyouz-2ST", [("Soyouz", "Soyuz")]),
        ("Soyouz-2,", [("Soyouz-2", "Soyuz-2")]),
        ("anti-Soyouz", [("Soyouz", "Soyuz")]),
        ("ex-premier ministre", [("premier ministre", "Prime Minister")]),
        ("Apollo-Soyouz", [("Soyouz", "Soyuz")]),
        ("vice-premier ministre", []),
        ("coiffe-toi", []),
        ("porte-lanceur", []),
        ("Bakanov-Petrov", []),
        ("Petrov-Bakanov", []),
    ],
)
def test_hyphens_at_the_edges(text: str, found: list[tuple[str, str]]) -> None:
    assert find(text) == found


@pytest.mark.parametrize("text", ["fusée Soyouz-2.1b", "fusée Soyouz 2.1b", "fusées Soyouz-5", "fusée Soyouz FG"])
def test_a_noun_with_a_name_leaves_the_designation_to_the_name(text: str) -> None:
    assert "Soyuz rocket" not in "".join(form for _, form in find(text))


def test_a_noun_with_a_name() -> None:
    assert find("Trois fusées Soyouz attendent.") == [("fusées Soyouz", "Soyuz rockets")]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("un lanceur", "launch vehicle"),
        ("des lanceurs", "launch vehicles"),
        ("Lanceurs", "launch vehicles"),
        ("un engin spatial", "spacecraft"),
        ("l'étage supérieur", "upper stage"),
        ("les étages supérieurs", "upper stages"),
        ("le corps", "core"),
        ("les corps", "cores"),
        ("deux corps", "cores"),
        ("les Premiers ministres", "Prime Ministers"),
    ],
)
def test_the_form_follows_the_number(text: str, form: str) -> None:
    assert [match.form for match in GLOSSARY.find(text)] == [form]


def test_a_row_without_plural_takes_the_regular_one() -> None:
    glossary = Glossary([Term("moteur", "engine", TermKind.TERM), Term("muet", "asymptomatic", TermKind.TERM)])
    assert find("des moteurs muets", glossary) == [("moteurs", "engines"), ("muets", "asymptomatic")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Étage supérieur", True),
        ("Etage supérieur", True),
        ("ÉTAGE SUPÉRIEUR", True),
        ("ETAGE SUPERIEUR", True),
        ("étage superieur", False),
        ("Étage Supérieur", False),
        ("étagè supérieur", False),
    ],
)
def test_case_and_accents_of_a_common_noun(text: str, found: bool) -> None:
    assert bool(find(text)) is found


@pytest.mark.parametrize(
    ("text", "found"), [("Premier Ministre", True), ("PREMIER MINISTRE", True), ("Premier ministre", True)]
)
def test_case_any(text: str, found: bool) -> None:
    assert bool(find(text)) is found


@pytest.mark.parametrize(
    ("text", "form"), [("PREMIER MINISTRE", "PRIME MINISTER"), ("SOYOUZ", "Soyuz"), ("LANCEURS", "LAUNCH VEHICLES")]
)
def test_capitals_carry_over_to_common_nouns_and_not_to_names(text: str, form: str) -> None:
    assert [match.form for match in GLOSSARY.find(text)] == [form]


def test_a_short_name_in_capitals_may_be_an_acronym() -> None:
    glossary = Glossary([Term("Mir", "Mir", TermKind.SPACECRAFT, case=CaseRule.EXACT)])
    assert find("le MIR", glossary) == []


@pytest.mark.parametrize("text", ["le 4 Mars", "le 1er Mars", "Mars 2025", "en mars", "MARS 2025"])
def test_the_month_is_not_the_planet(text: str) -> None:
    assert find(text) == []


def test_the_planet() -> None:
    assert find("Mars attend. Vers Mars, sur MARS") == [("Mars", "Mars"), ("Mars", "Mars"), ("MARS", "Mars")]


def test_a_term_does_not_reach_over_a_paragraph_break() -> None:
    assert find("engin\n\nspatial") == []


def test_of_two_spellings_the_one_that_stands_there_wins() -> None:
    glossary = Glossary([Term("COVID-19", "COVID-19", TermKind.TERM), Term("COVID 19", "Covid 19", TermKind.TERM)])
    assert find("COVID-19 et COVID 19", glossary) == [("COVID-19", "COVID-19"), ("COVID 19", "Covid 19")]


def test_the_signature_follows_what_matters() -> None:
    rows = [LANCEUR, ENGIN]
    moved = [
        Term("lanceur", "launch vehicle", TermKind.TERM, plural="launch vehicles", origin="b.csv:9", note="n"),
        ENGIN,
    ]
    changed = [replace(LANCEUR, target="launcher"), ENGIN]
    assert Glossary(rows).signature == Glossary(moved).signature
    assert Glossary(rows).signature != Glossary(changed).signature
    assert Glossary(rows).signature != Glossary(rows[:1]).signature


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary([]).find("lanceur") == ()


ONU = Term("ONU", "United Nations", TermKind.ORGANISATION, allowed=("UN",), case=CaseRule.EXACT)
NATIONS = Term("Nations unies", "United Nations", TermKind.ORGANISATION, case=CaseRule.ANY)
FORETS = Term("Office des forêts", "Forests Office", TermKind.ORGANISATION, ("ODF",))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Les Nations unies (ONU) votent.", ["United Nations", "UN"]),
        ("L'ONU (Nations unies) vote.", ["UN", "United Nations"]),
        ("Les Nations unies [ONU] votent.", ["United Nations", "UN"]),
        ("Les Nations unies ( ONU ) votent.", ["United Nations", "UN"]),
        ("L'Office des forêts (ODF) plante.", ["Forests Office", "ODF"]),
        ("Les Nations unies (ou ONU) votent.", ["United Nations", "United Nations"]),
        ("Les Nations unies, l'ONU", ["United Nations", "United Nations"]),
        ("Les NATIONS UNIES (ONU)", ["United Nations", "UN"]),
        ("L'ONU (ONU)", ["United Nations", "United Nations"]),
    ],
)
def test_an_acronym_beside_its_name_stays_an_acronym(text: str, forms: list[str]) -> None:
    assert [match.form for match in Glossary((ONU, NATIONS, FORETS)).find(text)] == forms


@given(st.sampled_from((" ", "\u00a0", "")), st.sampled_from(("()", "[]")), st.booleans())
def test_no_name_stands_twice_in_full(space: str, brackets: str, turned: bool) -> None:
    first, second = ("ONU", "Nations unies") if turned else ("Nations unies", "ONU")
    left, right = Glossary((ONU, NATIONS)).find(f"Pour {first} {brackets[0]}{space}{second}{space}{brackets[1]}, oui.")

    assert {left.form, right.form} == {"United Nations", "UN"}


def test_an_acronym_of_a_common_noun_has_a_plural() -> None:
    train = Term("train à grande vitesse", "high-speed train", TermKind.TERM, ("TGV",), plural="high-speed trains")
    dna = Term("ADN", "DNA", TermKind.TERM, plural="DNAs")

    found = Glossary((train, dna)).find("Le TGV, deux TGV, les TGV et les ADN")

    assert [match.form for match in found] == ["high-speed train", "high-speed trains", "high-speed trains", "DNA"]
