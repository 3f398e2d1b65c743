"""What is different between a draft and what people made of it, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from translate.effort.words import split_atoms

if TYPE_CHECKING:
    from collections.abc import Iterator


class PieceKind(StrEnum):
    """Whether a piece stands in both texts, in the draft alone, or in the edited text alone."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: `text` is as it stands in the draft, the edited text, or both."""

    kind: PieceKind
    text: str


def compare(draft: str, edited: str) -> tuple[Piece, ...]:
    """Return the pieces of two texts in order, what was removed before what was added in its place.

    The pieces kept and removed, joined, are the draft; those kept and added are the edited text. The fewest words and
    marks possible are removed, added or replaced (Levenshtein 1966); white space between two changes belongs to both.
    """
    from rapidfuzz.distance import Levenshtein

    before, after = split_atoms(draft), split_atoms(edited)
    changes: list[tuple[str, str]] = []
    pieces: list[Piece] = []
    for code in Levenshtein.opcodes(before, after):
        old, new = "".join(before[code.src_start : code.src_end]), "".join(after[code.dest_start : code.dest_end])
        if code.tag != "equal" or (changes and old.isspace()):
            changes.append((old, new))
            continue
        pieces += _flush(changes)
        pieces.append(Piece(PieceKind.KEPT, old))
        changes = []
    return _joined([*pieces, *_flush(changes)])


def _flush(changes: list[tuple[str, str]]) -> Iterator[Piece]:
    """Yield what a run of changes removes and adds; white space that both have at the end of the run is kept."""
    old, new = ("".join(parts) for parts in zip(*changes, strict=True)) if changes else ("", "")
    kept = ""
    if old and new:
        kept = old[len(old.rstrip()) :]
        kept = kept if kept == new[len(new.rstrip()) :] else ""
    pieces = (
        Piece(PieceKind.REMOVED, old.removesuffix(kept)),
        Piece(PieceKind.ADDED, new.removesuffix(kept)),
        Piece(PieceKind.KEPT, kept),
    )
    yield from (piece for piece in pieces if piece.text)


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Put neighbours of one kind together."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind is piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)
