"""The bundled glossary on sentences of our own writing: what it must find, and what only looks like a term.

A negative line may end in a tab and the one phrase that may be found in it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.glossary.rows import bundled_path, read

CORPORA = Path(__file__).parents[1] / "corpora"
NEGATIVE = (CORPORA / "negative" / "terms.fr.txt").read_text("utf-8").splitlines()
POSITIVE = [json.loads(line) for line in (CORPORA / "terms" / "positive.jsonl").read_text("utf-8").splitlines()]


@cache
def bundled() -> Glossary:
    return Glossary(read(bundled_path()))


@pytest.mark.parametrize("line", NEGATIVE)
def test_an_ordinary_sentence_holds_no_term(line: str) -> None:
    text, _, allowed = line.partition("\t")
    assert [match.surface for match in bundled().find(text) if match.surface != allowed] == []


@pytest.mark.parametrize("row", POSITIVE, ids=lambda row: row["text"][:40])
def test_a_sentence_holds_its_terms(row: dict[str, object]) -> None:
    found = [[match.surface, match.form] for match in bundled().find(str(row["text"]))]
    assert found == row["terms"]


@pytest.mark.parametrize("row", POSITIVE, ids=lambda row: row["text"][:40])
def test_names_leave_the_terms_alone(row: dict[str, object]) -> None:
    text = str(row["text"])
    found = TermFinder(bundled()).find(text)
    for term in bundled().find(text):
        (holder,) = [match for match in found if match.start <= term.start and term.end <= match.end]
        assert term.form in holder.form
