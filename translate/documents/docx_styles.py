"""What the paragraphs of a DOCX file are, by the names of their styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.documents.docx_xml import WORDS
from translate.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element as XmlElement

    from translate.documents.docx_xml import Element

# Word keeps the English names of its own styles in every language; only their identifiers are translated.
_KINDS = {
    "title": BlockKind.TITLE,
    "subtitle": BlockKind.HEADING,
    "caption": BlockKind.CAPTION,
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "footnote text": BlockKind.NOTE,
    "endnote text": BlockKind.NOTE,
}
_HEADING = re.compile(r"heading [1-9]")
_LIST = re.compile(r"list (?:bullet|number)(?: [2-5])?")
_DEEPEST = 20  # styles that are based on each other in a circle end here


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    listed: bool | None


class Styles:
    """The paragraph styles of one document; `data` is the XML of its styles part, None when it has none."""

    def __init__(self, data: bytes | None) -> None:
        from defusedxml.ElementTree import fromstring

        self._styles: Mapping[str, _Style] = {}
        if data is not None:
            root = fromstring(data, forbid_dtd=True)
            namespace = next((f"{{{name}}}" for name in WORDS if root.tag == f"{{{name}}}styles"), "")
            found = (_style(element, namespace) for element in root.iter(f"{namespace}style"))
            self._styles = dict(found)

    def kind(self, properties: Element | None, text: str) -> BlockKind:
        """Return what a paragraph is by its properties (`w:pPr` in `text`); PARAGRAPH when they say nothing."""
        if properties is None:
            return BlockKind.PARAGRAPH
        style = properties.first("w:pStyle")
        identifier = style.attribute(text, "val") if style else ""
        numbering = properties.first("w:numPr")
        number = numbering.first("w:numId") if numbering else None
        listed = number.attribute(text, "val") != "0" if number else None
        for _ in range(_DEEPEST):
            known = self._styles.get(identifier)
            if known is None:
                break
            if kind := _by_name(known.name):
                return kind
            listed = known.listed if listed is None else listed
            identifier = known.base
        return BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH


def _by_name(name: str) -> BlockKind | None:
    if _HEADING.fullmatch(name):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if _LIST.fullmatch(name) else _KINDS.get(name)


def _style(element: XmlElement, namespace: str) -> tuple[str, _Style]:
    def value(path: str) -> str:
        found = element.find("/".join(namespace + step for step in path.split("/")))
        return "" if found is None else found.get(f"{namespace}val", "")

    number = value("pPr/numPr/numId")
    style = _Style(value("name").lower(), value("basedOn"), number != "0" if number else None)
    return element.get(f"{namespace}styleId", ""), style
