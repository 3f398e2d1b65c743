"""From attention between tokens to links between stretches of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.engine.tokens import locate_pieces
from translate.model import Alignment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.engine.tokens import Piece


def align_pieces(
    source: str,
    source_tokens: Sequence[str],
    target: str,
    target_tokens: Sequence[str],
    attention: Sequence[Sequence[float]],
) -> tuple[Alignment, ...]:
    """Link each piece of `target` to the piece of `source` with the most attention; in the order of the target.

    `attention` has a row for each target token with a weight for each source token. A row's weights on the tokens of
    one source piece are added, the rows of one target piece averaged, and the winner's share is `Alignment.weight`.
    """
    columns = locate_pieces(source_tokens, source)
    if not columns:
        return ()
    links = []
    for piece in locate_pieces(target_tokens, target):
        rows = attention[piece.first : piece.last + 1]
        weights = [_weigh(rows, column) for column in columns]
        best = max(range(len(columns)), key=weights.__getitem__)
        links.append(Alignment(piece.start, piece.end, columns[best].start, columns[best].end, min(1.0, weights[best])))
    return tuple(links)


def shift_alignments(links: Sequence[Alignment], target: int, source: int) -> tuple[Alignment, ...]:
    """Return the links moved by so many characters on either side."""
    return tuple(
        Alignment(
            link.target_start + target,
            link.target_end + target,
            link.source_start + source,
            link.source_end + source,
            link.weight,
        )
        for link in links
    )


def _weigh(rows: Sequence[Sequence[float]], column: Piece) -> float:
    return sum(sum(row[column.first : column.last + 1]) for row in rows) / len(rows)
