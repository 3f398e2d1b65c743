"""What the page shows of one unit, as plain values for JSON. Offsets count UTF-16 code units, as browsers do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from translate.catalogue.editing import version
from translate.effort import compare
from translate.model import PlaceableRole, State, TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from translate.catalogue.entries import Entry
    from translate.model import Finding, Segment, TermMatch

Row = dict[str, Any]


def utf16(text: str, offset: int) -> int:
    """Return an offset into `text`, counted in code points, as a browser counts it."""
    return offset + sum(character > "\uffff" for character in text[:offset])


def unit_row(identity: str, segment: Segment, entry: Entry | None) -> Row:
    """Return what is known of a unit at once; `identity` is its name in addresses (`unit_cache.key_digest`).

    `segment` is its first place in the article. Without an entry the catalogue does not have it yet.
    """
    row: Row = {
        "id": identity,
        "kind": segment.context or "paragraph",
        "block": segment.block,
        "line": segment.line,
        "source": segment.source,
        "tags": _tags(segment),
        "findings": [],
        "terms": [],
        "ready": False,
    }
    return row | entry_part(segment.source, entry)


def entry_part(source: str, entry: Entry | None) -> Row:
    """Return the part of a row that the catalogue decides."""
    if entry is None:
        locked = "This sentence is not in the catalogue yet: run translate update."
        return {"target": "", "state": State.UNTRANSLATED, "version": "", "note": "", "locked": locked, "change": []}
    unit = entry.unit
    previous = unit.previous_source if unit.state is State.FUZZY else ""
    return {
        "target": entry.whole_target,
        "state": unit.state,
        "version": version(entry),
        "note": unit.note,
        "draft": unit.draft.target if unit.draft is not None else "",
        "origin": unit.draft.origin if unit.draft is not None else "",
        "change": pieces(previous, source) if previous else [],
        "locked": "Plural forms cannot be edited here." if entry.plural is not None else "",
    }


def pieces(old: str, new: str) -> list[list[str]]:
    """Return the difference of two texts as [kind, text] pairs: kept, removed, added."""
    return [[piece.kind, piece.text] for piece in compare(old, new)]


def finding_rows(target: str, findings: Iterable[Finding]) -> list[Row]:
    """Return findings about `target`."""
    return [
        {
            "check": finding.check,
            "severity": finding.severity,
            "message": finding.message,
            "start": utf16(target, finding.start),
            "end": utf16(target, finding.end),
            "fix": finding.fix,
        }
        for finding in findings
    ]


def term_rows(source: str, matches: Sequence[TermMatch]) -> list[Row]:
    """Return the terms that stand in a source, with what each may be in the target, the expected form first."""
    return [
        {
            "start": utf16(source, match.start),
            "end": utf16(source, match.end),
            "form": match.form,
            "others": [form for form in (match.term.target, *match.term.allowed) if form != match.form],
            "forbidden": list(match.term.forbidden),
            "kind": match.term.kind,
            "note": match.term.note,
        }
        for match in matches
        if match.term.kind is not TermKind.FIGURE or match.surface != match.form
    ]


def _tags(segment: Segment) -> list[Row]:
    return [
        {
            "start": utf16(segment.source, tag.start),
            "end": utf16(segment.source, tag.end),
            "kind": tag.kind,
            "shown": tag.shown or tag.raw,
            "role": PlaceableRole(tag.role),
        }
        for tag in segment.placeables
        if tag.number
    ]
