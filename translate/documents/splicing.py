"""Putting targets in the place of their segments, by offset: what has no target stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.documents.prose import LINE_END
from translate.placeables import untag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from translate.model import Article, Segment


def changes(
    article: Article, segments: Sequence[Segment], targets: Mapping[int, str]
) -> Iterator[tuple[int, list[tuple[Segment, str]]]]:
    """Yield each block number that gets another text, with its segments to replace in order and their targets.

    A target equal to its source changes nothing, and neither does an empty one, which is how a catalogue says that
    there is none yet. Line ends in a target become spaces: the lines of an article are its structure. Raises
    ValueError when two segments overlap.
    """
    blocks: dict[int, list[tuple[Segment, str]]] = {}
    for number, target in targets.items():
        segment = segments[number]
        folded = _on_one_line(target)
        if folded.strip() and folded != segment.source:
            blocks.setdefault(segment.block, []).append((segment, folded))
    for block in sorted(blocks):
        replaced = sorted(blocks[block], key=lambda item: item[0].start)
        limits = [limit for segment, _ in replaced for limit in (segment.start, segment.end)]
        if limits != sorted(limits) or limits[0] < 0 or limits[-1] > len(article.blocks[block].raw):
            raise ValueError(f"segments of block {block} overlap or leave it")
        yield block, replaced


def splice(article: Article, segments: Sequence[Segment], targets: Mapping[int, str]) -> str:
    """Return the article's text with the targets in it, for a format where any text can stand anywhere."""
    raws = [block.raw for block in article.blocks]
    for block, replaced in changes(article, segments, targets):
        parts: list[str] = []
        position = 0
        for segment, target in replaced:
            parts += (raws[block][position : segment.start], untag(target, segment.placeables))
            position = segment.end
        raws[block] = "".join(parts) + raws[block][position:]
    return "".join(raws)


def _on_one_line(target: str) -> str:
    lines = LINE_END.split(target)
    return target if len(lines) == 1 else " ".join(line.strip(" \t") for line in lines if line.strip())
