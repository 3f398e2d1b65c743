"""Word documents: the XML parts of a DOCX file as one text, each changed paragraph written in its place.

The blocks of the article, joined, are the XML of the document, its notes, its headers and footers, one after another;
`Article.container` is the file. A block's `line` is the number of its paragraph, counted over all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.documents.docx_language import relabel
from translate.documents.docx_package import Package
from translate.documents.docx_prose import find_prose
from translate.documents.docx_runs import Runs, find_fields
from translate.documents.docx_styles import Styles
from translate.documents.docx_writing import fill
from translate.documents.docx_xml import parse
from translate.documents.prose import classify, has_prose
from translate.documents.splicing import changes
from translate.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import PurePath

    from translate.documents.docx_package import Part
    from translate.documents.docx_units import Prose
    from translate.documents.docx_xml import Element
    from translate.model import Segment

_PARAGRAPH = re.compile(r"<(?:[\w.-]+:)?p[ >]")


def read(path: PurePath, data: bytes, language: str) -> Article:
    """Return the article of a DOCX file. Raises DocumentError for what is none, is encrypted, damaged or a bomb."""
    package = Package(data, path)
    styles = Styles(package.styles())
    blocks: list[Block] = []
    paragraphs = 0
    for part in package.parts():
        scan = _Scan(part, styles, path, paragraphs)
        blocks += [block for block, _ in scan.blocks()]
        paragraphs = scan.paragraphs
    return Article(path, language, tuple(blocks), container=data)


def write(
    article: Article, segments: Sequence[Segment], targets: Mapping[int, str], *, language: str | None = None
) -> bytes:
    """Return the file with targets in the place of their segments: the same bytes when nothing changes.

    Otherwise the parts without a change and the XML around the changed blocks stay as they are; the changed paragraphs,
    the styles and the properties name `language` (a BCP 47 tag) where they named the article's. Raises DocumentError
    for a character that XML cannot hold.
    """
    changed = dict(changes(article, segments, targets))
    if not changed:
        return article.container
    package = Package(article.container, article.path)
    styles = Styles(package.styles())
    parts: dict[str, bytes] = {}
    first = 0
    for part in package.parts():
        found = list(_Scan(part, styles, article.path).blocks())
        raws = [block.raw for block, _ in found]
        for index, (_, prose) in enumerate(found):
            if prose and first + index in changed:
                replaced = changed[first + index]
                filled = fill(prose, part.text, raws[index - 1], replaced, article.path)
                raws[index - 1 : index + 1] = _relabelled(*filled, article.language, language or article.language)
                parts[part.name] = b""
        if part.name in parts:
            parts[part.name] = "".join(raws).encode(part.encoding)
        first += len(found)
    language = language or article.language
    for part in package.labels() if language != article.language else ():
        text = relabel(part.text, article.language, language)
        if text != part.text:
            parts[part.name] = text.encode(part.encoding)
    return package.replaced(parts)


def _relabelled(before: str, raw: str, source: str, target: str) -> tuple[str, str]:
    """Return a changed block and what stands before it in the target language, from the start of its paragraph on."""
    start = max((found.start() for found in _PARAGRAPH.finditer(before)), default=max(before.rfind("<"), 0))
    return before[:start] + relabel(before[start:], source, target), relabel(raw, source, target)


@dataclass(slots=True)
class _Scan:
    """The blocks of one part; `paragraphs` counts those before it, and in the end those in it, too."""

    part: Part
    styles: Styles
    path: PurePath
    paragraphs: int = 0

    def blocks(self) -> Iterator[tuple[Block, Prose | None]]:
        """Yield the blocks of the part in order, those that can be translated with their prose."""
        text = self.part.text
        root = parse(text, self.path, self.part.name)
        runs = Runs(text, find_fields(root, text))
        starts: list[int] = []
        found: list[tuple[Prose, BlockKind]] = []
        for paragraph, in_cell in _paragraphs(root, in_cell=False):
            starts.append(paragraph.start)
            kind = self._kind(paragraph, in_cell=in_cell)
            found += [(prose, kind) for prose in find_prose(runs.atoms(paragraph), text)]
        position = 0
        line = self.paragraphs
        for prose, kind in sorted(found, key=lambda item: item[0].start):
            words = prose.words(text)
            if not has_prose(words):
                continue
            yield self._markup(position, prose.start, line), None
            line = self.paragraphs + bisect_right(starts, prose.start)
            yield self._block(prose, words, kind, line), prose
            position = prose.end
        yield self._markup(position, len(text), line), None
        self.paragraphs += len(starts)

    def _kind(self, paragraph: Element, *, in_cell: bool) -> BlockKind:
        kind = self.styles.kind(paragraph.first("w:pPr"), self.part.text)
        if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and in_cell:
            return BlockKind.TABLE_CELL
        if kind is BlockKind.PARAGRAPH and self.part.kind in ("footnotes", "endnotes"):
            return BlockKind.NOTE
        return kind

    def _block(self, prose: Prose, words: str, kind: BlockKind, line: int) -> Block:
        text = self.part.text
        found = (unit.placeable(text, prose.start) for unit in prose.units)
        placeables = tuple(placeable for placeable in found if placeable)
        kind = classify(words) if kind is BlockKind.PARAGRAPH else kind
        return Block(kind, text[prose.start : prose.end], line, translatable=True, placeables=placeables)

    def _markup(self, start: int, end: int, line: int) -> Block:
        return Block(BlockKind.MARKUP, self.part.text[start:end], max(line, 1), translatable=False)


def _paragraphs(element: Element, *, in_cell: bool) -> Iterator[tuple[Element, bool]]:
    """Yield the paragraphs in an element, those in text boxes too, each with whether it stands in a table's cell."""
    for child in element.children:
        if child.name == "w:p":
            yield child, in_cell
        if child.name != "w:pPr":
            yield from _paragraphs(child, in_cell=in_cell or child.name == "w:tc")
