"""Translation memories in TMX, the exchange format of computer-aided translation tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.pairs import Pair

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element  # the type alone: parsing is defusedxml's

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PLACEHOLDER_TAGS = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Inline elements that hold native markup rather than text."""


def read_tmx(path: Path, source: str, target: str) -> list[Pair]:
    """Return the pairs of a TMX 1.4 file in two languages, regional variants included; other units are passed over.

    Raises OSError when it cannot be read and ValueError when it is not well-formed XML or uses entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, parse

    try:
        root: Element = parse(path).getroot()  # type: ignore[assignment]  # a parsed file has a root
    except (ParseError, DefusedXmlException) as error:
        raise ValueError(f"{path} is no TMX: {error}") from error
    pairs = []
    for unit in root.iter("tu"):
        texts = {_language(variant): _text(variant) for variant in unit.iter("tuv")}
        if texts.get(source) and texts.get(target):
            pairs.append(Pair(texts[source], texts[target]))
    return pairs


def _language(variant: Element) -> str:
    return (variant.get(_LANGUAGE) or variant.get("lang") or "").split("-")[0].lower()


def _text(variant: Element) -> str:
    segment = variant.find("seg")
    return " ".join("".join(_pieces(segment)).split()) if segment is not None else ""


def _pieces(element: Element) -> list[str]:
    pieces = [element.text or ""] if element.tag not in _PLACEHOLDER_TAGS else []
    for child in element:
        pieces += [*_pieces(child), child.tail or ""]
    return pieces
