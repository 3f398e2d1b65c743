"""The bundled glossary on sentences of our own writing: what it must find, and what only looks like a term.

A negative line may end in a tab and the one phrase that may be found in it. The short articles of `held.jsonl` were
marked before the program had seen them: the forms that must be held, and the words that no term or name may take.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from translate import documents
from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.glossary.rows import bundled_path, read
from translate.segmentation import segment

CORPORA = Path(__file__).parents[1] / "corpora"
NEGATIVE = (CORPORA / "negative" / "terms.fr.txt").read_text("utf-8").splitlines()
POSITIVE = [json.loads(line) for line in (CORPORA / "terms" / "positive.jsonl").read_text("utf-8").splitlines()]
HELD = [json.loads(line) for line in (CORPORA / "terms" / "held.jsonl").read_text("utf-8").splitlines()]


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


@pytest.mark.parametrize("row", HELD, ids=lambda row: row["text"][:40])
def test_an_article_holds_its_terms_and_names(row: dict[str, Any], tmp_path: Path) -> None:
    article = tmp_path / "case.fr.md"
    article.write_text(row["text"] + "\n", "utf-8")
    sources = [one.source for one in segment(documents.read(article, language="fr"))]
    finder = TermFinder(bundled())
    finder = finder.knowing(finder.tell_names("\n".join(sources)))
    found = [match for source in sources for match in finder.find(source)]
    assert set(row["held"]) <= {match.form for match in found}
    assert [match.surface for match in found for word in row["free"] if word in match.surface] == []
