"""WordPress exports (WXR): the titles, contents and excerpts of posts and pages, read as the HTML that they hold."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from translate.documents.html import names_language
from translate.documents.html_blocks import make_blocks, splice_texts
from translate.documents.html_charset import declared_charset
from translate.documents.html_prose import Place, Span, Text, trim
from translate.documents.html_reading import find_texts
from translate.documents.prose import has_prose
from translate.documents.wxr_elements import CDATA_END, CDATA_START, Leaf, leaves
from translate.documents.wxr_escapes import Spelling
from translate.errors import DocumentError
from translate.model import Article, BlockKind, PlaceableKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import PurePath

    from translate.model import Segment

__all__ = ["declare_language", "declared_charset", "read", "write"]

_NAMESPACE = re.compile(r"""<rss\b[^>]*\sxmlns:wp\s*=\s*["']https?://wordpress\.org/export/""")
_TYPES = {"post", "page"}
_GONE = {"trash", "auto-draft", "inherit"}
_SEO_KEYS = {
    "_yoast_wpseo_title": BlockKind.TITLE,
    "_yoast_wpseo_metadesc": BlockKind.METADATA,
    "rank_math_title": BlockKind.TITLE,
    "rank_math_description": BlockKind.METADATA,
    "_aioseo_title": BlockKind.TITLE,
    "_aioseo_description": BlockKind.METADATA,
    "_seopress_titles_title": BlockKind.TITLE,
    "_seopress_titles_desc": BlockKind.METADATA,
}
_ENCODED = {"content:encoded", "excerpt:encoded"}
_ITEM = ("rss", "channel", "item")
_META = (*_ITEM, "wp:postmeta")
_PLAIN = re.compile(r"%%?[a-z_]+%%?|[\t\n\f\r ]{2,}|[\t\n\f\r]|\]\]><!\[CDATA\[")
_PLAIN_KINDS = {"%": PlaceableKind.TAG, "]": PlaceableKind.PLAIN}


def read(path: PurePath, text: str, language: str) -> Article:
    """Return the article of a WordPress export: all its posts and pages that are not in the bin.

    Raises DocumentError for a file that is not well-formed XML or not an export, with the line where there is one.
    """
    return Article(path, language, make_blocks(text, _find_texts(text, path)))


def write(article: Article, segments: Sequence[Segment], targets: Mapping[int, str]) -> str:
    """Return the export with targets in the place of their segments, escaped as HTML, or as the end of CDATA."""
    return "".join(splice_texts(article, segments, targets, _find_texts(article.text, article.path)))


def declare_language(text: str, language: str) -> str:
    """Return the export with the language of its channel, where it names one, set to a BCP 47 tag."""
    found = re.compile(r"<language>([^<]*)</language>").search(text, 0, max(text.find("<item>"), 0))
    if not found or names_language(found[1], language):
        return text
    return text[: found.start(1)] + language + text[found.end(1) :]


def _find_texts(text: str, path: PurePath) -> list[Text]:
    if not _NAMESPACE.search(text, 0, 10_000):
        problem = "is XML, but no WordPress export"
        raise DocumentError(problem, path=path, remedy="Export the articles from WordPress under Tools, Export.")
    texts: list[Text] = []
    item: list[Leaf] = []
    for found in leaves(text, path):
        if isinstance(found, Leaf):
            item.append(found)
        elif found == _ITEM:
            texts += _item_texts(text, item)
            item = []
        elif found[:3] != _ITEM:
            item = []
    return sorted(texts, key=lambda found: found.start)


def _item_texts(text: str, item: Sequence[Leaf]) -> Iterator[Text]:
    values = {leaf.path[-1]: _value(text, leaf) for leaf in item if leaf.path[-1] in {"wp:post_type", "wp:status"}}
    if values.get("wp:post_type") not in _TYPES or values.get("wp:status") in _GONE:
        return
    key = ""
    for leaf in item:
        if leaf.path == (*_ITEM, "title"):
            yield from (replace(found, kind=BlockKind.TITLE) for found in _html(text, leaf))
        elif leaf.path == (*_ITEM, "content:encoded"):
            yield from _html(text, leaf)
        elif leaf.path == (*_ITEM, "excerpt:encoded"):
            yield from (replace(found, kind=BlockKind.METADATA) for found in _html(text, leaf))
        elif leaf.path == (*_META, "wp:meta_key"):
            key = _value(text, leaf)
        elif leaf.path == (*_META, "wp:meta_value") and key in _SEO_KEYS:
            yield from _plain(text, leaf, _SEO_KEYS[key])


def _content(text: str, leaf: Leaf) -> tuple[int, int, bool]:
    """Return where the text of a leaf stands, and whether it is in CDATA sections."""
    start, end = trim(text, leaf.start, leaf.end)
    if text.startswith(CDATA_START, start) and text.endswith(CDATA_END, start, end):
        return start + len(CDATA_START), end - len(CDATA_END), True
    return start, end, False


def _value(text: str, leaf: Leaf) -> str:
    start, end, _ = _content(text, leaf)
    return text[start:end].strip()


def _html(text: str, leaf: Leaf) -> Iterator[Text]:
    """Yield the texts of a leaf that holds HTML; without the marks of the block editor blank lines end paragraphs."""
    start, end, in_cdata = _content(text, leaf)
    if in_cdata or leaf.path[-1] not in _ENCODED:
        inner = text[start:end]
        yield from (found.moved(start) for found in find_texts(inner, paragraphs="<!-- wp:" not in inner))
        return
    spelling = Spelling(text, start, end)
    found_texts = find_texts(spelling.inner, paragraphs="<!-- wp:" not in spelling.inner)
    yield from (spelling.outwards(found) for found in found_texts)


def _plain(text: str, leaf: Leaf, kind: BlockKind) -> Iterator[Text]:
    """Yield the text of a leaf that holds no HTML, with the variables of SEO plugins as tags."""
    start, end, in_cdata = _content(text, leaf)
    if not in_cdata:
        yield from (replace(found, kind=kind) for found in _html(text, leaf))
        return
    start, end = trim(text, start, end)
    if has_prose(text[start:end]):
        found = _PLAIN.finditer(text, start, end)
        spans = (Span(*at.span(), _PLAIN_KINDS.get(at[0][0], PlaceableKind.SOFT_BREAK)) for at in found)
        yield Text(start, end, kind, Place.CDATA, tuple(spans))
