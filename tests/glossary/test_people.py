"""How an article names a person of the glossary: in other transliterations, by surname, beside near namesakes."""

from __future__ import annotations

import pytest

from translate.glossary.matcher import Glossary
from translate.glossary.people import split_surname
from translate.model import CaseRule, Term, TermKind


def person(source: str, target: str) -> Term:
    return Term(source, target, TermKind.PERSON, case=CaseRule.EXACT)


def find(text: str, *people: Term) -> list[tuple[str, str]]:
    return [(match.surface, match.form) for match in Glossary(people).find(text)]


BAKANOV = person("Dmitri Bakanov", "Dmitry Bakanov")
BARANOV = person("Dmitri Baranov", "Dmitry Baranov")


@pytest.mark.parametrize("given", ["Dmitri", "Dmitry", "Dimitri", "Dmitriy", "Dmitriï"])
def test_a_given_name_in_any_transliteration(given: str) -> None:
    assert find(f"{given} Bakanov", BAKANOV) == [(f"{given} Bakanov", "Dmitry Bakanov")]


def test_a_near_namesake_stays_who_he_is() -> None:
    text = "Dmitry Baranov, et non Dmitri Bakanov ni Bakanov ni Baranov."
    assert find(text, BAKANOV, BARANOV) == [
        ("Dmitry Baranov", "Dmitry Baranov"),
        ("Dmitri Bakanov", "Dmitry Bakanov"),
        ("Bakanov", "Bakanov"),
        ("Baranov", "Baranov"),
    ]
    assert find("Dmitry Baranov", BAKANOV) == []


@pytest.mark.parametrize("text", ["M. Poutine", "l'équipe de Poutine", "Poutine.", "(Poutine)", "POUTINE", "d'Poutine"])
def test_a_surname_alone(text: str) -> None:
    assert [form for _, form in find(text, person("Vladimir Poutine", "Vladimir Putin"))] == ["Putin"]


def test_a_surname_that_two_persons_write_differently_stands_for_neither() -> None:
    people = (person("Oleg Novitski", "Oleg Novitskiy"), person("Iouri Novitski", "Yuri Novitsky"))
    assert find("Novitski", *people) == []
    assert find("Oleg Novitski", *people) == [("Oleg Novitski", "Oleg Novitskiy")]


def test_a_surname_that_two_persons_share_alike() -> None:
    people = (person("Scott Kelly", "Scott Kelly"), person("Mark Kelly", "Mark Kelly"))
    assert find("Kelly", *people) == [("Kelly", "Kelly")]


@pytest.mark.parametrize("name", ["Philippe Petit", "Pierre Mars", "Anne Leblanc Grand", "Jean Juin"])
def test_a_surname_that_is_an_ordinary_word_does_not_stand_alone(name: str) -> None:
    surname = name.rsplit(maxsplit=1)[-1]
    assert find(f"{surname} pas", person(name, name)) == []


@pytest.mark.parametrize("text", ["bakanov", "Bakanovs", "Bakanova", "Bakanov-Petrov", "Bakanóv"])
def test_a_surname_is_exact(text: str) -> None:
    assert find(text, BAKANOV) == []


def test_the_target_spelling_is_known_in_the_source() -> None:
    assert find("Vladimir Putin", person("Vladimir Poutine", "Vladimir Putin")) == [
        ("Vladimir Putin", "Vladimir Putin")
    ]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dmitri Bakanov", ("Dmitri", "Bakanov")),
        ("Wernher von Braun", ("Wernher", "von Braun")),
        ("Jean-Yves Le Gall", ("Jean-Yves", "Le Gall")),
        ("Charles de la Tour", ("Charles", "de la Tour")),
        ("Min Aung Hlaing", ("Min Aung", "Hlaing")),
        ("Poutine", ("", "Poutine")),
    ],
)
def test_splitting_a_name(name: str, parts: tuple[str, str]) -> None:
    assert split_surname(name) == parts


def test_a_pair_is_no_person_with_a_surname() -> None:
    assert find("Strelka", person("Belka et Strelka", "Belka and Strelka")) == []
