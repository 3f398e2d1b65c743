"""French plurals of terms, and the regular English plural where a row gives none."""

from __future__ import annotations

import pytest

from translate.glossary.folding import canonical, strip_accents
from translate.glossary.index import stem
from translate.glossary.inflection import inflect, is_invariable, pluralise, pluralise_english, stands_in_plural


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("lanceur", "lanceurs"),
        ("spatial", "spatiaux"),
        ("final", "finals"),
        ("eau", "eaux"),
        ("réseau", "réseaux"),
        ("travail", "travaux"),
        ("rail", "rails"),
        ("milieu", "milieux"),
        ("pneu", "pneus"),
        ("corps", "corps"),
        ("noix", "noix"),
        ("gaz", "gaz"),
        ("heureux", "heureux"),
    ],
)
def test_plural_of_a_word(singular: str, plural: str) -> None:
    assert plural in pluralise(singular)
    assert stem(strip_accents(singular)) == stem(strip_accents(plural))


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("engin spatial", "engins spatiaux"),
        ("premier étage", "premiers étages"),
        ("moteur-fusée", "moteurs-fusées"),
        ("moteur fusée", "moteurs fusée"),
        ("centre de contrôle", "centres de contrôle"),
        ("lanceur de satellite", "lanceurs de satellites"),
        ("mise en orbite", "mises en orbite"),
        ("Premier ministre", "Premiers ministres"),
        ("fusée Soyouz", "fusées Soyouz"),
        ("pas de tir", "pas de tirs"),
        ("petit satellite d'observation", "petits satellites d'observation"),
    ],
)
def test_plural_of_a_phrase(phrase: str, form: str) -> None:
    assert form in inflect(phrase)


def test_only_the_head_makes_the_phrase_plural() -> None:
    forms = inflect("lanceur de satellite")
    assert forms["lanceurs de satellite"] is True
    assert forms["lanceur de satellites"] is False


def test_names_and_figures_are_never_inflected() -> None:
    assert inflect("Progress MS") == {}
    assert inflect("GPS") == {}
    assert "fusée Soyouzs" not in inflect("fusée Soyouz")


def test_a_long_phrase_makes_few_forms() -> None:
    assert len(inflect("grand petit long haut bas vieux moteur")) < 16
    words = [canonical(form).split() for form in inflect("grand moteur haut bas")]
    assert ["grands", "moteurs", "hauts", "bas"] in words


@pytest.mark.parametrize("text", ["les ", "deux ", "12 ", "Plusieurs ", "aux\u00a0"])
def test_what_asks_for_a_plural(text: str) -> None:
    assert stands_in_plural(text + "corps", len(text))


@pytest.mark.parametrize("text", ["le ", "", "un ", "1 ", "sous, "])
def test_what_does_not_ask_for_a_plural(text: str) -> None:
    assert not stands_in_plural(text + "corps", len(text))


def test_invariable() -> None:
    assert is_invariable("corps")
    assert is_invariable("pas de tir")
    assert not is_invariable("corps central")


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("upper stage", "upper stages"),
        ("launch pad", "launch pads"),
        ("battery", "batteries"),
        ("gateway", "gateways"),
        ("launch", "launches"),
        ("minister of science", "ministers of science"),
        ("spacecraft", "spacecraft"),
        ("asymptomatic", "asymptomatic"),
        ("telemetry data", "telemetry data"),
        ("health services", "health services"),
        ("COVID-19", "COVID-19"),
    ],
)
def test_regular_english_plural(singular: str, plural: str) -> None:
    assert pluralise_english(singular) == plural
