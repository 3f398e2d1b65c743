"""The texts in a TOML front matter, by their places: TOML 1.0 (https://toml.io/en/v1.0.0)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.documents.front_matter_values import DOUBLE_QUOTED, Style, Value, is_wanted, trim_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\r\n]*"|'[^'\r\n]*')"""
_KEY = re.compile(rf"[ \t]*(?P<path>{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)[ \t]*=[ \t]*(?=\S)")
_TABLE = re.compile(rf"[ \t]*\[\[?[ \t]*(?P<path>{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)[ \t]*\]\]?[ \t]*(?:#.*)?$")
_PART = re.compile(_NAME)
_LITERAL = re.compile(r"'(?P<text>[^'\r\n]*)'")
_LONG = re.compile(r'(?P<quotes>"""|\'\'\')(?P<text>.*?)(?P=quotes)', re.DOTALL)
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?$")
_LIST = re.compile(r"""\[(?P<items>(?:[^\[\]{}"'#]|#[^\r\n]*|"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')*)\]""")
_ITEM = re.compile(r"""#[^\r\n]*|"(?P<basic>(?:[^"\\\r\n]|\\.)*)"|'(?P<literal>[^'\r\n]*)'""")


def toml_values(text: str, lines: Sequence[tuple[int, int]], keys: Collection[str] | None) -> Iterator[Value]:
    """Yield the texts of `keys` (None: of all) in the lines of a TOML document, in order."""
    table: list[str] = []
    resume = 0
    for number, (start, end) in enumerate(lines):
        if start < resume:
            continue  # inside a long string
        if found := _TABLE.match(text[start:end]):
            table = _names(found["path"])
        elif found := _KEY.match(text[start:end]):
            begin = start + found.end()
            long = _LONG.match(text, begin, lines[-1][1])
            resume = long.end() if long else 0
            if key := is_wanted([*table, *_names(found["path"])], keys):
                yield from _long(text, key, lines[number:], long) if long else _value(text, key, begin, end, lines)


def _names(path: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(path)]


def _long(text: str, key: str, lines: Sequence[tuple[int, int]], long: re.Match[str]) -> Iterator[Value]:
    """Yield the lines of a string in three quotes."""
    style = Style.TOML_BASIC if long["quotes"] == '"""' else Style.TOML_LONG_LITERAL
    for line in lines:
        bounds = trim_lines(text, [line], *long.span("text"))
        if bounds and bounds[0][0] < bounds[0][1] and text[bounds[0][1] - 1] != "\\":
            yield Value(key, bounds, style)


def _value(text: str, key: str, begin: int, end: int, lines: Sequence[tuple[int, int]]) -> Iterator[Value]:
    for style, pattern in ((Style.TOML_BASIC, DOUBLE_QUOTED), (Style.TOML_LITERAL, _LITERAL)):
        quoted = pattern.match(text, begin, end)
        if quoted and _REST.match(text[quoted.end() : end]):
            yield Value(key, (quoted.span("text"),), style)
    if listed := _LIST.match(text, begin, lines[-1][1]):
        for item in _ITEM.finditer(text, *listed.span("items")):
            if item.lastgroup and item[item.lastgroup].strip():
                style = Style.TOML_BASIC if item.lastgroup == "basic" else Style.TOML_LITERAL
                yield Value(key, (item.span(item.lastgroup),), style)
