"""A match that differs in names and figures alone is put right, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafting.policies import PlainPolicy
from tests.strategies import sentences
from translate.catalogue.figures import renumber
from translate.memory import Match, Record, repair


def _repair(old: str, target: str, new: str) -> Match:
    return repair(Match(Record(old, target), 80, target), new, PlainPolicy(), "en", renumber)


@pytest.mark.parametrize(
    ("old", "target", "new", "wanted"),
    [
        ("Dmitri Bakanov dirige Roscosmos.", "Dmitry Bakanov runs Roscosmos.", "Dmitry Baranov dirige Roscosmos.",
         "Dmitry Baranov runs Roscosmos."),
        ("Il a 12 tirs.", "It has 12 launches.", "Il a 14 tirs.", "It has 14 launches."),
        ("Masse : 3,5 t.", "Mass: 3.5 t.", "Masse : 4,2 t.", "Mass: 4.2 t."),
        ("Le Soyouz-2 vole 2 fois.", "Soyuz-2 flies 2 times.", "Le Soyouz-2 vole 3 fois.", "Soyuz-2 flies 3 times."),
        ("Tir de Roscosmos à 14 h.", "Roscosmos launch at 14.", "Tir de Soyouz-2 à 15 h.", "Soyuz-2 launch at 15."),
        ("Dmitri Bakanov et Dmitry Baranov.", "Dmitry Bakanov and Dmitry Baranov.",
         "Dmitry Baranov et Dmitri Bakanov.", "Dmitry Baranov and Dmitry Bakanov."),
        ("Le retour de Roscosmos.", "The return of Roscosmos.", "Le retour d’Soyouz-2.", "The return of Soyuz-2."),
    ],
)  # fmt: skip
def test_names_and_figures_are_put_right(old: str, target: str, new: str, wanted: str) -> None:
    match = _repair(old, target, new)

    assert match.target == wanted
    assert match.repaired
    assert match.score == 80


@pytest.mark.parametrize(
    ("old", "target", "new"),
    [
        ("Roscosmos tire.", "Roscosmos launches.", "Roscosmos échoue."),
        ("Il a 12 tirs.", "It has a dozen launches.", "Il a 14 tirs."),
        ("Dmitri Bakanov parle.", "The director speaks.", "Dmitry Baranov parle."),
        ("Le lanceur de Roscosmos.", "Roscosmos's launch vehicles.", "Le directeur général de Roscosmos."),
        ("Roscosmos et Roscosmos.", "Roscosmos and Roscosmos.", "Roscosmos et Soyouz-2."),
        ("Roscosmos tire.", "Roscosmos launches.", "Roscosmos tire !"),
    ],
)
def test_anything_else_is_left_as_somebody_wrote_it(old: str, target: str, new: str) -> None:
    match = _repair(old, target, new)

    assert (match.target, match.repaired) == (target, ())


@given(sentences, st.text(max_size=30), sentences)
def test_a_target_is_changed_only_where_that_is_told(old: str, target: str, new: str) -> None:
    match = _repair(old, target, new)

    assert bool(match.repaired) == (match.target != target)
