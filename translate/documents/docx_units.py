"""The pieces of one block of a DOCX file: prose, the ends of tags, what stands alone, and seams."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.documents.docx_atoms import Part
from translate.model import Placeable, PlaceableKind, PlaceableRole

if TYPE_CHECKING:
    from translate.documents.docx_atoms import Atom, Style, Wrapper

_LOOKS = {"b": "bold", "i": "italic", "u": "underlined", "strike": "struck out", "vertAlign": "raised or lowered"}
_PROPERTY = re.compile(r"<(?:[^\s:>]+:)?([A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tags around words that look different from those about them, or that are a link."""

    number: int
    style: Style
    link: Wrapper | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a block, by offsets into the part's text; the units of a block, in order, cover it.

    With a `style` it is prose: as it stands, or what `shown` says. With a `pair` it is one end of it. Else it is the
    `atom` that stands there, or only a seam.
    """

    start: int
    end: int
    style: Style | None = None
    shown: str | None = None
    pair: Pair | None = None
    role: PlaceableRole = PlaceableRole.SINGLE
    atom: Atom | None = None

    @property
    def is_tag(self) -> bool:
        """Whether translators see it as a tag."""
        return self.pair is not None or (self.atom is not None and self.atom.part is Part.INLINE)

    def placeable(self, text: str, origin: int) -> Placeable | None:
        """Return it as a placeable of a block that begins at `origin`; None for prose as it stands."""
        if self.style and self.shown is None:
            return None
        raw = text[self.start : self.end]
        kind, shown, number = PlaceableKind.PLAIN, self.shown or "", 0
        if self.pair:
            link = self.pair.link
            kind = link.kind or PlaceableKind.TAG if link else PlaceableKind.EMPHASIS
            shown, number = link.shown if link else _describe(self.pair.style), self.pair.number
        elif self.atom:
            kind, shown = self.atom.kind, self.atom.shown
        return Placeable(self.start - origin, self.end - origin, raw, kind, self.role, number, shown)


@dataclass(frozen=True, slots=True)
class Prose:
    """The prose of one block. `base` is the style of words outside all tags."""

    units: tuple[Unit, ...]
    first: Style
    last: Style
    base: Style

    @property
    def start(self) -> int:
        """The offset into the part's text where the block begins: in a `w:t`, or before it when a tag comes first."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """The offset where it ends: in a `w:t`, or behind it when a tag comes last."""
        return self.units[-1].end

    def words(self, text: str) -> str:
        """Return what can be read."""
        return "".join(
            unit.shown if unit.shown is not None else text[unit.start : unit.end] for unit in self.units if unit.style
        )


def _describe(style: Style) -> str:
    names = (name[1] for property_ in style.look if (name := _PROPERTY.match(property_)))
    return ", ".join(dict.fromkeys(_LOOKS[name] for name in names if name in _LOOKS)) or "another style"
