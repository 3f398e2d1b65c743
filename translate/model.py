"""The nouns of the program: frozen values that every room shares, all in one file so that they are found at once.

Offsets are counts of Unicode code points, start included, end excluded. Languages are BCP 47 tags.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePath


class BlockKind(StrEnum):
    """What a block of an article is; the value is also the context (`msgctxt`) of its segments."""

    PARAGRAPH = ""
    """Running text. The empty value keeps the commonest context out of the catalogue."""
    TITLE = "title"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    CAPTION = "caption"
    CREDIT = "credit"
    NOTE = "note"
    TABLE_CELL = "table cell"
    METADATA = "metadata"
    """A translatable value of the front matter, such as a description."""
    CODE = "code"
    MARKUP = "markup"
    """Syntax and white space between the texts: never translated."""


class PlaceableKind(StrEnum):
    """What a placeable stands for."""

    EMPHASIS = "emphasis"
    LINK = "link"
    IMAGE = "image"
    CODE = "code"
    TAG = "tag"
    LINE_BREAK = "line break"
    FOOTNOTE = "footnote"
    SOFT_BREAK = "soft break"
    """A line end inside running text, with the container's prefix: shown to translators as one space."""
    TERM = "term"
    PLAIN = "plain"
    """Prose that the file writes in another way, such as `&amp;`, or markup that says nothing, such as a seam between
    two runs of the same style: translators see what it shows, without a tag."""


class PlaceableRole(StrEnum):
    """Whether a placeable opens a span, closes one, or stands alone."""

    OPEN = "open"
    CLOSE = "close"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Placeable:
    """A stretch of text that is not prose: markup, code or a held term.

    In a `Block`, `start` and `end` are offsets into `Block.raw` and `raw` is that slice; `number` joins the OPEN and
    the CLOSE of one pair. In a `Segment`, `start` and `end` are offsets into `Segment.source`, where a short tag such
    as `<1>` stands for `raw`, and `number` is the tag's number. SOFT_BREAK and PLAIN placeables have no tag and
    number 0; `shown` is what a PLAIN one reads as, and for a tag what it stands for where `raw` would tell people
    nothing.
    """

    start: int
    end: int
    raw: str
    kind: PlaceableKind
    role: PlaceableRole = PlaceableRole.SINGLE
    number: int = 0
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Inset:
    """A text of its own inside the markup of a block, such as the title of a link: no part of the sentence around it.

    All offsets are into the block's `raw`; the whole inset lies inside one of the block's placeables.
    """

    start: int
    end: int
    kind: BlockKind
    placeables: tuple[Placeable, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article's file: a paragraph, a title, or the syntax between two of them.

    `raw` is the exact text; the raws of an article's blocks, joined, are its file. `line` counts from 1. Each of
    `insets` is one more segment, beside those of the block's own text.
    """

    kind: BlockKind
    raw: str
    line: int
    translatable: bool
    placeables: tuple[Placeable, ...] = ()
    insets: tuple[Inset, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A source document cut into blocks.

    `encoding` is a Python codec name; `bom` are the bytes that stood before the text (b"" where none did). `container`
    is the whole file where the text is only a part of it, as in an office document. `format` names the reader that cut
    it; "" where no file was read. `warnings` are lines, each with its place, about what could not be read.
    """

    path: PurePath
    language: str
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"
    bom: bytes = b""
    container: bytes = field(default=b"", repr=False)
    format: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole file, decoded, without its byte order mark."""
        return "".join(block.raw for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Segment:
    """The source side of one unit: a sentence or a fragment of a block.

    `source` is what a translator sees: the slice `raw[start:end]` of block number `block`, with a short tag for each
    piece of inline markup and one space for each soft line break. `position` and `siblings` say which segment of
    its block it is, as in "second of four" (2, 4).
    """

    source: str
    context: str
    block: int
    start: int
    end: int
    line: int
    placeables: tuple[Placeable, ...] = ()
    position: int = 1
    siblings: int = 1


class TermKind(StrEnum):
    """What a glossary row names.

    NAME is a name that no row covers and that travels unchanged; FIGURE is a number in the source language's notation.
    """

    PERSON = "person"
    ORGANISATION = "organisation"
    LAUNCHER = "launcher"
    SPACECRAFT = "spacecraft"
    PLACE = "place"
    ROLE = "role"
    TERM = "term"
    PHRASE = "phrase"
    NAME = "name"
    FIGURE = "figure"


class CaseRule(StrEnum):
    """How a term's letters must agree with the text's.

    EXACT: every letter as written. INITIAL: the first letter may also be a capital. ANY: case is ignored.
    """

    EXACT = "exact"
    INITIAL = "initial"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the glossary: `source` and its `variants` in French, `target` and its other `allowed` forms.

    `plural` is the target's plural where it may be inflected ("" for names). `origin` is the row's `path:line`.
    """

    source: str
    target: str
    kind: TermKind
    variants: tuple[str, ...] = ()
    plural: str = ""
    allowed: tuple[str, ...] = ()
    case: CaseRule = CaseRule.INITIAL
    forbidden: tuple[str, ...] = ()
    note: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A place in a text where a term stands: `surface` is the slice, `form` what must be written in the target."""

    start: int
    end: int
    surface: str
    term: Term
    form: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """One link between a piece of the target and the piece of the source that the model looked at most."""

    target_start: int
    target_end: int
    source_start: int
    source_end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One output of an engine: `score` is the mean log probability of a token (0 is certain, lower is worse).

    `warnings` names what the engine's own guards found, such as "repetition" or "length".
    """

    text: str
    score: float
    alignments: tuple[Alignment, ...] = ()
    warnings: tuple[str, ...] = ()


class Origin(StrEnum):
    """Where a draft comes from."""

    ENGINE = "engine"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine's proposal for a target.

    `signature` names the engine, model, settings and glossary rows that made it: a different signature means that the
    draft could come out differently now. `steps` records how each term was held and what went wrong.
    """

    target: str
    origin: Origin
    signature: str
    steps: tuple[str, ...] = ()
    score: float = 0.0


class State(StrEnum):
    """How far a unit has come; how each state is written in a PO file is told in docs/po-states.md."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    FUZZY = "fuzzy"
    IN_EDIT = "in edit"
    POST_EDITED = "post-edited"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment's source with its target and state.

    `comments` are the program's own lines about the unit (`#.`), `note` is what people wrote (`# `).
    `previous_source` is the source that a FUZZY target was made for. `draft` is the machine's proposal on record.
    """

    source: str
    context: str
    target: str
    state: State
    references: tuple[str, ...] = ()
    previous_source: str = ""
    note: str = ""
    comments: tuple[str, ...] = ()
    draft: Draft | None = None


class Severity(StrEnum):
    """How much a finding matters: an ERROR should stop publication, a WARNING wants a look, INFO is only counted."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say about a target; `start` and `end` are offsets into the target.

    `fix` is what can safely be written there without a person's judgement, None where there is no such thing.
    """

    check: str
    severity: Severity
    message: str
    start: int = 0
    end: int = 0
    fix: str | None = None
