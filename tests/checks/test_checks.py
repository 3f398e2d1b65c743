"""What the checks see, and what they let pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.checks.consistency import find_inconsistent_forms
from translate.checks.registry import find_mistakes
from translate.forms import Expected, find_lost
from translate.model import State, Term, TermKind, TermMatch, Unit

BAKANOV = Term("Dmitri Bakanov", "Dmitry Bakanov", TermKind.PERSON)
ROSCOSMOS = Term("Roscosmos", "Roscosmos", TermKind.ORGANISATION)
CORPORATION = Term("société d'État Roscosmos", "Roscosmos State Corporation", TermKind.ORGANISATION)
LAUNCHER = Term(
    "lanceur", "launch vehicle", TermKind.TERM, plural="launch vehicles", allowed=("launcher",), forbidden=("thrower",)
)


def _unit(source: str, target: str) -> Unit:
    return Unit(source, "", target, State.POST_EDITED)


def _matches(*terms: Term) -> list[TermMatch]:
    return [TermMatch(0, len(term.source), term.source, term, term.target) for term in terms]


@pytest.mark.parametrize(
    ("terms", "target", "checks"),
    [
        ([BAKANOV], "Dmitry Bakanov spoke.", []),
        ([BAKANOV], "Dmitry Bakanov's speech", []),
        ([BAKANOV], "Dmitri Bakanov spoke.", ["term"]),
        ([BAKANOV], "Dmitry Bakanovs spoke.", ["term"]),
        ([BAKANOV, BAKANOV], "Dmitry Bakanov spoke.", ["term"]),
        ([CORPORATION, ROSCOSMOS], "Roscosmos State Corporation spoke.", ["term"]),
        ([CORPORATION, ROSCOSMOS], "The Roscosmos State Corporation, Roscosmos for short", []),
        ([LAUNCHER], "Launch vehicles lifted off", []),
        ([LAUNCHER], "The launcher lifted off", []),
        ([LAUNCHER], "The rocket lifted off", ["term"]),
        ([LAUNCHER], "The launch vehicle, a thrower", ["forbidden-term"]),
        ([LAUNCHER], "", []),
    ],
)
def test_terms(terms: list[Term], target: str, checks: list[str]) -> None:
    found = find_mistakes(_unit("x", target), _matches(*terms))

    assert [finding.check for finding in found if "term" in finding.check] == checks


@pytest.mark.parametrize(
    ("source", "target", "checks"),
    [
        ("a <1>b</1>", "A <1>B</1>", []),
        ("a <1>b</1>", "A B</1>", ["tags"]),
        ("a <1/>", "A <1/> <1/>", ["tags"]),
        ("a", "A <1>", ["tags"]),
        ("a <1>", "A <1>", []),
        ("<1>a</1> <2>b</2>", "<1>A <2>B</1></2>", ["tags"]),
        ("a", "A ｟0｠", ["placeholder"]),
        ("a ｟0｠", "A ｟0｠", []),
    ],
)
def test_what_the_machinery_leaves(source: str, target: str, checks: list[str]) -> None:
    assert [finding.check for finding in find_mistakes(_unit(source, target), [])] == checks


def test_one_form_throughout() -> None:
    units = [
        (_unit("1", "The launch vehicle"), _matches(LAUNCHER)),
        (_unit("2", "Launch vehicles"), _matches(LAUNCHER)),
        (_unit("3", "The launcher"), _matches(LAUNCHER)),
    ]

    ((number, finding),) = find_inconsistent_forms(units)

    assert number == 2
    assert "'launch vehicle' elsewhere" in finding.message
    assert "The launcher"[finding.start : finding.end] == "launcher"


@given(st.lists(st.sampled_from(["ab", "ab cd", "cd", "ab cd ef"]), max_size=6), st.permutations(range(6)))
def test_a_target_made_of_its_forms_loses_none(forms: list[str], order: list[int]) -> None:
    expected = [Expected((form,)) for form in forms]
    target = "; ".join(forms[place] for place in order if place < len(forms))

    assert find_lost(target, expected) == set()


@given(st.lists(st.sampled_from(["ab", "ab cd", "cd"]), min_size=1, max_size=6))
def test_a_target_that_lacks_one_loses_one(forms: list[str]) -> None:
    expected = [Expected((form,)) for form in forms]

    assert find_lost("; ".join(forms[1:]), expected) != set()


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Un « succès complet », dit-elle.", "A complete success, she said.", True),
        ("Un “succès complet”, dit-elle.", "A complete success, she said.", True),
        ('Un "succès complet", dit-elle.', "A complete success, she said.", True),
        ("Un « succès complet », dit-elle.", 'A "complete success," she said.', False),
        ("Un « succès complet », dit-elle.", "A 'complete success', she said.", False),
        ("Appelé le « green ».", "Called the green.", False),
        ('Un écran de 24" et un autre de 27" ici.', "A 24-inch screen and a 27-inch one here.", False),
    ],
)
def test_a_quotation_keeps_marks_of_some_kind(source: str, target: str, found: bool) -> None:
    checks = [finding.check for finding in find_mistakes(_unit(source, target), [])]

    assert ("quotes" in checks) is found


def test_a_term_that_both_languages_write_alike_is_called_missing() -> None:
    (finding,) = find_mistakes(_unit("Selon Roscosmos, oui.", "According to them, yes."), _matches(ROSCOSMOS))

    assert finding.message == "'Roscosmos' is missing: put it in."
