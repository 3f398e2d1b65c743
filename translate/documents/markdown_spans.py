"""What the readers of Markdown's blocks and of its inline markup tell one another."""

from __future__ import annotations

from dataclasses import dataclass

from translate.model import PlaceableKind, PlaceableRole


@dataclass(frozen=True, slots=True)
class Labels:
    """What a document defines: its link references, normalised, and the names of its footnotes."""

    references: frozenset[str] = frozenset()
    footnotes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of markup by offsets; the ends of one pair share `pair`, which is 0 for what stands alone.

    `title` is where the title of a link or an image stands, without its quotes. `label` says that the closing end
    takes its reference from the text in between (`[text]` or `[text][]`). `shown` is what a PLAIN one reads as.
    """

    start: int
    end: int
    kind: PlaceableKind
    role: PlaceableRole = PlaceableRole.SINGLE
    pair: int = 0
    title: tuple[int, int] | None = None
    label: bool = False
    shown: str = ""
