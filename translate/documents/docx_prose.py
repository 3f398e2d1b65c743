"""The prose of a DOCX paragraph as blocks: its words, and tags only where a reader sees a difference."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from translate.documents.docx_atoms import Part
from translate.documents.docx_units import Pair, Prose, Unit
from translate.model import PlaceableRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from translate.documents.docx_atoms import Atom, Style, Wrapper

MOST_LINKS = 2
"""Links inside links inside links get no tags of their own."""

_SPELLING = re.compile(r"&[^;&\s]+;|<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>|[ \t]*[\r\n][ \t\r\n]*", re.DOTALL)


class _Level(NamedTuple):
    """What a tag says: a link, or a look that is not the usual one in its links."""

    link: Wrapper | None
    look: tuple[str, ...]


def find_prose(atoms: Iterable[Atom], text: str) -> Iterator[Prose]:
    """Yield the prose of a paragraph: one, or several where something that is no text, such as a text box, parts it."""
    found = list(atoms)
    ends = [atom.start for atom in found if atom.part is Part.END]
    group: list[Atom] = []
    for atom in (_unlinked(atom, ends) for atom in found) if ends else found:
        if atom.part is not Part.END:
            group.append(atom)
            continue
        yield from _prose(group, text)
        group = []
    yield from _prose(group, text)


def _prose(atoms: Sequence[Atom], text: str) -> Iterator[Prose]:
    seen = [at for at, atom in enumerate(atoms) if atom.part is Part.TEXT and text[atom.start : atom.end].strip()]
    if seen:
        # A link belongs to the block with all that is in it.
        start, end = _limits(atoms[seen[0]])[0], _limits(atoms[seen[-1]])[1]
        inside = [atom for atom in atoms if start <= atom.start and atom.end <= end]
        yield _Builder(text, inside).build()


def _unlinked(atom: Atom, ends: Sequence[int]) -> Atom:
    """Return the atom with no tag for a link that is parted: its halves stand in two blocks."""
    if atom.style is None or not atom.style.links:
        return atom
    parted = [w for w in atom.style.links if bisect_left(ends, w.start) < bisect_left(ends, w.end)]
    wrappers = (replace(w, kind=None) if w in parted else w for w in atom.style.wrappers)
    return replace(atom, style=replace(atom.style, wrappers=tuple(wrappers)))


def _limits(atom: Atom) -> tuple[int, int]:
    """Return where a text, or the outermost link around it, begins and ends."""
    links = atom.links
    return (links[0].start, links[0].end) if links else (atom.start, atom.end)


@dataclass(slots=True)
class _Builder:
    text: str
    atoms: Sequence[Atom]
    usual: dict[tuple[Wrapper, ...], Style] = field(default_factory=dict)
    """For the words of each link and those outside, the style that most of their characters have."""
    units: list[Unit] = field(default_factory=list)
    opened: list[tuple[_Level, Pair]] = field(default_factory=list)
    pairs: int = 0

    def build(self) -> Prose:
        texts = [(at, atom) for at, atom in enumerate(self.atoms) if atom.part is Part.TEXT]
        levels = self._levels([atom for _, atom in texts])
        (at_first, first), (at_last, last) = texts[0], texts[-1]
        opening = [*map(_atom_unit, self.atoms[:at_first]), *self._opening(levels[0], first)]
        if opening:
            start = _limits(first)[0]
            self._share(start if start < first.start else self.text.rindex("<", 0, start), first.start, opening)
        for index, (at, atom) in enumerate(texts[:-1]):
            self._words(atom)
            behind, following = texts[index + 1]
            wanted = levels[index + 1]
            units = [*self._closing(wanted), *map(_atom_unit, self.atoms[at + 1 : behind])]
            self._share(atom.end, following.start, [*units, *self._opening(wanted, following)] or [Unit(0, 0)])
        self._words(last)
        closing = [*map(_atom_unit, self.atoms[at_last + 1 :]), *self._closing([])]
        if closing:
            end = _limits(last)[1]
            self._share(last.end, end if end > last.end else self.text.index(">", end) + 1, closing)
        styles = [atom.style for atom in (first, last) if atom.style]
        base = self.usual.get(()) or next(iter(self.usual.values()))
        return Prose(_trimmed(self.units, self.text), styles[0], styles[-1], base)

    def __post_init__(self) -> None:
        counts: dict[tuple[Wrapper, ...], Counter[tuple[str, ...]]] = {}
        styles: dict[tuple[tuple[Wrapper, ...], tuple[str, ...]], Style] = {}
        for atom in self.atoms:
            if atom.part is Part.TEXT and atom.style and (words := self.text[atom.start : atom.end].strip()):
                links = atom.style.links[:MOST_LINKS]
                counts.setdefault(links, Counter())[atom.style.look] += len(words)
                styles.setdefault((links, atom.style.look), atom.style)
        self.usual = {links: styles[links, count.most_common(1)[0][0]] for links, count in counts.items()}

    def _levels(self, atoms: Sequence[Atom]) -> list[list[_Level]]:
        """Return the tags that each text stands in; for white space alone, those that its neighbours share."""
        found = [self._own_levels(atom) for atom in atoms]
        blank = [not self.text[atom.start : atom.end].strip() for atom in atoms]
        for at in range(len(atoms)):
            if blank[at] and not atoms[at].links:
                following = next((found[behind] for behind in range(at, len(atoms)) if not blank[behind]), found[at])
                preceding = found[at - 1] if at else found[at]
                found[at] = preceding[: _shared(preceding, following)]
        return found

    def _own_levels(self, atom: Atom) -> list[_Level]:
        if atom.style is None:
            return []
        links = atom.style.links[:MOST_LINKS]
        levels = [_Level(link, ()) for link in links]
        usual = self.usual.get(links)
        if usual and atom.style.look != usual.look:
            levels.append(_Level(None, atom.style.look))
        return levels

    def _words(self, atom: Atom) -> None:
        position = atom.start
        for found in _SPELLING.finditer(self.text, atom.start, atom.end):
            if found.start() > position:
                self.units.append(Unit(position, found.start(), atom.style))
            self.units.append(Unit(*found.span(), atom.style, _spelt(found)))
            position = found.end()
        if position < atom.end:
            self.units.append(Unit(position, atom.end, atom.style))

    def _closing(self, wanted: list[_Level]) -> list[Unit]:
        kept = _shared([level for level, _ in self.opened], wanted)
        units = [Unit(0, 0, pair=pair, role=PlaceableRole.CLOSE) for _, pair in reversed(self.opened[kept:])]
        del self.opened[kept:]
        return units

    def _opening(self, wanted: list[_Level], atom: Atom) -> list[Unit]:
        units = []
        for level in wanted[len(self.opened) :]:
            style = atom.style
            if style is None:
                break
            if level.link:
                style = self.usual.get(style.links[: style.links.index(level.link) + 1], style)
            self.pairs += 1
            pair = Pair(self.pairs, style, level.link)
            self.opened.append((level, pair))
            units.append(Unit(0, 0, pair=pair, role=PlaceableRole.OPEN))
        return units

    def _share(self, start: int, end: int, units: Sequence[Unit]) -> None:
        """Share out the XML around a text among the tags that close there, what stands there, and those that open.

        Any cut between two elements' tags will do, of which there are always as many: only the writer needs to know
        what each piece means, and it takes that from the unit.
        """
        places = [found.start() for found in re.finditer(r"\A<|(?<=>)<", self.text[start:end])]
        cuts = [start + places[len(places) * number // len(units)] for number in range(len(units))]
        for unit, (left, right) in zip(units, pairwise([*cuts, end]), strict=True):
            self.units.append(replace(unit, start=left, end=right))


def _atom_unit(atom: Atom) -> Unit:
    return Unit(0, 0, shown=atom.shown if atom.part is Part.PLAIN else None, atom=atom)


def _shared(left: Sequence[_Level], right: Sequence[_Level]) -> int:
    """Return how many levels two texts have in common, from the outermost on."""
    return next(
        (at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other),
        min(len(left), len(right)),
    )


def _trimmed(units: list[Unit], text: str) -> tuple[Unit, ...]:
    """Return the units without the white space before the first word and after the last, where no tag holds it."""
    first, last = units[0], units[-1]
    if first.style and first.shown is None:
        raw = text[first.start : first.end]
        units[0] = replace(first, start=first.start + len(raw) - len(raw.lstrip()))
    if last.style and last.shown is None:
        units[-1] = replace(units[-1], end=last.start + len(text[last.start : last.end].rstrip()))
    return tuple(unit for unit in units if unit.start < unit.end)


def _spelt(found: re.Match[str]) -> str:
    if found[1] is not None:
        return found[1]
    if found[0].startswith("&"):
        return unescape(found[0])
    return "" if found[0].startswith("<") else " "
