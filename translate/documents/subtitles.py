"""Subtitles, SubRip (.srt) and WebVTT (.vtt): each cue's text is a block; numbers, times and settings are not touched.

WebVTT is read as the W3C describes it (webvtt1, sections 4 and 6), SubRip as players do: a line with `-->` between two
times begins a cue, which ends at the next empty line, or at the next cue where that line is missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from translate.documents.prose import LINE_END, has_prose
from translate.documents.splicing import changes
from translate.documents.subtitles_markup import TAG, break_line, find_placeables, inner_span
from translate.model import Article, Block, BlockKind, PlaceableKind
from translate.placeables import placeables_within, tag, untag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import PurePath

    from translate.model import Segment

_TIME = r"(?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{2}[.,][0-9]{1,3}"
_CUE = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?")
_NUMBER = re.compile(r"[ \t]*[0-9]+[ \t]*")
_HEADER = re.compile(r"\ufeff?WEBVTT(?:[ \t].*)?$", re.MULTILINE)
_DASH = re.compile(r"[-–—][ \t\u00a0\u202f]*(?=\S)")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class _Line(NamedTuple):
    start: int
    end: int
    number: int
    text: str


def read(path: PurePath, text: str, language: str) -> Article:
    """Return the article of a subtitle file: a PARAGRAPH a cue, or one a speaker where dashes tell them apart."""
    escapes = _HEADER.match(text) is not None
    blocks: list[Block] = []
    position = 0
    line = 1
    for number, start, end in _texts(text):
        block = _block(text[start:end], number, escapes=escapes)
        if block is None:
            continue
        if start > position:
            blocks.append(Block(BlockKind.MARKUP, text[position:start], line, translatable=False))
        blocks.append(block)
        position = end
        line = number + len(LINE_END.findall(block.raw))
    if position < len(text):
        blocks.append(Block(BlockKind.MARKUP, text[position:], line, translatable=False))
    return Article(path, language, tuple(blocks))


def write(article: Article, segments: Sequence[Segment], targets: Mapping[int, str]) -> str:
    """Return the file's text with targets in the place of their segments.

    The text of a changed cue goes on one line, or on two when it is too long for one; a speaker's part of a cue is
    one line always.
    """
    raws = [block.raw for block in article.blocks]
    escapes = _HEADER.match(article.text) is not None
    found = LINE_END.search(article.text)
    line_end = found[0] if found else "\n"
    for index, replaced in changes(article, segments, targets):
        block = article.blocks[index]
        parts: list[str] = []
        position = 0
        for segment, target in replaced:
            parts += (_on_one_line(block, position, segment.start), _written(target, segment, escapes=escapes))
            position = segment.end
        words = "".join([*parts, _on_one_line(block, position, len(block.raw))])
        spoken = _DASH.match(TAG.sub("", LINE_END.split(raws[index - 1])[-1]).lstrip() + words)
        raws[index] = words if spoken else break_line(words, line_end)
    return "".join(raws)


def _written(target: str, segment: Segment, *, escapes: bool) -> str:
    return untag(target, segment.placeables, (lambda text: text.translate(_ESCAPES)) if escapes else None)


def _on_one_line(block: Block, start: int, end: int) -> str:
    parts: list[str] = []
    for placeable in placeables_within(block.placeables, start, end):
        if placeable.kind is PlaceableKind.SOFT_BREAK:
            parts += (block.raw[start : placeable.start], " ")
            start = placeable.end
    return "".join(parts) + block.raw[start:end]


def _texts(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield each stretch of cue text that is one block: the number of its first line, its start and its end."""
    lines = _lines(text)
    at = 0
    while at < len(lines):
        at += 1
        if not _CUE.fullmatch(lines[at - 1].text):
            continue
        first = at
        while at < len(lines) and lines[at].text.strip() and not _begins_cue(lines, at):
            at += 1
        for part in _speakers(lines[first:at]):
            start = part[0].start
            left, right = inner_span(text[start : part[-1].end])
            if len(part) < at - first and (dash := _DASH.match(text, start + left, start + right)):
                left = dash.end() - start
            if left < right:
                skipped = len(LINE_END.findall(text[start : start + left]))
                yield part[0].number + skipped, start + left, start + right


def _lines(text: str) -> list[_Line]:
    starts = [0, *(found.end() for found in LINE_END.finditer(text))]
    ends = [*(found.start() for found in LINE_END.finditer(text)), len(text)]
    return [
        _Line(start, end, number, text[start:end])
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]


def _begins_cue(lines: Sequence[_Line], at: int) -> bool:
    """Return whether a cue begins at a line that still belongs to another, for want of an empty line between them."""
    if _CUE.fullmatch(lines[at].text):
        return True
    following = at + 1 < len(lines) and _CUE.fullmatch(lines[at + 1].text)
    return bool(following and _NUMBER.fullmatch(lines[at].text))


def _speakers(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """Yield the lines of a cue together, or those of each speaker, which a dash begins."""
    spoken = [at for at, line in enumerate(lines) if _DASH.match(TAG.sub("", line.text).lstrip())]
    starts = spoken if len(spoken) > 1 and spoken[0] == 0 else [0]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if lines[start:end]:
            yield lines[start:end]


def _block(raw: str, line: int, *, escapes: bool) -> Block | None:
    """Return a cue's text as a block; None when there is nothing in it to translate."""
    placeables = find_placeables(raw, escapes=escapes)
    words, tags = tag(raw, placeables, 0, len(raw))
    limits = [0, *(limit for shown in tags for limit in (shown.start, shown.end)), len(words)]
    if not has_prose("".join(words[start:end] for start, end in zip(limits[::2], limits[1::2], strict=True))):
        return None
    return Block(BlockKind.PARAGRAPH, raw, line, translatable=True, placeables=placeables)
