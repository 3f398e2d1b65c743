"""What a paragraph of a DOCX file is made of: its words, what stands between them, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from translate.model import PlaceableKind


@dataclass(frozen=True, slots=True)
class Wrapper:
    """An element around runs, by offsets, and its XML before and after them.

    `kind` is None when nobody should see it as a tag.
    """

    start: int
    end: int
    opening: str
    closing: str
    kind: PlaceableKind | None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How a run is written (`opening` is its start tag with its properties) and, in `look`, how it appears."""

    wrappers: tuple[Wrapper, ...]
    opening: str
    look: tuple[str, ...]
    prefix: str

    @property
    def links(self) -> tuple[Wrapper, ...]:
        """The wrappers that translators see."""
        return tuple(wrapper for wrapper in self.wrappers if wrapper.kind)


class Part(Enum):
    """What an atom is: TEXT, an INLINE thing shown as a tag, a PLAIN character, a HIDDEN mark, or a text's END."""

    TEXT = auto()
    INLINE = auto()
    PLAIN = auto()
    HIDDEN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest thing in a paragraph: `start` and `end` are offsets into the part's text.

    `style` is None for what stands beside the runs instead of in one. END parts two texts that cannot be one block.
    """

    part: Part
    start: int
    end: int
    style: Style | None = None
    kind: PlaceableKind = PlaceableKind.PLAIN
    shown: str = ""

    @property
    def links(self) -> tuple[Wrapper, ...]:
        """The links that it stands in."""
        return self.style.links if self.style else ()
