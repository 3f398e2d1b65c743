"""What a translation memory holds and what a search in it finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """A translation that a person approved, with everything that is known of it.

    `context` is the kind of its block, None where nobody knows it. `before` and `after` are the sources of the
    neighbouring segments: "" at the end of an article, None where they are not known. `date` is written as TMX
    writes it, in UTC: 20240512T120500Z, "" where there is none. `editor` is the person's name, `draft` the machine's
    proposal that the target was made from. `origin` is the file that the record was imported from, "" for one that
    was learnt from a catalogue.
    """

    source: str
    target: str
    context: str | None = None
    before: str | None = None
    after: str | None = None
    article: str = ""
    date: str = ""
    editor: str = ""
    draft: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A record found for a source.

    `score` is their similarity (0 to 100, 100 for equal sources only). `target` is the record's own unless `repaired`,
    which says in words what was changed in it: ("Soyuz-2 → Angara", "12 → 14"). `neighbours` tells that the source
    also has the same segments before and after it. `difference` shows what the sources differ in, "" for nothing.
    """

    record: Record
    score: int
    target: str
    neighbours: bool = False
    repaired: tuple[str, ...] = ()
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A record whose source, or target, holds a phrase: `spans` are its places in that text."""

    record: Record
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much a memory holds: units learnt from `catalogues`, and units imported from `files`; `size` in bytes."""

    learnt: int
    imported: int
    catalogues: int
    files: dict[str, int]
    words: int
    size: int
