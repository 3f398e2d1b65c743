"""Plain text: a paragraph a line, or paragraphs wrapped at a fixed width."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from translate.documents.prose import LINE_END, classify, has_prose, is_title
from translate.documents.splicing import splice
from translate.model import Article, Block, BlockKind, Placeable, PlaceableKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import PurePath

    from translate.model import Segment

# Widths that people and programs wrap text at; a shorter or longer line is a paragraph of its own.
NARROWEST = 40
WIDEST = 100
_MARKER = re.compile(r"(?:[-*•‣◦]|[0-9]{1,3}[.)])[ \t\u00a0]+(?=\S)")
_STOPS = (".", "!", "?", "…", ":", ";")
_OPENING = "«“\"'‘’([ \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's text without indentation, list marker and trailing white space, by offsets into the file."""

    start: int
    end: int
    number: int
    indent: int
    listed: bool
    text: str


def read(path: PurePath, text: str, language: str) -> Article:
    """Return the article of a plain text: a block a paragraph, and MARKUP blocks between them."""
    blocks: list[Block] = []
    position = 0
    line = 1
    for run in _runs(text):
        for paragraph in _paragraphs(run):
            start, end = paragraph[0].start, paragraph[-1].end
            if start > position:
                blocks.append(Block(BlockKind.MARKUP, text[position:start], line, translatable=False))
            block = _block(text[start:end], paragraph)
            blocks.append(block)
            position = end
            line = paragraph[-1].number
    if position < len(text):
        blocks.append(Block(BlockKind.MARKUP, text[position:], line, translatable=False))
    return Article(path, language, _with_title(blocks))


def write(article: Article, segments: Sequence[Segment], targets: Mapping[int, str]) -> str:
    """Return the article's text with targets in the place of their segments."""
    return splice(article, segments, targets)


def _runs(text: str) -> Iterator[list[_Line]]:
    """Yield the runs of lines with words, between blank ones."""
    run: list[_Line] = []
    for line in _lines(text):
        if line.text:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    number = 1
    for found in LINE_END.finditer(text):
        yield _line(text[start : found.start()], start, number)
        start = found.end()
        number += 1
    yield _line(text[start:], start, number)


def _line(raw: str, offset: int, number: int) -> _Line:
    words = raw.strip()
    start = len(raw) - len(raw.lstrip())
    indent = start
    marker = _MARKER.match(words)
    if marker and has_prose(words[marker.end() :]):
        words = words[marker.end() :]
        start += marker.end()
    else:
        marker = None
    return _Line(offset + start, offset + start + len(words), number, indent, marker is not None, words)


def _paragraphs(run: list[_Line]) -> Iterator[list[_Line]]:
    """Cut a run where a list item begins or the indentation returns, then join what was wrapped."""
    part = [run[0]]
    for line in run[1:]:
        hanging = part[0].listed and line.indent > part[0].indent
        indented = len(part) == 1 and part[0].indent > line.indent  # a first line's indentation
        if line.listed or not (line.indent == part[-1].indent or hanging or indented):
            yield from _joined(part)
            part = []
        part.append(line)
    yield from _joined(part)


def _joined(lines: list[_Line]) -> Iterator[list[_Line]]:
    if _is_wrapped(lines) or _is_hanging(lines):
        yield lines
    else:
        yield from ([line] for line in lines)


def _is_hanging(lines: list[_Line]) -> bool:
    """Return whether the lines below a list's mark stand deeper than it and go on in the middle of a sentence."""
    deeper = all(line.indent > lines[0].indent for line in lines[1:])
    return lines[0].listed and deeper and all(not a.text.endswith(_STOPS) for a in lines[:-1])


def _is_wrapped(lines: list[_Line]) -> bool:
    """Return whether each line was broken only because the next word did not fit, and a sentence runs on somewhere.

    Two paragraphs of one short line each can look full by chance; they do not run on in the middle of a sentence.
    """
    widths = [line.end - line.start + line.indent for line in lines]
    longest = max(widths)
    if len(lines) < 2 or not NARROWEST <= longest <= WIDEST:
        return False
    full = all(
        width + 1 + len(after.text.split(maxsplit=1)[0]) > longest
        for width, after in zip(widths, lines[1:], strict=False)
    )
    return full and any(_runs_on(before.text, after.text) for before, after in pairwise(lines))


def _runs_on(before: str, after: str) -> bool:
    start = after.lstrip(_OPENING)[:1]
    return not before.endswith(_STOPS) and (start.islower() or start.isdigit())


def _block(raw: str, lines: list[_Line]) -> Block:
    start = lines[0].start
    if not has_prose(raw):
        return Block(BlockKind.MARKUP, raw, lines[0].number, translatable=False)
    breaks = tuple(
        Placeable(
            before.end - start,
            after.start - start,
            raw[before.end - start : after.start - start],
            PlaceableKind.SOFT_BREAK,
        )
        for before, after in pairwise(lines)
    )
    kind = BlockKind.LIST_ITEM if lines[0].listed else classify(raw)
    return Block(kind, raw, lines[0].number, translatable=True, placeables=breaks)


def _with_title(blocks: list[Block]) -> tuple[Block, ...]:
    first = next((index for index, block in enumerate(blocks) if block.translatable), None)
    if first is not None:
        block = blocks[first]
        if block.kind is BlockKind.PARAGRAPH and not block.placeables and is_title(block.raw):
            blocks[first] = replace(block, kind=BlockKind.TITLE)
    return tuple(blocks)
