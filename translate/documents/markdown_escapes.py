"""Keeping a target inside its block: what Markdown would read as the start or the end of something is escaped.

Only the place where a text stands matters here. Emphasis, links and code that a target spells out itself are the
translator's own choice and are left alone.
"""

from __future__ import annotations

import functools
import re

# Each matches a line that would begin a block; a backslash at the group `at` makes it prose.
_LINE_STARTS = (
    r"(?P<at>)[-+*](?:[ \t]|$)",
    r"[0-9]{1,9}(?P<at>)[.)](?:[ \t]|$)",
    r"(?P<at>)\#{1,6}(?:[ \t]|$)",
    r"(?P<at>)>",
    r"(?P<at>)`{3,}[^`]*$",
    r"(?P<at>)~{3,}",
    r"(?P<at>)(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|\+{3,}[ \t]*)$",
    r"(?P<at>)[-|:][-|: \t]*$",
    r"(?P<at>)\[(?:[^\[\]\\]|\\.)*\]:",
    r"(?P<at>)\[[ xX]\](?:[ \t]|$)",
    r"(?P<at>):[ \t]",
    r"(?P<at>)\[![A-Za-z]+\]",
)
_BLANKS = " \t"
_PIPE = re.compile(r"(?<!\\)\|")
_AT_LINE_START = re.compile(r"(?:^|[\r\n])[^|\r\n]*\Z")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=[ \t]))(?=#+[ \t]*$)")
_ATX_PREFIX = re.compile(r"(?:^|[\r\n]|[ \t>])#{1,6}[ \t]+$")


def escape_line_start(line: str) -> str:
    """Return a line of a paragraph so that it begins no other block; blanks in front, which could make code, go."""
    line = line.lstrip(_BLANKS)
    for pattern in _patterns():
        if found := pattern.match(line):
            at = found.start("at")
            return line[:at] + "\\" + line[at:]
    return line


def escape_cell(text: str, before: str, after: str) -> str:
    """Return the text of a table's cell so that the row keeps its cells; `before` and `after` stand around it."""
    if _AT_LINE_START.search(before):
        text = escape_line_start(text)
    text = _PIPE.sub(r"\\|", text)
    return text + " " if text.endswith("\\") and after.startswith("|") else text


def escape_heading_end(text: str) -> str:
    """Return the text of a `#` heading so that hash signs at its end are read as text."""
    return _CLOSING_HASHES.sub(r"\\", text)


def is_atx_prefix(before: str) -> bool:
    """Return whether a text after `before` stands in a heading that began with hash signs on the same line."""
    return _ATX_PREFIX.search(before) is not None


def escape_brackets(text: str) -> str:
    """Return an image's description so that its brackets do not end it."""
    depth = 0
    for found in re.finditer(r"\\.|[\[\]]", text):
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        if depth < 0:
            break
    if depth:
        text = re.sub(r"\\.|[\[\]]", lambda found: found[0] if len(found[0]) > 1 else "\\" + found[0], text)
    return _even_end(text)


def escape_quotes(text: str, opening: str) -> str:
    """Return an image's title so that it does not hold the quote, or the parentheses, that it stands in."""
    special = r"[()]" if opening == "(" else re.escape(opening)
    return _even_end(re.sub(rf"(\\.)|{special}", lambda found: found[1] or "\\" + found[0], text))


def _even_end(text: str) -> str:
    """Double a lone backslash at the end, which would escape what follows."""
    return text + "\\" if (len(text) - len(text.rstrip("\\"))) % 2 else text


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    from markdown_it.common.html_blocks import block_names

    names = "|".join([*block_names, "script", "pre", "style", "textarea"])
    html = rf"(?P<at>)<(?:!--|\?|![A-Za-z]|!\[CDATA\[|/?(?:{names})(?:[\s/>]|$)|[^>]*>[ \t]*$)"
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*_LINE_STARTS, html))
