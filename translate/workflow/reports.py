"""What the commands have to say, as values: the command line renders them as text or as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.model import Finding


@dataclass(frozen=True, slots=True)
class UnitFinding:
    """A finding with the unit that it is about: `source` is the unit's, `line` where it stands in the article."""

    source: str
    line: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What happened to one unit; if edited, its former source and the difference (cosmetic, markup, numeric, wording).

    A re-drafted one has what has changed as its difference: "engine", "terms", or "drafting" (the steps around it).
    """

    kind: str
    source: str
    previous_source: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What a draft or an update did to one article.

    `segments`, `words` (of the source) and `terms` (held) count the whole article, `drafted` the units that the engine
    translated in this run. `changes` counts units by what happened to them, `units` names those that are not as they
    were. `leverage` is the share of the source's words, in per cent, whose target was at hand. `written` tells whether
    the catalogue on disk was changed. `former` is the name under which the article had the catalogue before, if any.
    """

    article: str
    catalogue: str
    segments: int
    words: int
    terms: int
    drafted: int
    leverage: float
    written: bool
    states: dict[str, int]
    changes: dict[str, int] = field(default_factory=dict)
    units: tuple[UnitChange, ...] = ()
    findings: tuple[UnitFinding, ...] = ()
    former: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the checks found in one article; `units` counts those with a target, `fixed` those corrected in this run.

    `spares` says what to do about further catalogues of the article.
    """

    article: str
    catalogue: str
    units: int
    findings: tuple[UnitFinding, ...]
    fixed: int = 0
    spares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenSegment:
    """A segment that was published in the source language: where it stands, and how far it has come."""

    line: int
    state: str
    source: str


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What was published of one article; `open_segments` are those left in the source language.

    `outdated` tells that the article has changed since its catalogue was made, `warnings` what of it cannot be read.
    """

    article: str
    published: str
    segments: int
    open_segments: tuple[OpenSegment, ...]
    outdated: bool
    written: bool
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How far one article has come. `states` counts units, `words` the source's words, `done` is a share of them.

    `note` says what a person should know: that there is no catalogue yet, that the source has changed, or what is
    wrong with the file. `spares` says what to do about further catalogues of the article.
    """

    article: str
    catalogue: str
    states: dict[str, int]
    words: int
    done: float
    note: str = ""
    spares: tuple[str, ...] = ()
