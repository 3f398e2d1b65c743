"""Likeness of texts: words count, letters alone do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import sentences
from translate.similarity import (
    Difference,
    difference,
    numbers,
    numbers_differ_only,
    same_if_short,
    signs_differ_only,
    similarity,
    word_changes,
)

texts = st.one_of(st.text(max_size=60), sentences)


@given(texts, texts)
def test_the_score_is_a_symmetric_percentage_and_only_equal_texts_have_all_of_it(a: str, b: str) -> None:
    score = similarity(a, b)

    assert 0 <= score <= 100
    assert score == similarity(b, a)
    assert (score == 100) == (a == b)


@given(texts, texts, st.integers(0, 100))
def test_a_cutoff_changes_no_score_that_reaches_it(a: str, b: str, cutoff: int) -> None:
    score = similarity(a, b)

    assert similarity(a, b, score_cutoff=cutoff) == (score if score >= cutoff else 0)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Storing Books", "String"),
        ("Oui.", "Non."),
        ("Chargement", "Changement"),
        ("La tour de lancement a été repeinte.", "Les ingénieurs quittent la salle de contrôle."),
    ],
)
def test_texts_that_share_letters_only_are_not_alike(a: str, b: str) -> None:
    assert similarity(a, b) < 50


@pytest.mark.parametrize(
    ("a", "b", "least"),
    [
        ("Le tir est prévu mardi.", "Le tir était prévu mardi.", 75),
        ("Les lanceurs russes", "Le lanceur russe", 50),
        ("Lancment réussi", "Lancement réussi", 50),
        ("L'étage a brûlé.", "L’ÉTAGE A BRULE", 95),
        ("Elle pèse 12 kg.", "Elle pèse 14 kg.", 75),
        ("Le premier étage retombe en mer.", "Le premier étage retombe en mer, comme prévu.", 75),
        ("voir <1>le plan</1>", "voir <2>le plan</2>", 95),
    ],
)
def test_versions_of_one_text_are_alike(a: str, b: str, least: int) -> None:
    assert similarity(a, b) >= least


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le 4 mars 2025 à 12 h 30", ["4", "2025", "12", "30"]),
        ("1 500 kg, 3,5 % et 12\u202f000", ["1 500", "3,5", "12\u202f000"]),
        ("en 2024 300 personnes", ["2024", "300"]),
        ("le <1>n° 7</1> et T+3", ["7", "3"]),
        ("5<1/>600", ["5", "600"]),
        ("rien", []),
    ],
)
def test_figures_are_found_with_their_separators(text: str, found: list[str]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("L'usine", "L’usine", Difference.COSMETIC),
        ("« Partir ! »", '"Partir !"', Difference.COSMETIC),
        ("le tir", "Le  tir", Difference.COSMETIC),
        ("Il pèse 12\u00a0kg", "Il pèse 12 kg", Difference.COSMETIC),
        ("Le 4 mars", "Le 5 mars", Difference.NUMERIC),
        ("1 500 kg", "1 600,5 kg", Difference.NUMERIC),
        ("Le 4 mars", "Le 4 avril", Difference.WORDING),
        ("Le 4 mars", "Le mars", Difference.WORDING),
        ("Moscou", "moscou", Difference.COSMETIC),
        ("à Moscou", "à moscou", Difference.WORDING),
        ("<1>a</1> 2", "<3>a</3> 2", Difference.MARKUP),
        ("un <1>lanceur</1> neuf", "un lanceur neuf", Difference.MARKUP),
        ("« Un mot »<1/>", '"Un mot"', Difference.MARKUP),
        ("Le <1>4</1> mars", "Le 5 mars", Difference.WORDING),
        ("un <1>lanceur</1> neuf", "un <1>lanceur</1>", Difference.WORDING),
        ("Fini", "Fini.", Difference.WORDING),
    ],
)
def test_changes_are_told_apart(a: str, b: str, kind: Difference) -> None:
    assert difference(a, b) is kind
    assert difference(b, a) is kind


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("L'usine « Progress » : 12 kg !", "L’usine “Progress”: 12\u00a0kg\u202f!", True),
        ("Il a dit «oui»", 'Il a dit "oui"', True),
        ("un lance\u00admissiles", "un lancemissiles", True),
        ("e\u0301tage", "étage", True),
        ("le tir", "Le tir", False),
        ("Paris - Moscou", "Paris – Moscou", False),
        ("2′ de retard", "2' de retard", False),
        ("porte-avions", "porte avions", False),
        ("Fini", "Fini.", False),
        ("deux cents", "deuxcents", False),
        ("<1>a</1> b", "<2>a</2> b", False),
    ],
)
def test_signs_may_be_other_characters(a: str, b: str, alike: bool) -> None:
    assert signs_differ_only(a, b) is alike
    assert signs_differ_only(b, a) is alike


_tags = st.lists(st.sampled_from(["", "", "<1>", "</1>", "<2/>", "<13/>"]), min_size=6, max_size=6)


@given(
    st.lists(st.sampled_from(["le", "vol", "3e", "m²", "12", "étage,", "neuf."]), min_size=1, max_size=5), _tags, _tags
)
def test_the_same_words_with_other_tags_differ_in_their_markup_only(
    words: list[str], a: list[str], b: list[str]
) -> None:
    first, second = (" ".join(tag + word for tag, word in zip(tags, [*words, ""], strict=False)) for tags in (a, b))
    same_tags = a[: len(words) + 1] == b[: len(words) + 1]
    assert difference(first, second) is (Difference.COSMETIC if same_tags else Difference.MARKUP)


@given(sentences, st.integers(0, 9))
def test_a_text_with_other_digits_differs_in_its_numbers_only(text: str, digit: int) -> None:
    other = text.replace("7", str(digit)).replace("12", f"1{digit}")

    if other != text:
        assert difference(text, other) is Difference.NUMERIC
        assert numbers_differ_only(text, other)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Orbite", "Orbiter", False),
        ("Mise à feu !", "Mise à jeu !", False),
        ("Storing Books", "String", False),
        ("Crédits photo", "Crédit photos :", True),
        ("À SUIVRE", "à suivre", True),
        ("Le lanceur a décollé ce matin de Kourou.", "Le lanceur décolla ce matin de Kourou.", True),
    ],
)
def test_short_texts_are_the_same_by_their_words_alone(first: str, second: str, same: bool) -> None:
    assert same_if_short(first, second) is same


_TEXTS = st.lists(st.sampled_from(["le", "lanceur", "part", "mardi", "12", "mai"]), max_size=8).map(" ".join)


@given(_TEXTS, _TEXTS)
def test_word_changes_hold_both_texts(old: str, new: str) -> None:
    changes = word_changes(old, new)

    assert " ".join(kept or gone for kept, gone, _ in changes if kept or gone) == old
    assert " ".join(kept or come for kept, _, come in changes if kept or come) == new
    assert all(bool(kept) != bool(gone or come) for kept, gone, come in changes)
    assert old != new or all(kept for kept, _, _ in changes)
