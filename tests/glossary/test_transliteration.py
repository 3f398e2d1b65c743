"""Russian names from French into English spelling, and what must not be touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary import lexicon
from translate.glossary.transliteration import transliterate


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Sergueï Saveliev", "Sergey Savelyev"),
        ("Vladimir Poutine", "Vladimir Putin"),
        ("Poutine", "Putin"),
        ("Youri Gagarine", "Yuri Gagarin"),
        ("Iouri Gagarine", "Yuri Gagarin"),
        ("Choïgou", "Shoigu"),
        ("Nikita Khrouchtchev", "Nikita Khrushchev"),
        ("Vladimir Jirinovski", "Vladimir Zhirinovsky"),
        ("Tchaïkovski", "Tchaikovsky"),
        ("Ielena Serova", "Yelena Serova"),
        ("Iouri Malentchenko", "Yuri Malenchenko"),
        ("Mikhaïl Tiourine", "Mikhail Tyurin"),
        ("Fiodor Iourtchikhine", "Fyodor Yurchikhin"),
        ("Guennadi Padalka", "Gennady Padalka"),
        ("Andreï Borissenko", "Andrey Borisenko"),
        ("Sergueï Riazanski", "Sergey Ryazansky"),
        ("Viatcheslav Dokoutchaïev", "Vyacheslav Dokuchayev"),
        ("Galina Vichnevskaïa", "Galina Vishnevskaya"),
        ("Lioudmila Petrouchevskaïa", "Lyudmila Petrushevskaya"),
        ("Salijan Charipov", "Salizhan Sharipov"),
        ("Alexandre Gorbounov", "Alexander Gorbunov"),
        ("Oleg Artemiev", "Oleg Artemyev"),
        ("Anatoli Tchoubaïs", "Anatoly Chubais"),
        ("Dmitri Vladimirovitch Bakanov", "Dmitry Vladimirovich Bakanov"),
        ("Boris Jdanov", "Boris Zhdanov"),
        ("Youli Ptchelintsev", "Yuly Pchelintsev"),
        ("Novotcherkassk", "Novocherkassk"),
        ("Krasny Oktiabr", "Krasny Oktyabr"),
        ("Anton Chkaplerov", "Anton Shkaplerov"),
        ("Vladimir Popovkine", "Vladimir Popovkin"),
        ("Irina Larionova", "Irina Larionova"),
        ("Tcheliabinsk", "Chelyabinsk"),
        ("Novossibirsk", "Novosibirsk"),
        ("Krasnoïarsk", "Krasnoyarsk"),
        ("Resours-P", "Resurs-P"),
    ],
)
def test_a_russian_name(french: str, english: str) -> None:
    assert transliterate(french) == english


@pytest.mark.parametrize(
    "name",
    [
        "Ouellet", "Martine", "Chirac", "Jean-Yves Le Gall", "Mitchell", "Butch Wilmore", "Hitchcock", "Thatcher",
        "Roman Polanski", "Boris Vian", "Igor Bouchard", "Alexandre Dumas", "Catherine Deneuve", "Pauline Marois",
        "Jean Racine", "Lamartine", "Shanghaï", "Taipeï", "Chang'e", "Chandrayaan", "Abdou Diouf", "Bourguiba",
        "Vladimir Jankélévitch", "Milankovitch", "Hubert Curien", "Anatoly Chubais", "Dmitry Chernyshenko",
        "Taras Shevchenko", "Oleg Kononenko", "Asimov", "Jourdain", "Toulouse", "Louis Blériot", "Joël Barre",
        "Philippe Baptiste", "Bouygues", "Lewandowski", "Beijing", "Djokovic", "Josef Aschbacher", "CNES", "SpaceX",
        "Yoshimasa Hayashi", "Sioux", "Rioufol", "Ariane", "Ludmila Hartwig", "Chloé", "Kitchener",
    ],
)  # fmt: skip
def test_a_name_that_is_not_russian_or_is_english_already(name: str) -> None:
    assert transliterate(name) == name


@pytest.mark.parametrize("name", sorted(lexicon.entries("given")))
def test_french_given_names_stay(name: str) -> None:
    assert transliterate(name) == name


@pytest.mark.parametrize("surname", ["Bakanov", "Petrov", "Dupont"])
def test_english_spelling_is_left_as_it_is(surname: str) -> None:
    for french, english in lexicon.pairs("russian_given").items():
        assert transliterate(f"{french} {surname}") == f"{english} {surname}"
        assert transliterate(f"{english} {surname}") == f"{english} {surname}"


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_text_passes(text: str) -> None:
    assert isinstance(transliterate(text), str)
