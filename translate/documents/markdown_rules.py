"""markdown-it's rules for blocks, wrapped to note where each line's own text begins.

markdown-it tells the lines of a block but not its columns; while a rule runs, the marks of the blocks around it are
known to the parser.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    _Rule = Callable[[StateBlock, int, int, bool], bool]

DEEPEST = 100
"""Lists and quotations nested deeper are not read. Each costs the parser three calls, and Python allows a thousand."""

_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]:")
_BLANKS = " \t"


@functools.cache
def parser() -> MarkdownIt:
    """Return the block parser, whose tokens hold in `meta` where the lines of their text stand."""
    from markdown_it import MarkdownIt, rules_block

    made = MarkdownIt("commonmark", {"maxNesting": 3 * DEEPEST})
    made.enable("table")
    made.core.ruler.enableOnly(["normalize", "block"])
    rules = made.block.ruler
    interrupting = ["paragraph", "reference", "blockquote"]
    rules.at("paragraph", _noting(rules_block.paragraph))
    rules.at("lheading", _noting(rules_block.lheading))
    rules.at("heading", _noting(rules_block.heading), {"alt": interrupting})
    rules.at("table", _noting_table(rules_block.table), {"alt": interrupting[:2]})
    rules.at("html_block", _noting(rules_block.html_block), {"alt": interrupting})
    rules.at("list", _limited(rules_block.list_block), {"alt": interrupting})
    rules.at("blockquote", _limited(rules_block.blockquote), {"alt": [*interrupting, "list"]})
    rules.before("reference", "footnote", _limited(read_footnote), {"alt": interrupting})
    return made


def _line_bounds(state: StateBlock, lines: list[int]) -> list[tuple[int, int, int]]:
    return [(n, state.bMarks[n] + state.tShift[n], state.eMarks[n]) for n in range(*lines)]


def _noting(rule: _Rule) -> _Rule:
    """Wrap a rule so that the token of its text, or of its HTML, holds the (line, start, end) of each line."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        first = len(state.tokens)
        found = rule(state, start, end, silent)
        for token in state.tokens[first:]:
            if token.type in {"inline", "html_block"} and token.map:
                atx = state.tokens[first].markup.startswith("#")
                token.meta |= {"lines": _line_bounds(state, token.map), "atx": atx}
        return found

    return noting


def _limited(rule: _Rule) -> _Rule:
    """Wrap a rule for blocks that hold blocks so that it finds none below the deepest level, but notes their lines.

    markdown-it's own limit passes over the rest of the document, whatever it is.
    """

    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        depth = state.env["depth"]
        if depth >= DEEPEST:
            if not silent and rule(state, start, end, True):
                state.env["unread"].add(start)
            return False
        state.env["depth"] = depth + 1
        found = rule(state, start, end, silent)
        state.env["depth"] = depth
        return found

    return limited


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


def read_footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[^1]: text` with the indented lines after it as a block that holds blocks, as in GitHub's Markdown.

    The opening token's `info` is the footnote's label, which goes into the set `footnotes` of the parser's environment.
    """
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
    opening = state.push("footnote_open", "", 1)
    opening.map, opening.info = [start, start + 1], found[1]
    state.bMarks[start], state.tShift[start] = found.end(), text - found.end()
    # As if the text began where the indented lines do; blanks in front of it never make it code.
    state.blkIndent += 4
    state.sCount[start] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    state.push("footnote_close", "", -1)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType, state.blkIndent = kept
    return True
