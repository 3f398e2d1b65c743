"""What a report on the workspace says: plain figures, for the page, for JSON and for CSV alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    """How far one article has come: `words` of the source by the state of their unit, `done` the share approved.

    `note` says what is wrong: no catalogue, a file that cannot be read, a source that has changed since.
    """

    article: str
    units: int
    words: dict[str, int]
    done: float
    findings: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class EffortRow:
    """How much people changed in a group of drafts, which `label` names.

    `units` drafts were edited into `words` words and marks by `edits` edits; `untouched` of them were left as they
    were. `ter` is the translation edit rate, `distance` the edit distance by characters.
    """

    label: str
    units: int
    untouched: int
    words: int
    edits: int
    ter: float
    distance: float


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term that people keep correcting: a candidate for the glossary, with the command that adds it.

    `present` is what the glossary has for `source` today, "" for nothing.
    """

    source: str
    drafted: str
    target: str
    units: int
    present: str
    example: str
    command: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """How many findings of one check there are, and in how many articles."""

    check: str
    severity: str
    findings: int
    articles: int


@dataclass(frozen=True, slots=True)
class OriginRow:
    """Where targets come from: `units` and `words` of the source, and how many of these units people approved.

    `untouched` were approved without a change; `ter` is the rate of the others and these together.
    """

    origin: str
    units: int
    words: int
    approved: int
    untouched: int
    ter: float


@dataclass(frozen=True, slots=True)
class MachineRow:
    """What the engine did for one article in all the runs on record: `rate` is words of the source a second."""

    article: str
    runs: int
    units: int
    words: int
    seconds: float
    rate: float


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole report. `when` is UTC in ISO 8601; rates are in per cent.

    `dated` units of those in `effort` have a known time and are in `periods`, whose labels are dates: a day each, or
    the first day of a week or month, as `period` says. `problems` are lines about what could not be looked at.
    """

    workspace: str
    source: str
    target: str
    when: str
    articles: tuple[ArticleProgress, ...]
    effort: EffortRow
    by_article: tuple[EffortRow, ...]
    by_kind: tuple[EffortRow, ...]
    period: str
    periods: tuple[EffortRow, ...]
    dated: int
    terms: tuple[TermRow, ...]
    findings: tuple[FindingRow, ...]
    origins: tuple[OriginRow, ...]
    machine: tuple[MachineRow, ...]
    problems: tuple[str, ...] = ()
