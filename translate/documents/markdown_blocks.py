"""Where the texts of a Markdown document stand: markdown-it's block parser, with exact offsets.

markdown-it tells the lines of a block but not its columns. The rules that make text are wrapped here to note, while
the marks of the surrounding blocks are known to the parser, where each line's own text begins.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from itertools import dropwhile
from typing import TYPE_CHECKING, Any

from translate.documents.markdown_links import normalise_label
from translate.documents.markdown_spans import Labels
from translate.documents.prose import LINE_END
from translate.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    _Rule = Callable[[StateBlock, int, int, bool], bool]

DEEPEST = 100
"""Blocks nested deeper are not read. Each level costs the parser three calls, and Python allows a thousand."""

_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]:")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
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

    `level` is a heading's. CODE contents are whole lines.
    """

    kind: BlockKind
    lines: tuple[tuple[int, int], ...]
    level: int = 0


def find_contents(text: str, head: int = 0) -> tuple[list[Content], Labels]:
    """Return the texts of a Markdown document in order, and what it defines for the inline markup in them.

    `head` is the length of its front matter, which is left out; offsets count from the start of `text`.
    """
    starts = [head, *(found.end() for found in LINE_END.finditer(text, head))]
    normalised = LINE_END.sub("\n", text[head:])
    offsets = _Offsets(starts, normalised)
    environment: dict[str, Any] = {"footnotes": set()}
    tokens = _parser().parse(normalised, environment)
    references = frozenset(normalise_label(label) for label in environment.get("references", {}))
    contents = sorted(_contents(tokens, offsets), key=lambda content: content.lines[0])
    return contents, Labels(references, frozenset(environment["footnotes"]))


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
        elif token.type == "table_open":
            yield from _cells(token.meta["lines"], token.meta["columns"], offsets)
        elif token.type == "inline" and "lines" in token.meta:
            kind = BlockKind.HEADING if level else containers[-1] if containers else BlockKind.PARAGRAPH
            task = kind is BlockKind.LIST_ITEM and opening == "list_item_open"
            content = _text(token, kind, level, offsets, task=task)
            if content:
                yield content
            level = 0
        if token.type != "paragraph_open":
            opening = token.type


def _code(lines: list[int], offsets: _Offsets) -> Content:
    start = offsets.starts[lines[0]]
    end = offsets.starts[lines[1]] if lines[1] < len(offsets.starts) else -1
    last = end if end >= 0 else offsets.place(len(offsets.starts) - 1, len(offsets.text))
    return Content(BlockKind.CODE, ((start, last),))


def _text(token: Token, kind: BlockKind, level: int, offsets: _Offsets, *, task: bool) -> Content | None:
    lines = []
    for number, start, end in token.meta["lines"]:
        written = offsets.text[start:end]
        words = written.strip(_BLANKS)
        begin = start + len(written) - len(written.lstrip(_BLANKS))
        stop = end
        if token.meta["atx"]:
            begin, stop = _heading_text(words, begin)
        lines.append((number, begin, stop))
    number, begin, stop = lines[0]
    if task and (box := _TASK.match(offsets.text, begin, stop)):
        lines[0] = (number, box.end(), stop)
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


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt, rules_block

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    parser.enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    rules = parser.block.ruler
    interrupting = ["paragraph", "reference", "blockquote"]
    rules.at("paragraph", _noting(rules_block.paragraph))
    rules.at("lheading", _noting(rules_block.lheading))
    rules.at("heading", _noting(rules_block.heading), {"alt": interrupting})
    rules.at("table", _noting_table(rules_block.table), {"alt": interrupting[:2]})
    rules.before("reference", "footnote", _footnote, {"alt": interrupting})
    return parser


def _line_bounds(state: StateBlock, lines: list[int]) -> list[tuple[int, int, int]]:
    return [(n, state.bMarks[n] + state.tShift[n], state.eMarks[n]) for n in range(*lines)]


def _noting(rule: _Rule) -> _Rule:
    """Wrap a rule so that its text's token holds the (line, start, end) of each line."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        first = len(state.tokens)
        found = rule(state, start, end, silent)
        for token in state.tokens[first:]:
            if token.type == "inline" and token.map:
                atx = state.tokens[first].markup.startswith("#")
                token.meta |= {"lines": _line_bounds(state, token.map), "atx": atx}
        return found

    return noting


def _noting_table(rule: _Rule) -> _Rule:
    """Wrap the rule for tables so that its first token holds the rows' lines and the number of columns."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        first = len(state.tokens)
        found = rule(state, start, end, silent)
        if len(state.tokens) > first:
            opening = state.tokens[first]
            columns = sum(token.type == "th_open" for token in state.tokens[first:])
            opening.meta |= {"lines": _line_bounds(state, opening.map or [0, 0]), "columns": columns}
        return found

    return noting


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[^1]: text` with the indented lines after it as a block that holds blocks, as in GitHub's Markdown."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    found = _FOOTNOTE.match(state.src, begin, state.eMarks[start])
    if not found or silent:
        return found is not None
    state.env["footnotes"].add(found[1])
    kept = (state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType, state.blkIndent)
    text = found.end()
    while text < state.eMarks[start] and state.src[text] in _BLANKS:
        text += 1
    state.push("footnote_open", "", 1).map = [start, start + 1]
    state.bMarks[start], state.tShift[start] = found.end(), text - found.end()
    # As if the text began where the indented lines do; blanks in front of it never make it code.
    state.blkIndent += 4
    state.sCount[start] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    state.push("footnote_close", "", -1)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType, state.blkIndent = kept
    return True
