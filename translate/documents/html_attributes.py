"""The attributes of HTML tags that hold text for readers, and those that say what is not to be translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.documents.html_prose import Place, Text, prose_spans, read_prose, trim
from translate.documents.prose import has_prose
from translate.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.documents.html_tokens import Attribute

_EVERYWHERE = frozenset({"title", "placeholder", "aria-label", "aria-description", "aria-placeholder"})
_OF_ELEMENT = {"alt": {"img", "area", "input"}, "label": {"option", "optgroup", "track", "menuitem"}}
_UNTITLED = frozenset({"link", "style", "script", "meta"})
"""Elements whose title names a style sheet or a feed."""
_BUTTONS = frozenset({"button", "submit", "reset"})
_META = {
    "title": BlockKind.TITLE,
    "og:title": BlockKind.TITLE,
    "twitter:title": BlockKind.TITLE,
    "description": BlockKind.METADATA,
    "og:description": BlockKind.METADATA,
    "twitter:description": BlockKind.METADATA,
    "og:image:alt": BlockKind.CAPTION,
    "twitter:image:alt": BlockKind.CAPTION,
    "headline": BlockKind.TITLE,
}
_PLACES = {"": Place.UNQUOTED, '"': Place.DOUBLE, "'": Place.SINGLE}
_FILE_NAME = re.compile(r"[^\s]+\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|mp4|pdf)|https?://\S+", re.IGNORECASE)


def is_translated(text: str, found: Sequence[Attribute]) -> bool | None:
    """Return what `translate` or the class "notranslate" says of an element; None when they are silent."""
    answer = None
    for attribute in found:
        value = text[attribute.start : attribute.end].strip().lower()
        if attribute.name == "translate" and value in {"", "yes", "no"}:
            return value != "no"
        if attribute.name == "class" and "notranslate" in value.split():
            answer = False
    return answer


def attribute_texts(text: str, element: str, found: Sequence[Attribute]) -> list[Text]:
    """Return the texts in the attributes of a tag: alternative texts, titles, labels, descriptions."""
    values = {attribute.name: text[attribute.start : attribute.end].strip().lower() for attribute in found}
    texts = (_text(text, attribute, _kind(element, attribute.name, values)) for attribute in found)
    return [found for found in texts if found]


def _kind(element: str, name: str, values: dict[str, str]) -> BlockKind | None:
    """Return what the value of an attribute is; None when it is not for readers."""
    if element == "meta":
        keys = (values.get(key, "") for key in ("property", "name", "itemprop"))
        return next((_META[key] for key in keys if key in _META), None) if name == "content" else None
    if element == "input" and name == "value":
        return BlockKind.METADATA if values.get("type") in _BUTTONS else None
    if element == "img" and name in {"alt", "title"}:
        return BlockKind.CAPTION
    shown = element in _OF_ELEMENT.get(name, ()) or (name in _EVERYWHERE and element not in _UNTITLED)
    return BlockKind.METADATA if shown else None


def _text(text: str, attribute: Attribute, kind: BlockKind | None) -> Text | None:
    if kind is None:
        return None
    start, end = trim(text, attribute.start, attribute.end)
    spans = prose_spans(text, start, end, attribute=True)
    words = read_prose(text, start, end, spans)
    if not has_prose(words) or _FILE_NAME.fullmatch(words):
        return None
    return Text(start, end, kind, _PLACES[attribute.quote], tuple(spans))
