"""Where the texts of a Markdown document stand: what markdown-it's block parser found, with exact offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import dropwhile, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from translate.documents.markdown_links import normalise_label
from translate.documents.markdown_rules import parser
from translate.documents.markdown_spans import Labels
from translate.documents.prose import LINE_END
from translate.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_TASK = re.compile(r"\[[ xX]\][ \t]+")
_ALERT = re.compile(r"\[![A-Za-z]+\][-+]?[ \t]*")
"""The mark of a quotation that GitHub or Obsidian shows as a note or a warning."""
_DEFINITION = re.compile(r":[ \t]+")
_LABEL_TITLE = re.compile(
    r"""[ \t](?:"(?P<a>(?:[^"\\]|\\.)+)"|'(?P<b>(?:[^'\\]|\\.)+)'|\((?P<c>(?:[^()\\]|\\.)+)\))[ \t]*\Z"""
)
_ATX = re.compile(r"#{1,6}[ \t]*")
_ATX_END = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_KINDS = {
    "bullet_list_open": BlockKind.LIST_ITEM,
    "ordered_list_open": BlockKind.LIST_ITEM,
    "blockquote_open": BlockKind.QUOTE,
    "footnote_open": BlockKind.NOTE,
}
_BLANKS = " \t"


@dataclass(frozen=True, slots=True)
class Content:
    """The text of one block: its lines as (start, end) offsets into the document, without what belongs to others.

    `level` is a heading's. CODE contents are whole lines, and MARKUP ones are stretches of HTML.
    """

    kind: BlockKind
    lines: tuple[tuple[int, int], ...]
    level: int = 0


class Found(NamedTuple):
    """The texts of a document in order, what it defines for the markup in them, and where it is nested too deep.

    `unread` are lines, counted from 1, with blocks that were not read.
    """

    contents: list[Content]
    labels: Labels
    unread: list[int]


def find_contents(text: str, head: int = 0) -> Found:
    """Return what there is to read in a Markdown document.

    `head` is the length of its front matter, which is left out; offsets count from the start of `text`.
    """
    starts = [head, *(found.end() for found in LINE_END.finditer(text, head))]
    normalised = LINE_END.sub("\n", text[head:])
    offsets = _Offsets(starts, normalised)
    environment: dict[str, Any] = {"footnotes": set(), "depth": 0, "unread": set()}
    tokens = parser().parse(normalised, environment)
    references = frozenset(normalise_label(label) for label in environment.get("references", {}))
    read = [
        token
        for token in tokens
        if not (token.map and token.type == "inline" and token.map[0] in environment["unread"])
    ]
    found = [*_contents(read, offsets), *_label_titles(environment, offsets)]
    contents = sorted(found, key=lambda content: content.lines[0])
    above = sum(1 for _ in LINE_END.finditer(text, 0, head))
    unread = sorted(above + 1 + line for line in environment["unread"])
    return Found(contents, Labels(references, frozenset(environment["footnotes"])), unread)


class _Offsets:
    """Turns offsets into the text with uniform line ends into offsets into the file."""

    def __init__(self, starts: list[int], normalised: str) -> None:
        self.text = normalised
        self.starts = starts
        self.normal_starts = [0, *(found.end() for found in re.finditer("\n", normalised))]

    def place(self, line: int, offset: int) -> int:
        return self.starts[line] + offset - self.normal_starts[line]


def _contents(tokens: list[Token], offsets: _Offsets) -> Iterator[Content]:
    containers: list[BlockKind] = []
    level = 0
    opening = ""
    for token in tokens:
        if token.type in _KINDS:
            containers.append(_KINDS[token.type])
        elif token.type.removesuffix("_close") + "_open" in _KINDS:
            containers.pop()
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type in {"fence", "code_block"} and token.map:
            yield _code(token.map, offsets)
        elif token.type == "html_block":
            yield from _html(token.meta["lines"], offsets)
        elif token.type == "table_open":
            yield from _cells(token.meta["lines"], token.meta["columns"], offsets)
        elif token.type == "inline" and "lines" in token.meta:
            kind = BlockKind.HEADING if level else containers[-1] if containers else BlockKind.PARAGRAPH
            task = kind is BlockKind.LIST_ITEM and opening == "list_item_open"
            yield from _texts(token, kind, level, offsets, task=task)
            level = 0
        if token.type != "paragraph_open":
            opening = token.type


def _code(lines: list[int], offsets: _Offsets) -> Content:
    start = offsets.starts[lines[0]]
    end = offsets.starts[lines[1]] if lines[1] < len(offsets.starts) else -1
    last = end if end >= 0 else offsets.place(len(offsets.starts) - 1, len(offsets.text))
    return Content(BlockKind.CODE, ((start, last),))


def _html(lines: list[tuple[int, int, int]], offsets: _Offsets) -> Iterator[Content]:
    """Yield a block of HTML, unless marks of other blocks, such as those of a quotation, stand between its lines."""
    between = (offsets.text[before[2] : after[1]] for before, after in pairwise(lines))
    if not any(gap.strip() for gap in between):
        (first, start, _), (last, _, end) = lines[0], lines[-1]
        yield Content(BlockKind.MARKUP, ((offsets.place(first, start), offsets.place(last, end)),))


def _label_titles(environment: dict[str, Any], offsets: _Offsets) -> Iterator[Content]:
    """Yield the titles, of one line each, in the definitions of links."""
    for definition in (*environment.get("references", {}).values(), *environment.get("duplicate_refs", ())):
        line = definition["map"][1] - 1
        start = offsets.normal_starts[line]
        end = offsets.text.find("\n", start)
        written = _LABEL_TITLE.search(offsets.text[start : end if end >= 0 else len(offsets.text)])
        if definition["title"] and written and "\n" not in definition["title"]:
            first, last = written.span(str(written.lastgroup))
            yield Content(
                BlockKind.METADATA, ((offsets.place(line, start + first), offsets.place(line, start + last)),)
            )


def _texts(token: Token, kind: BlockKind, level: int, offsets: _Offsets, *, task: bool) -> Iterator[Content]:
    """Yield the text of a paragraph or a heading; a paragraph's lines that begin with a colon define its first."""
    lines = []
    for number, start, end in token.meta["lines"]:
        written = offsets.text[start:end]
        words = written.strip(_BLANKS)
        begin = start + len(written) - len(written.lstrip(_BLANKS))
        stop = end
        if token.meta["atx"]:
            begin, stop = _heading_text(words, begin)
        lines.append((number, begin, stop))
    mark = _TASK if task else _ALERT if kind is BlockKind.QUOTE else None
    number, begin, stop = lines[0]
    if mark and (box := mark.match(offsets.text, begin, stop)):
        lines[0] = (number, box.end(), stop)
    for part in _definitions(lines, offsets.text) if not level else [lines]:
        if content := _text(part, kind, level, offsets):
            yield content


def _definitions(lines: list[tuple[int, int, int]], text: str) -> Iterator[list[tuple[int, int, int]]]:
    part = lines[:1]
    for number, begin, stop in lines[1:]:
        if mark := _DEFINITION.match(text, begin, stop):
            yield part
            part = [(number, mark.end(), stop)]
        else:
            part.append((number, begin, stop))
    yield part


def _text(lines: list[tuple[int, int, int]], kind: BlockKind, level: int, offsets: _Offsets) -> Content | None:
    number, begin, stop = lines[-1]
    lines[-1] = (number, begin, begin + len(offsets.text[begin:stop].rstrip(_BLANKS)))
    lines = list(dropwhile(lambda bounds: bounds[1] == bounds[2], lines))
    if not lines:
        return None
    placed = tuple((offsets.place(n, start), offsets.place(n, end)) for n, start, end in lines)
    return Content(kind, placed, level)


def _heading_text(words: str, start: int) -> tuple[int, int]:
    """Return where the text of `# text #` begins and ends, when the line without blanks around it is at `start`."""
    opening = _ATX.match(words)
    skip = opening.end() if opening else 0
    text = words[skip:]
    closing = _ATX_END.search(text)
    text = (text[: closing.start()] if closing else text).rstrip(_BLANKS)
    return start + skip, start + skip + len(text)


def _cells(lines: list[tuple[int, int, int]], columns: int, offsets: _Offsets) -> Iterator[Content]:
    for number, start, end in (lines[0], *lines[2:]):
        row = _split_row(offsets.text, start, end)[:columns]
        for begin, stop in row:
            if begin < stop:
                place = (offsets.place(number, begin), offsets.place(number, stop))
                yield Content(BlockKind.TABLE_CELL, (place,))


def _split_row(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the cells of a table's row stand; a pipe after a backslash is text."""
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    bars = [found.start() for found in re.compile(r"(?<!\\)\|").finditer(text, start, end)]
    cells = list(zip([start, *(bar + 1 for bar in bars)], [*bars, end], strict=True))
    if cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return [_trimmed(text, begin, stop) for begin, stop in cells]


def _trimmed(text: str, begin: int, stop: int) -> tuple[int, int]:
    cell = text[begin:stop]
    begin += len(cell) - len(cell.lstrip(_BLANKS))
    return begin, max(begin, begin + len(cell.strip(_BLANKS)))
