"""Ordinals and exponents as English writes them, whatever the source does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.checks.fixing import fix_target
from translate.checks.registry import find_mistakes
from translate.counting import ordinal
from translate.model import Finding, State, Unit

LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def told(unit: Unit) -> list[Finding]:
    return [one for one in find_mistakes(unit, []) if one.check == "notation"]


def unit(source: str, target: str) -> Unit:
    return Unit(source, "", target, State.POST_EDITED)


@given(st.integers(1, 9999), st.sampled_from(["st", "nd", "rd", "th"]))
def test_only_the_right_ending_is_sound_and_each_other_is_mended(number: int, ending: str) -> None:
    right = ordinal(number)
    written = f"{number:,}{ending}"
    made = unit(f"Le {number}e vol part.", f"The {written} flight leaves.")
    assert bool(told(made)) == (written != right)
    assert fix_target(made, told) == f"The {right} flight leaves."


@given(st.integers(2, 999), st.sampled_from(["e", "ème", "es", "ᵉ"]))
def test_a_french_ordinal_in_english_is_mended(number: int, ending: str) -> None:
    made = unit(f"Le {number}{ending} vol part.", f"The {number}{ending} flight leaves.")
    assert fix_target(made, told) == f"The {ordinal(number)} flight leaves."


@given(
    st.sampled_from(["m", "km", "CO", "H", "10"]),
    st.integers(1, 99).map(str),
    st.sampled_from([LOWERED, RAISED]),
    st.booleans(),
)
def test_what_the_source_raises_or_lowers_is_so_in_the_target(
    base: str, value: str, script: dict[int, str], kept: bool
) -> None:
    form = base + value.translate(script)
    made = unit(f"De {form} ici.", f"Of {form if kept else base + value} here.")
    assert bool(told(made)) == (not kept)
    assert fix_target(made, told) == f"Of {form} here."


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("La 2e et la 1re.", "The 2nd and the 1st."),
        ("Le 11e, le 12e, le 113e.", "The 11th, the 12th, the 113th."),
        ("De 3 m² ici.", "Of 3 square metres here."),
        ("De 3 m² et 4 m2 ici.", "Of 3 m2 and 4 m2 here."),
        ("La 3e salle Ariane.", "The third room, 3es."),
        ("Il pèse 5 t.", "It weighs 5 t, 3D."),
        ("Au XXIe siècle.", "In the 21ST century."),
    ],
)
def test_what_is_sound_is_left_alone(source: str, target: str) -> None:
    assert not told(unit(source, target))


def test_another_target_language_has_its_own_ordinals() -> None:
    made = unit("Le 3e vol part.", "De 3th vlucht.")
    assert not [one for one in find_mistakes(made, [], target_language="nl") if one.check == "notation"]
