"""The runs of a DOCX part: what each paragraph holds, in order, and how it looks.

WordprocessingML cuts a sentence into runs for reasons that no reader sees: the session in which a word was typed, the
spell checker, the language. Two runs look the same when they differ in nothing but that.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translate.documents.docx_atoms import Atom, Part, Style, Wrapper
from translate.model import PlaceableKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.documents.docx_xml import Element

# Properties of a run that show nothing, or nothing that a replaced sentence should keep from one word to the next.
_UNSEEN = frozenset(
    ("lang", "noProof", "bCs", "iCs", "szCs", "kern", "spacing", "w", "fitText", "webHidden", "rPrChange", "ins", "del")
)
_VISIBLE_WRAPPERS = {
    "w:hyperlink": (PlaceableKind.LINK, "link"),
    "w:dir": (PlaceableKind.TAG, "direction"),
    "w:bdo": (PlaceableKind.TAG, "direction"),
    "w:sdtContent": (PlaceableKind.TAG, "field"),
}
_HIDDEN_WRAPPERS = frozenset(("w:ins", "w:moveTo", "w:smartTag", "w:customXml"))
_WRAPPERS = frozenset(("w:sdt", *_VISIBLE_WRAPPERS, *_HIDDEN_WRAPPERS))
_DROPPED = frozenset(
    ("w:rPr", "w:pPr", "w:proofErr", "w:lastRenderedPageBreak", "w:smartTagPr", "w:customXmlPr", "w:sdtPr",
     "w:sdtEndPr", "w:delText", "w:delInstrText")
)  # fmt: skip
_INLINE = {
    "w:tab": (PlaceableKind.TAG, "tab"),
    "w:ptab": (PlaceableKind.TAG, "tab"),
    "w:br": (PlaceableKind.LINE_BREAK, "line break"),
    "w:cr": (PlaceableKind.LINE_BREAK, "line break"),
    "w:footnoteReference": (PlaceableKind.FOOTNOTE, "footnote"),
    "w:endnoteReference": (PlaceableKind.FOOTNOTE, "endnote"),
    "w:drawing": (PlaceableKind.IMAGE, "picture"),
    "w:pict": (PlaceableKind.IMAGE, "picture"),
    ":AlternateContent": (PlaceableKind.IMAGE, "picture"),
    "w:object": (PlaceableKind.IMAGE, "object"),
    "w:sym": (PlaceableKind.TAG, "symbol"),
    "w:fldSimple": (PlaceableKind.TAG, "field"),
    ":oMath": (PlaceableKind.TAG, "formula"),
    ":oMathPara": (PlaceableKind.TAG, "formula"),
}
_CHARACTERS = {"w:noBreakHyphen": "\u2011", "w:softHyphen": ""}
_HIDDEN = re.compile(
    r"w:(?:bookmark|comment|perm|move(?:From|To)Range|customXml\w+Range).*|w:del|w:moveFrom|w:annotationRef"
)
_CODE = "w:instrText"
_LINK_FIELD = re.compile(r"\s*HYPERLINK\b")


@dataclass(slots=True)
class Runs:
    """Reads the atoms of paragraphs. `fields` maps the start of each complex field to its end, nested ones left out."""

    text: str
    fields: dict[int, int]
    skipped: list[tuple[int, int]] = field(default_factory=list)
    _looks: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def atoms(self, parent: Element, wrappers: tuple[Wrapper, ...] = ()) -> Iterator[Atom]:
        """Yield the atoms of a paragraph or of an element in it, in order."""
        children = parent.children
        position = 0
        while position < len(children):
            child = children[position]
            position += 1
            if self._is_skipped(child):
                continue
            if child.name == "w:r":
                last = self._field_run(children, position - 1)
                if last is None:
                    yield from self._run(child, wrappers)
                else:
                    yield from self._field(children[position - 1 : last + 1], wrappers)
                    position = last + 1
            elif child.name in _WRAPPERS and any(inner.name == "w:r" for inner in child.walk()):
                inside = wrappers if child.name == "w:sdt" else (*wrappers, self._wrapper(child, parent))
                yield from self.atoms(child, inside)
            elif child.name not in _DROPPED:
                yield self._beside(child)

    def _is_skipped(self, element: Element) -> bool:
        index = bisect_left(self.skipped, (element.start + 1,)) - 1
        return index >= 0 and element.start < self.skipped[index][1]

    def _beside(self, child: Element) -> Atom:
        if any(inner.name == "w:p" for inner in child.walk()):
            return Atom(Part.END, child.start, child.end)
        if _HIDDEN.fullmatch(child.name) or child.name in _WRAPPERS:
            return Atom(Part.HIDDEN, child.start, child.end)
        kind, shown = _INLINE.get(child.name, (PlaceableKind.TAG, child.name.partition(":")[2]))
        return Atom(Part.INLINE, child.start, child.end, None, kind, shown)

    def _wrapper(self, element: Element, parent: Element) -> Wrapper:
        kind, shown = _VISIBLE_WRAPPERS.get(element.name, (None, ""))
        outer = parent if element.name == "w:sdtContent" else element
        opening, closing = self.text[outer.start : element.inner], self.text[element.close : outer.end]
        return Wrapper(outer.start, outer.end, opening, closing, kind, shown)

    def _run(self, run: Element, wrappers: tuple[Wrapper, ...]) -> Iterator[Atom]:
        style = self._style(run, wrappers)
        for child in run.children:
            if self._is_skipped(child) or child.name in _DROPPED:
                continue
            if child.name == "w:t" and not child.children:
                if child.inner < child.close:
                    yield Atom(Part.TEXT, child.inner, child.close, style)
            elif child.start in self.fields:
                insort(self.skipped, (child.start, self.fields[child.start]))
                yield Atom(Part.END, child.start, child.end)
            elif child.name in _CHARACTERS:
                yield Atom(Part.PLAIN, child.start, child.end, style, shown=_CHARACTERS[child.name])
            elif any(inner.name == "w:p" for inner in child.walk()):
                yield Atom(Part.END, child.start, child.end)
            elif _HIDDEN.fullmatch(child.name):
                yield Atom(Part.HIDDEN, child.start, child.end, style)
            else:
                kind, shown = _INLINE.get(child.name, (PlaceableKind.TAG, child.name.partition(":")[2]))
                yield Atom(Part.INLINE, child.start, child.end, style, kind, shown)

    def _style(self, run: Element, wrappers: tuple[Wrapper, ...]) -> Style:
        properties = run.first("w:rPr")
        written = self.text[properties.start : properties.end] if properties else ""
        if written not in self._looks:
            seen = (
                self.text[one.start : one.end]
                for one in (properties.children if properties else ())
                if _seen(one, self.text)
            )
            self._looks[written] = tuple(sorted(seen))
        return Style(wrappers, self.text[run.start : run.inner] + written, self._looks[written], run.prefix)

    def _field_run(self, children: Sequence[Element], first: int) -> int | None:
        """Return the index of the run that ends the complex field which begins in run `first`, both without text."""
        start = next((one.start for one in children[first].children if one.start in self.fields), None)
        if start is None or not _is_bare(children[first]):
            return None
        end = self.fields[start]
        last = next((at for at in range(first, len(children)) if children[at].end >= end), None)
        if last is None or children[last].name != "w:r" or not _is_bare(children[last]):
            return None
        return last

    def _field(self, runs: Sequence[Element], wrappers: tuple[Wrapper, ...]) -> Iterator[Atom]:
        """Yield a complex field: its text when it is a link, else one thing to carry along."""
        types = [self._field_type(run) for run in runs]
        separate = next((at for at, found in enumerate(types) if found == ["separate"]), 0)
        code = "".join(self.text[one.inner : one.close] for run in runs for one in run.children if one.name == _CODE)
        inside = runs[separate + 1 : -1]
        has_text = any(one.name == "w:t" for child in inside for one in child.walk())
        if separate and has_text and sum(map(len, types)) == 3 and _LINK_FIELD.match(code):
            start, end = runs[0].start, runs[-1].end
            opening, closing = self.text[start : runs[separate].end], self.text[runs[-1].start : end]
            link = Wrapper(start, end, opening, closing, PlaceableKind.LINK, "link")
            for child in inside:
                if child.name == "w:r":
                    yield from self._run(child, (*wrappers, link))
                elif child.name not in _DROPPED:
                    yield self._beside(child)
        else:
            yield Atom(Part.INLINE, runs[0].start, runs[-1].end, None, PlaceableKind.TAG, "field")

    def _field_type(self, run: Element) -> list[str]:
        return [one.attribute(self.text, "fldCharType") for one in run.children if one.name == "w:fldChar"]


def find_fields(root: Element, text: str) -> dict[int, int]:
    """Return the start and the end of each outermost complex field of a part; one that is never ended is left out."""
    opened: list[int] = []
    fields: dict[int, int] = {}
    for element in root.walk():
        if element.name != "w:fldChar":
            continue
        kind = element.attribute(text, "fldCharType")
        if kind == "begin":
            opened.append(element.start)
        elif kind == "end" and opened:
            fields[opened.pop()] = element.end
    outermost: dict[int, int] = {}
    limit = 0
    for start, end in sorted(fields.items()):
        if start >= limit:
            outermost[start] = limit = end
    return outermost


def _seen(element: Element, text: str) -> bool:
    name = element.name.partition(":")[2]
    if name == "rFonts":
        return bool(element.attribute(text, "ascii") or element.attribute(text, "asciiTheme"))
    return name not in _UNSEEN


def _is_bare(run: Element) -> bool:
    return all(one.name in {"w:rPr", "w:fldChar", "w:instrText", "w:delInstrText"} for one in run.children)
