"""The vocabulary of the catalogue's comments, as docs/reference/comments.md tells it and the tests find it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from translate.catalogue.lineage import ChangeKind
from translate.engine import guards
from translate.model import BlockKind, Origin, PlaceableKind
from translate.similarity import Difference


@dataclass(frozen=True)
class Line:
    """A form of the program's lines: how the page shows it, a pattern that all of them match, and what it tells."""

    shown: str
    pattern: re.Pattern[str]
    meaning: str


@dataclass(frozen=True)
class Remark:
    """A remark with a meaning: how the page shows it, who writes it, and what it does."""

    shown: str
    writer: str
    meaning: str


def _any(values: Iterable[object]) -> str:
    return "|".join(re.escape(str(value)) for value in values if str(value))


_KINDS = _any(["Editor's note", *(kind.capitalize() for kind in BlockKind)])
_LABELS = _any([*Difference, ChangeKind.SPLIT, ChangeKind.JOINED])
RUNGS = ("copied", "placeholder", "n-best", "inline", "attention", "clauses")
DOUBTS = (guards.REPETITION, guards.LENGTH, guards.LOST, guards.OMISSION)
_TAG = r"(?:<\d+>…</\d+>|<\d+/>|</?\d+>)"

LINES = (
    Line(
        "Caption, sentence 2 of 4",
        re.compile(rf"(?:{_KINDS})(?:, sentence \d+ of \d+)?|Sentence \d+ of \d+"),
        "what kind of block the segment is in, and where in the block; never where in the article",
    ),
    Line(
        "Terms: lanceur → launch vehicle; Kourou",
        re.compile(r"Terms: .+"),
        "the names and terms in the source with the form that the target must hold; one form alone stays as it is",
    ),
    Line(
        "<1>…</1> link: […](plan.html)",
        re.compile(rf"{_TAG} (?:{_any(PlaceableKind)}): .+"),
        "what a tag stands for in the article",
    ),
    Line(
        "Source change (wording): [-hier-]{+lundi+}",
        re.compile(rf"Source change \((?:{_LABELS})\)(?:: .+)?"),
        f"how its source has changed since the target was written ({', '.join(Difference)}, split or joined), by words",
    ),
    Line(
        "Approved for the previous source: digest 5f1c0a…",
        re.compile(r"Approved for the previous source: digest [0-9a-f]{12}"),
        "the target was approved; it will be so again if the former source comes back and nobody has touched it",
    ),
    Line(
        "Draft by engine, score -0.2140, digest 5f1c0a…: argos 7b57…",
        re.compile(rf"Draft by (?:{_any(Origin)}), score \S+, digest [0-9a-f]{{12}}(?:: .+|:)?"),
        "a machine's proposal is on record: from the engine (mean log probability of a token, 0 is certain) or the "
        "memory, the digest of its text, and what made it. A target with this digest is nobody's but the machine's",
    ),
    Line("Draft text: …", re.compile(r"Draft text: .*"), "the proposal in full, so that edits can be compared with it"),
    Line(
        "Draft step: placeholder: Kourou, Ariane 6",
        re.compile(rf"Draft step: (?:{_any([*RUNGS, 'lost'])}): .+"),
        f"how terms came into the draft: {', '.join(RUNGS)}; see [../architecture.md](../architecture.md)",
    ),
    Line(
        "Draft step: Kourou: not found in the model's output on any rung",
        re.compile(r"Draft step: .+: not found in the model's output on any rung"),
        "a term that could not be held: put it in",
    ),
    Line(
        "Draft step: repetition",
        re.compile(rf"Draft step: (?:{_any(DOUBTS)})"),
        f"what the engine doubts in its own draft: {', '.join(DOUBTS)}",
    ),
    Line(
        "Draft step: memory: same neighbours",
        re.compile(r"Draft step: memory: same (?:neighbours|source)"),
        "why a target of the memory was taken as the draft",
    ),
    Line(
        "Draft step: Memory, 82 % (articles/launch.fr.md, 2026-05-12): … | [-hier-]{+lundi+}",
        re.compile(r"Draft step: Memory, \d+ % \(.*\): .+"),
        "a similar segment that was approved before, with what differs in its source",
    ),
)
REMARKS = (
    Remark("translate:ignore numbers, name", "people", "switches these checks off for the unit; without a name, all"),
    Remark(
        "Also translated as: …",
        "the program",
        "two people wrote this target at the same time: one text is in place, the other one here",
    ),
)


def find_forms(comment: str) -> list[Line]:
    """Return the forms that a line of the program has; it should be one."""
    return [line for line in LINES if line.pattern.fullmatch(comment)]
