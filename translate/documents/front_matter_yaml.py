"""The texts in a YAML front matter, by their places: YAML 1.2.2 (https://yaml.org/spec/1.2.2/), chapters 7 and 8.

What people write at the head of an article is read: maps, lists of maps and of words, strings in all five styles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.documents.front_matter_values import DOUBLE_QUOTED, Style, Value, is_wanted, trim_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    _Line = tuple[int, int]

_INDENT = re.compile(r"[ \t]*(?:-[ \t]+)*")
_KEY = re.compile(r"""(?P<quote>["']?)(?P<key>[A-Za-z_][\w-]*)(?P=quote)[ \t]*:(?:[ \t]+|$)""")
_SINGLE = re.compile(r"'(?P<text>(?:[^']|'')*)'")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?$")
_BLOCK_SCALAR = re.compile(r"(?P<style>[|>])[-+0-9]{0,2}[ \t]*(?:[ \t]#.*)?$")
_COMMENT = re.compile(r"(?<=[ \t])#")
_NOT_TEXT = re.compile(r"[\[{&*!#%@`,]|(?i:true|false|null|~|[-+.\d][-+.,:\d_ tzT]*)$")
_LIST = re.compile(r"\[(?P<items>(?:[^\[\]{}\"'#]|\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')*)\][ \t]*(?:#.*)?$")
_MAP = re.compile(r":(?:[ \t]|$)")
_ITEM = re.compile(
    r"""[ \t]*(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^']|'')*)'|(?P<plain>[^,"']*?))[ \t]*(?:,|$)"""
)


def yaml_values(text: str, lines: Sequence[_Line], keys: Collection[str] | None) -> Iterator[Value]:
    """Yield the texts of `keys` (None: of all) in the lines of a YAML document, in order."""
    opened: list[tuple[int, str]] = []
    number = 0
    while number < len(lines):
        start, end = lines[number]
        marks = _INDENT.match(text, start, end)
        begin = marks.end() if marks else start
        indent = begin - start
        number += 1
        if not text[begin:end].strip() or text[begin] == "#":
            continue
        dash = marks[0].rfind("-") if marks else -1
        found = _KEY.match(text[begin:end])
        outer = indent if found else max(dash, 0)
        while opened and (opened[-1][0] >= outer if found else opened[-1][0] > outer):
            opened.pop()
        path = [key for _, key in opened] + ([found["key"]] if found else [])
        value = begin + (found.end() if found else 0)
        if found and (value == end or text[value] == "#"):
            opened.append((indent, found["key"]))
            continue
        first = number
        # What stands deeper than its key, or than its dash, goes on with the value.
        while number < len(lines) and _goes_on(text, lines[number], indent if found else dash):
            number += 1
        if (key := is_wanted(path, keys)) and (found or dash >= 0):
            yield from _value(text, key, [(value, end), *lines[first:number]])


def _goes_on(text: str, line: _Line, indent: int) -> bool:
    words = text[slice(*line)]
    return not words.strip(" \t") or len(words) - len(words.lstrip(" \t")) > indent


def _value(text: str, key: str, lines: list[_Line]) -> Iterator[Value]:
    begin, end = lines[0]
    if scalar := _BLOCK_SCALAR.match(text[begin:end]):
        yield from _block_scalar(text, key, lines[1:], literal=scalar["style"] == "|")
    elif listed := _LIST.match(text[begin:end]):
        yield from _items(text, key, begin + listed.start("items"), begin + listed.end("items"))
    elif found := _flow_scalar(text, lines):
        yield Value(key, found[1], found[0])


def _items(text: str, key: str, start: int, end: int) -> Iterator[Value]:
    """Yield the words of a list in brackets."""
    styles = {"double": Style.DOUBLE, "single": Style.SINGLE, "plain": Style.FLOW}
    while start < end and (found := _ITEM.match(text, start, end)):
        style = str(found.lastgroup)
        words = found[style]
        if words.strip() and (style != "plain" or (not _NOT_TEXT.match(words) and not _MAP.search(words))):
            yield Value(key, (found.span(style),), styles[style])
        start = max(found.end(), start + 1)


def _flow_scalar(text: str, lines: list[_Line]) -> tuple[Style, tuple[_Line, ...]] | None:
    """Return the style and the lines of a quoted or plain scalar; None when it is no text or has a blank line."""
    begin = lines[0][0]
    stop = lines[-1][1]
    for style, pattern in ((Style.DOUBLE, DOUBLE_QUOTED), (Style.SINGLE, _SINGLE)):
        if quoted := pattern.match(text, begin, stop):
            line_end = next(end for _, end in lines if end >= quoted.end())
            whole = _REST.match(text[quoted.end() : line_end])
            bounds = trim_lines(text, lines, *quoted.span("text")) if whole else None
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
    bounds = trim_lines(text, lines, begin, end)
    return (Style.PLAIN, bounds) if bounds else None


def _block_scalar(text: str, key: str, lines: list[_Line], *, literal: bool) -> Iterator[Value]:
    """Yield the paragraphs of a `>` scalar, or the lines of a `|` one."""
    paragraph: list[_Line] = []
    for line in lines:
        bounds = trim_lines(text, [line], *line)
        empty = bounds is None or bounds[0][0] == bounds[0][1]
        if paragraph and (empty or literal):
            yield Value(key, tuple(paragraph), Style.BLOCK)
            paragraph = []
        if bounds and not empty:
            paragraph += bounds
    if paragraph:
        yield Value(key, tuple(paragraph), Style.BLOCK)
