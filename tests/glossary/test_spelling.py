"""Which spelling of a term is found where several could be."""

from __future__ import annotations

import pytest

from translate.glossary.matcher import Glossary
from translate.model import CaseRule, Term, TermKind

PLAGUE = Term("Peste noire", "Black Plague", TermKind.TERM, case=CaseRule.INITIAL)
MOON = Term("Lune", "Moon", TermKind.TERM, case=CaseRule.INITIAL)
SPACED = Term("COVID 19", "COVID 19", TermKind.TERM, case=CaseRule.INITIAL)
JOINED = Term("covid-19", "covid-19", TermKind.TERM, case=CaseRule.INITIAL)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("La peste noire est loin.", ["Black Plague"]),
        ("Peste noire", ["Black Plague"]),
        ("une lune de miel sur la Lune", ["Moon"]),
        ("la COVID-19 recule", ["COVID-19"]),
        ("la COVID 19 recule", ["COVID 19"]),
    ],
)
def test_the_closest_spelling_is_found(text: str, forms: list[str]) -> None:
    glossary = Glossary([PLAGUE, MOON, SPACED, JOINED])

    assert [match.form for match in glossary.find(text)] == forms
