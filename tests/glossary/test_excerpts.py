"""A glossary that is built a text at a time finds what the whole one finds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary.excerpts import FEW, Excerpts, tabulate
from translate.glossary.matcher import Glossary
from translate.glossary.rows import bundled_path, read
from translate.model import CaseRule, Term, TermKind

from .strategies import glossaries, texts


def excerpts(glossary: Glossary) -> Excerpts:
    """What comes back from a file."""
    return Excerpts(json.loads(json.dumps(tabulate(glossary))))


@given(glossaries, st.lists(texts, min_size=1, max_size=3))
def test_an_excerpt_finds_what_the_glossary_finds(rows: list[Term], some: list[str]) -> None:
    whole = Glossary(rows)
    parts = excerpts(whole)

    assert [parts.find(text) for text in some] == [whole.find(text) for text in some]
    assert parts.signature == whole.signature


@pytest.mark.parametrize("text", ["Karpov est venu.", "Oleg Karpov a vu Karpov.", "Oleg et Ivan Karpov", "OLEG KARPOV"])
def test_a_surname_of_two_persons_stays_undecided(text: str) -> None:
    people = [("Oleg Karpov", "Oleg Karpov"), ("Ivan Karpov", "Ivan Karpoff")]
    whole = Glossary([Term(*names, TermKind.PERSON, case=CaseRule.EXACT) for names in people])

    assert excerpts(whole).find(text) == whole.find(text)


def test_many_texts_are_searched_with_the_whole_glossary() -> None:
    whole = Glossary(read(bundled_path()))
    parts = excerpts(whole)
    text = "Le lanceur Soyouz-2 a mis en orbite deux satellites depuis Baïkonour, avec l'étage supérieur Fregat."
    assert len(whole.find(text)) > 3

    assert all(parts.find(text) == whole.find(text) for _ in range(FEW + 2))
