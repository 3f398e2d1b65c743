"""Metadata at the head of a Markdown file: YAML between `---` lines or TOML between `+++` lines.

Only the values of a few top-level keys are text. They are found by their place, not by loading the file, so that
every other byte can stay; YAML follows https://yaml.org/spec/1.2.2/ chapter 7 and 8, TOML https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from translate.documents.prose import LINE_END

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

METADATA_KEYS = ("title", "description", "summary", "subtitle", "excerpt")
"""The keys whose values are text for readers; the first one holds the article's title."""

_EOL = r"(?:\r\n|\r|\n)"
_YAML = re.compile(rf"---[ \t]*{_EOL}(?P<body>.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:{_EOL}|\Z)", re.DOTALL)
_TOML = re.compile(rf"\+\+\+[ \t]*{_EOL}(?P<body>.*?)(?<=[\r\n])\+\+\+[ \t]*(?:{_EOL}|\Z)", re.DOTALL)
# The first line that is no comment must look like an entry; else the fences are thematic breaks.
_YAML_ENTRY = re.compile(
    r"""(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*(?:[^\s:#\r\n"'-][^:\r\n]*|"[^"\r\n]*"|'[^'\r\n]*')\s*:(?:\s|\Z)"""
)
_TOML_ENTRY = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*(?:\[|[\w\"'.-]+[ \t]*=)")

_YAML_KEY = re.compile(r"""^(?P<quote>["']?)(?P<key>[A-Za-z_][\w-]*)(?P=quote)[ \t]*:[ \t]+(?=\S)""")
_TOML_KEY = re.compile(r"""^(?P<quote>["']?)(?P<key>[A-Za-z_][\w-]*)(?P=quote)[ \t]*=[ \t]*(?=\S)""")
_DOUBLE = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"', re.DOTALL)
_SINGLE = re.compile(r"'(?P<text>(?:[^']|'')*)'")
_LITERAL = re.compile(r"'(?P<text>[^'\r\n]*)'")
_LONG = re.compile(r'(?P<quotes>"""|\'\'\')(?P<text>.*?)(?P=quotes)', re.DOTALL)
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?$")
_BLOCK_SCALAR = re.compile(r"(?P<style>[|>])[-+0-9]{0,2}[ \t]*(?:[ \t]#.*)?$")
_COMMENT = re.compile(r"(?<=[ \t])#")
_NOT_TEXT = re.compile(r"[\[{&*!#%@`,]|(?i:true|false|null|~|[-+.\d][-+.,:\d_ tzT]*)$")


class Style(Enum):
    """How a value is written, which says what must be escaped in it. BLOCK is YAML's `|` and `>`."""

    PLAIN = auto()
    SINGLE = auto()
    DOUBLE = auto()
    BLOCK = auto()
    TOML_BASIC = auto()
    TOML_LITERAL = auto()
    TOML_LONG_LITERAL = auto()


@dataclass(frozen=True, slots=True)
class Value:
    """A text in the front matter: its lines as (start, end) offsets into the file, without indentation and quotes."""

    key: str
    lines: tuple[tuple[int, int], ...]
    style: Style


def find_front_matter(text: str, keys: Collection[str] | None) -> tuple[int, list[Value]]:
    """Return how long the front matter of a document is (0: it has none), and the texts of `keys` in it (None: all)."""
    for fence, entry, read in ((_YAML, _YAML_ENTRY, _yaml_value), (_TOML, _TOML_ENTRY, _toml_value)):
        found = fence.match(text)
        if found and (entry.match(found["body"]) or not found["body"].strip()):
            lines = list(_lines(text, found.start("body"), found.end("body")))
            values: list[Value] = []
            for number in range(len(lines)):
                values += read(text, lines, number, keys)
            return found.end(), values
    return 0, []


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in LINE_END.finditer(text, start, end):
        yield start, found.start()
        start = found.end()


def _yaml_value(text: str, lines: list[tuple[int, int]], number: int, keys: Collection[str] | None) -> Iterator[Value]:
    start, end = lines[number]
    found = _YAML_KEY.match(text[start:end])
    if not found or not (keys is None or found["key"].lower() in keys):
        return
    key = found["key"].lower()
    begin = start + found.end()
    value_lines = [(begin, end)]
    for line in lines[number + 1 :]:
        if text[slice(*line)].strip(" \t") and text[line[0]] not in " \t":
            break
        value_lines.append(line)
    if scalar := _BLOCK_SCALAR.match(text[begin:end]):
        yield from _block_scalar(text, key, value_lines[1:], literal=scalar["style"] == "|")
    elif found_scalar := _flow_scalar(text, value_lines):
        yield Value(key, found_scalar[1], found_scalar[0])


def _flow_scalar(text: str, lines: list[tuple[int, int]]) -> tuple[Style, tuple[tuple[int, int], ...]] | None:
    """Return the style and the lines of a quoted or plain scalar; None when it is no text or has a blank line."""
    begin = lines[0][0]
    stop = lines[-1][1]
    for style, pattern in ((Style.DOUBLE, _DOUBLE), (Style.SINGLE, _SINGLE)):
        if quoted := pattern.match(text, begin, stop):
            line_end = next(end for _, end in lines if end >= quoted.end())
            whole = _REST.match(text[quoted.end() : line_end])
            bounds = _trim(text, lines, *quoted.span("text")) if whole else None
            return (style, bounds) if bounds else None
    written = text[slice(*lines[0])]
    if text[begin] in "\"'|>" or _NOT_TEXT.match(written.strip(" \t")):
        return None
    while len(lines) > 1 and not text[slice(*lines[-1])].strip(" \t"):
        lines.pop()
    comments = [_COMMENT.search(text, start, end) for start, end in lines]
    if any(comments[:-1]):
        return None
    end = comments[-1].start() if comments[-1] else lines[-1][1]
    bounds = _trim(text, lines, begin, end)
    return (Style.PLAIN, bounds) if bounds else None


def _trim(text: str, lines: list[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...] | None:
    """Cut `lines` to what stands between `start` and `end`, without blanks at their ends."""
    result: list[tuple[int, int]] = []
    for line_start, line_end in lines:
        first, last = max(line_start, start), min(line_end, end)
        if first > last or line_start > end:
            continue
        words = text[first:last]
        first += len(words) - len(words.lstrip(" \t"))
        result.append((first, first + len(words.strip(" \t"))))
    broken = len(result) > 1 and any(first == last or text[last - 1] == "\\" for first, last in result)
    return None if broken or not result else tuple(result)


def _block_scalar(text: str, key: str, lines: list[tuple[int, int]], *, literal: bool) -> Iterator[Value]:
    """Yield the paragraphs of a `>` scalar, or the lines of a `|` one."""
    paragraph: list[tuple[int, int]] = []
    for line in lines:
        bounds = _trim(text, [line], *line)
        empty = bounds is None or bounds[0][0] == bounds[0][1]
        if paragraph and (empty or literal):
            yield Value(key, tuple(paragraph), Style.BLOCK)
            paragraph = []
        if bounds and not empty:
            paragraph += bounds
    if paragraph:
        yield Value(key, tuple(paragraph), Style.BLOCK)


def _toml_value(text: str, lines: list[tuple[int, int]], number: int, keys: Collection[str] | None) -> Iterator[Value]:
    start, end = lines[number]
    found = _TOML_KEY.match(text[start:end])
    if not found or not (keys is None or found["key"].lower() in keys):
        return
    if any(text.startswith("[", line_start) for line_start, _ in lines[:number]):
        return  # the key belongs to a table
    key = found["key"].lower()
    begin = start + found.end()
    if long := _LONG.match(text, begin, lines[-1][1]):
        style = Style.TOML_BASIC if long["quotes"] == '"""' else Style.TOML_LONG_LITERAL
        for line in lines[number:]:
            bounds = _trim(text, [line], *long.span("text"))
            if bounds and bounds[0][0] < bounds[0][1] and text[bounds[0][1] - 1] != "\\":
                yield Value(key, bounds, style)
        return
    for style, pattern in ((Style.TOML_BASIC, _DOUBLE), (Style.TOML_LITERAL, _LITERAL)):
        quoted = pattern.match(text, begin, end)
        if quoted and _REST.match(text[quoted.end() : end]):
            yield Value(key, (quoted.span("text"),), style)
