"""Which checks speak: all of them, but for those switched off by a project, a note or the language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from translate.checks.consistency import find_inconsistencies
from translate.checks.registry import CHECK_NAMES, CHECKS, find_mistakes
from translate.model import Draft, Finding, Origin, Severity, State, Unit

UNIT = Unit("Il pèse 3,5 t.", "", "It weighs 4.5 t", State.POST_EDITED)


def _names(findings: list[Finding]) -> list[str]:
    return [one.check for one in findings]


def test_names_are_distinct() -> None:
    assert len(set(CHECK_NAMES)) == len(CHECK_NAMES)
    assert all(check.purpose for check in CHECKS)


def test_a_project_switches_checks_off() -> None:
    assert _names(find_mistakes(UNIT, [])) == ["numbers", "final-mark"]
    assert _names(find_mistakes(UNIT, [], off=["numbers"])) == ["final-mark"]


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("translate:ignore numbers", ["final-mark"]),
        ("See the leaflet.\ntranslate:ignore numbers, final-mark", []),
        ("translate:ignore", []),
        ("translate:ignore: final-mark numbers", []),
        ("they say translate:ignore numbers", ["numbers", "final-mark"]),
        ("translate:ignore nubmers", ["numbers", "final-mark", "ignore"]),
    ],
)
def test_a_note_switches_checks_off(note: str, left: list[str]) -> None:
    assert _names(find_mistakes(replace(UNIT, note=note), [])) == left


def test_an_approved_draft_is_counted_and_not_blamed() -> None:
    draft = Draft("It flies.", Origin.ENGINE, "")
    unit = Unit("Il vole.", "", "It flies.", State.POST_EDITED, draft=draft)

    assert find_mistakes(unit, []) == []
    assert [(one.check, one.severity) for one in find_mistakes(unit, [], info=True)] == [("unread", Severity.INFO)]
    assert find_mistakes(replace(unit, state=State.DRAFT), [], info=True) == []
    assert find_mistakes(replace(unit, target="It does fly."), [], info=True) == []


def test_other_targets_get_what_holds_in_every_language() -> None:
    unit = Unit("« Il pèse 3,5 t » :", "", "« Es wiegt 3,5 t » :", State.DRAFT)

    assert find_mistakes(unit, [], target_language="de") == []
    assert _names(find_mistakes(replace(unit, target="« Es wiegt 4 t :"), [], target_language="de")) == [
        "numbers",
        "quotes",
    ]


def test_a_long_target_in_the_source_language_is_found_for_any_target_language() -> None:
    source = (
        "Les équipes au sol surveillent le remplissage des réservoirs depuis le début de la matinée, sans incident."
    )
    target = "Les équipes contrôlent le remplissage des cuves depuis le matin, et elles ne signalent aucun incident."

    for language in ("en", "de"):
        found = find_mistakes(Unit(source, "", target, State.DRAFT), [], target_language=language)
        assert _names(found) == ["language"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Dmitri Bakanov", "Dmitri Bakanov"),
        ("Soyouz-2.1b", "Soyouz-2.1b"),
        ("Kourou, Guyane", "Kourou, Guyane"),
        ("Le Malade imaginaire est joué à Kourou.", "Le Malade imaginaire is being played in Kourou."),
    ],
)
def test_names_and_titles_may_stay(source: str, target: str) -> None:
    assert find_mistakes(Unit(source, "", target, State.DRAFT), []) == []


def _across(*units: tuple[str, str], off: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    found = find_inconsistencies([(Unit(s, "", t, State.IN_EDIT), []) for s, t in units], off=off)
    return [(number, one.check) for number, one in found]


def test_one_source_has_one_target() -> None:
    units = [("Crédits", "Credits"), ("Crédits", "Photo credits"), ("Crédits", "credits."), ("Légende", "Caption")]

    assert _across(*units) == [(1, "same-source")]
    assert _across(*units, off=("same-source",)) == []


def test_a_target_pasted_twice_is_told() -> None:
    target = "The first stage is recovered at sea."

    assert _across(("Le premier étage est récupéré en mer.", target), ("Le tir aura lieu lundi.", target)) == [
        (1, "same-target")
    ]
    assert (
        _across(("Le premier étage est récupéré en mer.", target), ("Le 1er étage est récupéré en mer", target)) == []
    )


def test_every_check_is_described() -> None:
    described = (Path(__file__).parents[2] / "docs" / "checks.md").read_text("utf-8")

    for name in CHECK_NAMES:
        assert f"\n| {name} | " in described
