"""The article as it would be published now, as an HTML page that runs nothing and loads nothing."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate import documents
from translate.model import BlockKind
from translate.review.markdown import render_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.model import Segment
    from translate.workflow.sources import Source

_TAG = re.compile(r"</?\d+/?>")
_ELEMENTS = {
    BlockKind.TITLE: "h1",
    BlockKind.HEADING: "h2",
    BlockKind.LIST_ITEM: "li",
    BlockKind.QUOTE: "blockquote",
    BlockKind.CAPTION: "figcaption",
    BlockKind.CREDIT: "small",
    BlockKind.NOTE: "aside",
    BlockKind.TABLE_CELL: "td",
}


def render(source: Source, catalogue: po.Catalogue, language: str, *, drafts: bool) -> str:
    """Return the page; with `drafts` unreviewed targets stand in it, too. What has none is in the source language.

    HTML and Markdown are shown as readers will see them, other formats block by block. Raises DocumentError.
    """
    found = po.targets(catalogue, source.segments, drafts=drafts)
    texts = {number: target.text for number, target in enumerate(found) if target.text}
    article = source.article
    if article.format in ("html", "markdown"):
        data = documents.write(article, source.segments, texts, language=language)
        text = data.removeprefix(article.bom).decode(article.encoding)
        if article.format == "html":
            return text
        body = render_markdown(text)
    else:
        body = "\n".join(_render_blocks(source.segments, texts))
    return f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8"><body>{body}</body></html>'


def _render_blocks(segments: Sequence[Segment], texts: dict[int, str]) -> Iterator[str]:
    blocks: dict[int, list[tuple[Segment, str]]] = {}
    for number, segment in enumerate(segments):
        blocks.setdefault(segment.block, []).append((segment, texts.get(number, segment.source)))
    for parts in blocks.values():
        element = _ELEMENTS.get(BlockKind(parts[0][0].context), "p")
        prose = " ".join(_TAG.sub("", text) for _, text in parts)
        yield f"<{element}>{escape(prose)}</{element}>"
