"""Mistakes of our own making, each found by the check that is meant to find it, and sound targets that pass."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from translate.checks.fixing import fix_target
from translate.checks.registry import CHECK_NAMES, find_mistakes
from translate.drafting.figures import FigurePolicy
from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.glossary.rows import bundled_path, merge
from translate.model import Finding, State, Unit

CORPORA = Path(__file__).parents[1] / "corpora" / "checks"


def _read(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (CORPORA / name).read_text("utf-8").splitlines()]


@cache
def _policy() -> FigurePolicy:
    return FigurePolicy(TermFinder(Glossary(merge([bundled_path()]))))


def _find(unit: Unit) -> list[Finding]:
    return find_mistakes(unit, _policy().find(unit.source))


def _unit(row: dict[str, str]) -> Unit:
    return Unit(row["source"], "", row["target"], State.POST_EDITED)


MISTAKES = [*_read("mistakes.jsonl"), *_read("field-mistakes.jsonl"), *_read("blind-mistakes.jsonl")]
SOUND = [*_read("sound.jsonl"), *_read("field-sound.jsonl"), *_read("blind-sound.jsonl")]


def test_at_least_95_of_100_mistakes_are_caught() -> None:
    caught = [row["expected"] in {one.check for one in _find(_unit(row))} for row in MISTAKES]

    assert len(MISTAKES) >= 150
    assert sum(caught) >= 0.95 * len(MISTAKES)


def test_every_mistake_expects_a_check_that_there_is() -> None:
    assert {row["expected"] for row in MISTAKES} <= set(CHECK_NAMES)


@pytest.mark.parametrize("row", SOUND, ids=lambda row: row["target"][:40])
def test_sound_targets_pass(row: dict[str, str]) -> None:
    assert _find(_unit(row)) == []


@pytest.mark.parametrize("row", SOUND, ids=lambda row: row["target"][:40])
def test_sound_targets_are_not_fixed(row: dict[str, str]) -> None:
    assert fix_target(_unit(row), _find) == row["target"]


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: row["target"][:40])
def test_findings_point_into_the_target_and_say_what_to_do(row: dict[str, str]) -> None:
    for one in _find(_unit(row)):
        assert 0 <= one.start <= one.end <= len(row["target"])
        assert one.message.endswith(".")
        assert "\n" not in one.message
        assert ": " in one.message
