"""Terms that people keep correcting are found with the phrase of the source that they stand for."""

from __future__ import annotations

import pytest

from translate.glossary.corrections import Revision, find_corrections
from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.model import Term, TermKind

NO_ROWS = TermFinder(Glossary([]))
COIFFE = [
    Revision("La coiffe a été larguée à 110 km.", "The fairing was jettisoned at 110 km.", (("cap", "fairing"),)),
    Revision("Les deux moitiés de la coiffe brûlent.", "Both halves of the fairing burn up.", (("cap", "fairing"),)),
    Revision("Le lanceur attend sur son pas de tir.", "The launcher waits on its pad."),
    Revision("La tour de lancement est ouverte.", "The launch tower is open."),
]


def test_a_word_corrected_twice_is_found_with_its_source() -> None:
    (found,) = find_corrections(COIFFE, NO_ROWS)

    assert (found.source, found.drafted, found.target, found.count) == ("coiffe", "cap", "fairing", 2)
    assert found.present == ""
    assert found.example == COIFFE[0].source


def test_plurals_are_counted_with_their_singular() -> None:
    plural = Revision("Deux coiffes sont prêtes.", "Two fairings are ready.", (("caps", "fairings"),))

    (found,) = find_corrections([*COIFFE, plural], NO_ROWS)

    assert (found.source, found.target, found.count) == ("coiffe", "fairing", 3)


def test_what_is_corrected_once_or_in_one_source_only_is_no_term() -> None:
    assert find_corrections(COIFFE[:1] * 3, NO_ROWS) == []


@pytest.mark.parametrize(
    "pair", [(",", ";"), ("the", "a"), ("12", "14"), ("Rocket", "rocket"), ("cap. The", "hat. The")]
)
def test_marks_figures_small_words_and_case_are_no_terms(pair: tuple[str, str]) -> None:
    units = [Revision(one.source, one.target, (pair,)) for one in COIFFE]
    assert find_corrections(units, NO_ROWS) == []


def test_a_row_of_the_glossary_that_people_overrule_is_named() -> None:
    rows = TermFinder(Glossary([Term("pas de tir", "launch pad", TermKind.TERM)]))
    pair = (("launch pad", "launch site"),)
    units = [
        Revision("Le pas de tir est prêt.", "The launch site is ready.", pair),
        Revision("Un technicien sur le pas de tir.", "A technician on the launch site.", pair),
        Revision("Le tir est reporté.", "The launch is put off."),
    ]

    (found,) = find_corrections(units, rows)

    assert (found.source, found.present, found.target) == ("pas de tir", "launch pad", "launch site")


def test_a_correction_that_goes_with_nothing_in_the_source_is_left_out() -> None:
    pair = (("Moreover", "Also"),)
    units = [
        Revision("Par ailleurs la capsule est pleine.", "Also the capsule is full.", pair),
        Revision("De plus le moteur a fonctionné.", "Also the engine worked.", pair),
    ]
    assert find_corrections(units, NO_ROWS) == []


def test_the_longer_phrase_is_taken_where_the_target_is_as_long() -> None:
    pair = (("control room", "mission control"),)
    units = [
        Revision("Le centre de contrôle applaudit.", "At mission control they clap.", pair),
        Revision("Silence au centre de contrôle.", "Silence at mission control.", pair),
        Revision("Le centre de presse ferme.", "The press centre closes."),
        Revision("Le contrôle est long.", "The inspection takes long."),
    ]

    (found,) = find_corrections(units, NO_ROWS)

    assert found.source == "centre de contrôle"
