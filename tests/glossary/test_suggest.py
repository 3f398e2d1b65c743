"""What a glossary still lacks, and which names are easily confused."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translate.glossary.finder import TermFinder
from translate.glossary.lookalikes import Likeness, compare_names
from translate.glossary.matcher import Glossary
from translate.glossary.suggest import suggest
from translate.model import CaseRule, Term, TermKind

from .strategies import glossaries, texts

EMPTY = TermFinder(Glossary([]))
ARTICLE = """Hier Dmitri Gorelov a visité l'usine. Le banc de poussée a été réparé.
Selon Dmitry Gorelov, le banc de poussée coûte cher. Pour Gorelov, tout va bien.
Mais Dmitri Korelov doute des bancs de poussée."""


SENTENCES = [
    "Le banc, vu du sud. Photo : I. Chamarine",
    "Igor Chamarine raconte : il faisait froid.",
    "Chamarine en rit encore.",
    "Ici, c'est Chamarine qui décide.",
]


def test_spellings_of_one_name_are_one_suggestion() -> None:
    found = {one.source: one for one in suggest([ARTICLE], EMPTY)}
    gorelov = found["Dmitri Gorelov"]
    assert gorelov.target == "Dmitry Gorelov"
    assert gorelov.kind is TermKind.NAME
    assert gorelov.count == 3
    assert set(gorelov.spellings) == {"Dmitry Gorelov", "Gorelov"}


@given(st.permutations(SENTENCES))
def test_a_surname_belongs_to_its_bearer_wherever_the_full_name_stands(lines: list[str]) -> None:
    (person,) = suggest(["\n".join(lines)], EMPTY)
    assert (person.source, person.target, person.count) == ("Igor Chamarine", "Igor Shamarin", 4)
    assert person.spellings == ("Chamarine",)


def test_two_names_that_differ_in_a_letter_are_warned_of() -> None:
    found = {one.source: one for one in suggest([ARTICLE], EMPTY)}
    assert any("Korelov" in warning for warning in found["Dmitri Gorelov"].warnings)
    assert any("Gorelov" in warning for warning in found["Dmitri Korelov"].warnings)


def test_names_of_two_articles_are_not_compared() -> None:
    found = suggest(["Hier Dmitri Gorelov parla.", "Hier Dmitri Korelov parla."], EMPTY)
    assert [one.warnings for one in found] == [(), ()]


def test_a_recurring_phrase_in_any_number() -> None:
    (phrase,) = [one for one in suggest([ARTICLE], EMPTY) if one.kind is TermKind.TERM]
    assert (phrase.source, phrase.count, phrase.spellings) == ("banc de poussée", 3, ("bancs de poussée",))


def test_what_a_row_covers_is_not_suggested() -> None:
    rows = [
        Term("Dmitri Gorelov", "Dmitry Gorelov", TermKind.PERSON, case=CaseRule.EXACT),
        Term("banc de poussée", "thrust bench", TermKind.TERM, plural="thrust benches"),
    ]
    found = suggest([ARTICLE], TermFinder(Glossary(rows)))
    assert [one.source for one in found] == ["Dmitri Korelov"]
    assert any("Gorelov" in warning for warning in found[0].warnings)


def test_articles_are_counted() -> None:
    (name,) = suggest(["Chez Cailabs.", "Vers Cailabs, chez Cailabs."], EMPTY)
    assert (name.source, name.count, name.articles) == ("Cailabs", 3, 2)


def test_lookalikes_of_an_article() -> None:
    found = compare_names(EMPTY.find(ARTICLE))
    assert [(one.first, one.second, one.likeness) for one in found] == [
        ("Dmitri Gorelov", "Dmitry Gorelov", Likeness.SPELLING),
        ("Dmitri Gorelov", "Dmitri Korelov", Likeness.NEAR),
    ]


def test_another_given_name_is_another_person() -> None:
    assert compare_names(EMPTY.find("Hier Oleg Gorelov et Dmitri Korelov vinrent.")) == []


def test_a_surname_in_the_other_spelling_of_its_bearer_is_no_second_name() -> None:
    text = "Hier Alexeï Varotchko a parlé. Aleksei Varochko est reparti. Varotchko reviendra avec Alexeï Varotchka."
    (person, other) = suggest([text], EMPTY)
    assert (person.source, person.count, other.source) == ("Aleksei Varochko", 3, "Alexeï Varotchka")
    assert person.warnings == ('"Alexeï Varotchka" stands in the same article: two names, or one misspelt?',)


@given(glossaries, st.lists(texts, max_size=3))
def test_suggestions_stand_in_the_texts_and_come_in_order(rows: list[Term], articles: list[str]) -> None:
    found = suggest(articles, TermFinder(Glossary(rows)), minimum=1)
    text = " ".join(" ".join(articles).split())
    assert all(one.source in text for one in found if one.kind is TermKind.NAME)
    assert all(one.count >= one.articles >= 1 for one in found)
    assert [one.kind is TermKind.TERM for one in found] == sorted(one.kind is TermKind.TERM for one in found)
    assert suggest(articles, TermFinder(Glossary(rows)), minimum=1) == found
