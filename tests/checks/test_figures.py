"""Figures: the same number in two notations, and another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.checks.figures import find_figures
from translate.checks.languages.table import find_language
from translate.checks.numerals import find_values
from translate.checks.registry import find_mistakes
from translate.drafting.figures import find_figures as hold_figures
from translate.model import State, Unit

FRENCH, ENGLISH = find_language("fr"), find_language("en")
FIGURES = {"numbers", "number-format", "units", "dates"}


def _checks(source: str, target: str) -> list[str]:
    found = find_mistakes(Unit(source, "", target, State.POST_EDITED), [])
    return [one.check for one in found if one.check in FIGURES]


def _french(whole: int, fraction: str, blank: str) -> str:
    digits = f"{whole:,}".replace(",", blank)
    return f"{digits},{fraction}" if fraction else digits


def _english(whole: int, fraction: str) -> str:
    return f"{whole:,}.{fraction}" if fraction else f"{whole:,}"


WHOLE = st.integers(0, 99_999_999)
FRACTION = st.sampled_from(["", "5", "25", "07", "1234"])


@given(WHOLE, FRACTION, st.sampled_from(" \u00a0\u202f\u2009"))
def test_a_number_in_both_notations_is_one_number(whole: int, fraction: str, blank: str) -> None:
    source, target = f"Il pèse {_french(whole, fraction, blank)} kg.", f"It weighs {_english(whole, fraction)} kg."

    assert _checks(source, target) == []


@given(st.integers(30, 99_999_999), st.integers(30, 99_999_999), FRACTION)
def test_another_number_is_told(whole: int, other: int, fraction: str) -> None:
    found = _checks(f"Il pèse {_french(whole, fraction, ' ')} kg.", f"It weighs {_english(other, fraction)} kg.")

    assert found == ([] if whole == other else ["numbers"])


@given(st.integers(1_000, 9_999_999), st.sampled_from(["5", "25"]))
def test_french_notation_is_told_and_set_right(whole: int, fraction: str) -> None:
    text = _french(whole, fraction, "\u00a0")

    found = find_mistakes(Unit(f"Il pèse {text} kg.", "", f"It weighs {text} kg.", State.DRAFT), [])

    assert [one.fix for one in found if one.check == "number-format"] == [_english(whole, fraction)]


@given(st.integers(13, 23), st.integers(1, 59))
def test_times_of_day(hours: int, minutes: int) -> None:
    source = f"Le tir a eu lieu à {hours} h {minutes:02}."

    assert _checks(source, f"The launch took place at {hours}:{minutes:02}.") == []
    assert _checks(source, f"The launch took place at {hours - 12}:{minutes:02} p.m.") == []
    assert _checks(source, f"The launch took place at {hours - 12}:{minutes:02} a.m.") == ["numbers"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2 étages", "two stages"),
        ("vingt et un tirs", "21 launches"),
        ("quatre-vingt-dix-sept tirs", "97 launches"),
        ("les années 60", "the 1960s"),
        ("au XIXe siècle", "in the 19th century"),
        ("à 11 h", "at 11:00"),
        ("le 1er mai", "on 1 May"),
        ("le 12/05/2024", "on 12 May 2024"),
        ("le 2024-05-12", "on May 12, 2024"),
        ("une heure et demie", "1.5 hours"),
        ("12 M€", "€12 million"),
        ("3 Md€", "€3bn"),
        ("4 800 km", "3,000 miles"),
        ("35 °C", "95 °F"),
        ("30 m", "100 feet (30 m)"),
        ("de 3 à 4 millions", "from 3 million to 4 million"),
        ("40 %", "40 percent"),
        ("une vingtaine de tirs", "some 20 launches"),
        ("2 fois", "twice"),
        ("800 km²", "800 km2"),
        ("la version 1.2.3", "version 1.2.3"),
        ("3/4 du temps", "three quarters of the time"),
        ("un moteur 14D23", "a 14D23 engine"),
        ("une heure et demie", "90 minutes"),
        ("deux ans et demi", "30 months"),
        ("une demi-heure", "30 minutes"),
        ("trois quarts d'heure", "45 minutes"),
        ("90 minutes", "an hour and a half"),
        ("90 minutes", "one and a half hours"),
        ("30 minutes", "half an hour"),
        ("15 minutes", "a quarter of an hour"),
        ("24 h sur 24, 7 jours sur 7", "around the clock"),
        ("jour et nuit", "24/7"),
        ("jour et nuit", "24 hours a day"),
        ("20 % du budget", "a fifth of the budget"),
        ("un tiers du budget", "33% of the budget"),
        ("le dimanche", "on Sundays"),
        ("le 10/07/2025", "July 10, 2025"),
        ("deux jours et 2 km", "two days and 2 km"),
        ("1.125 bar", "1.125 bar"),
        ("3 bars", "300 kPa"),
    ],
)
def test_what_is_the_same_figure(source: str, target: str) -> None:
    assert _checks(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("1,250 tonne", "1,250 tonnes", "numbers"),
        ("1,5 milliard", "1.5 million", "numbers"),
        ("des milliards", "millions", "numbers"),
        ("au XIXe siècle", "in the 18th century", "numbers"),
        ("12 €", "$12", "units"),
        ("12 km", "12 miles", "units"),
        ("40 %", "40 of them", "units"),
        ("le 3 mars", "on 3 May", "dates"),
        ("mardi", "Wednesday", "dates"),
        ("à 14 h 05", "at 14 h 05", "number-format"),
        ("pendant 3 h 55 min", "for 3 h 45 min", "numbers"),
        ("une heure et demie", "80 minutes", "numbers"),
        ("90 minutes", "half an hour", "numbers"),
        ("24 h sur 24 avec 340 ouvriers", "around the clock with 430 workers", "numbers"),
        ("20 % du budget", "a third of the budget", "numbers"),
        ("le 10/07/2025", "October 7, 2025", "dates"),
        ("3 heures", "three days", "units"),
        ("six semaines", "six months", "units"),
        ("3 bars", "3 kPa", "units"),
        ("1.250 bar", "1.250 bar", "numbers"),
    ],
)
def test_what_is_another_figure(source: str, target: str, check: str) -> None:
    assert _checks(source, target) == [check]


@given(st.integers(0, 40), st.integers(0, 59), st.integers(0, 59), st.sampled_from(["", "T + ", "H-"]), st.booleans())
def test_drafts_hold_figures_in_a_notation_that_passes(
    hours: int, minutes: int, seconds: int, countdown: str, long: bool
) -> None:
    texts = [
        f"{countdown}{hours} h {minutes:02} min" + f" {seconds} s" * long,
        f"{hours},{minutes} M€",
        f"{hours} Mds$",
    ]
    for text in texts:
        (held,) = hold_figures(text)
        assert (held.surface, _checks(text, held.form)) == (text, [])


def test_values_of_words() -> None:
    assert {97.0, 21.0, 200_000.0} <= find_values("quatre-vingt-dix-sept, vingt et un, deux cent mille", FRENCH)
    assert {97.0, 200_000.0, 1.5} <= find_values("ninety-seven, two hundred thousand, one and a half", ENGLISH)


def test_offsets() -> None:
    text = "le 12/05/2024, 3,5 t à 14 h 05"

    assert [text[one.start : one.end] for one in find_figures(text, FRENCH)] == ["12", "05", "2024", "3,5", "14", "05"]


WAYS = ("{} hours {} minutes", "{} h {:02} min", "{} hr {} min", "{}h{:02}", "{} hours and {} minutes")


@given(st.integers(2, 40), st.integers(2, 59), st.sampled_from(WAYS))
def test_a_duration_may_be_written_in_many_ways(hours: int, minutes: int, way: str) -> None:
    """It is no time of day, which would be due as 3:40; other minutes are told."""
    source = f"La sortie a duré {hours} h {minutes:02}."

    assert not _checks(source, f"The spacewalk lasted {way.format(hours, minutes)}.")
    assert "numbers" in _checks(source, f"The spacewalk lasted {way.format(hours, minutes - 1)}.")


def test_a_time_beside_a_duration_is_still_due_in_english_notation() -> None:
    source = "À 14 h 05, après un vol de 3 h 40, la capsule se pose."
    assert _checks(source, "At 14h05, after a flight of 3h40, the capsule lands.") == ["number-format"]
