"""The lines of a PO file, cut into entries: polib reads the strings but cannot tell where an entry's text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translate.errors import CatalogueError

if TYPE_CHECKING:
    from pathlib import PurePath

_STRING = r'"(?:[^"\\]|\\.)*"'
_KEYWORD = re.compile(rf"(msgctxt|msgid_plural|msgid|msgstr)(\[[0-9]\])?\s*({_STRING})")
_CONTINUATION = re.compile(_STRING)
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")
_NUMERIC = r"(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2})"
_RARE_ESCAPE = re.compile(rf"\\(?:([\\nrt\"])|([abfv])|({_NUMERIC}(?:\\{_NUMERIC})*))")
_CONTROLS = {"a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BLANK = ("", "#~", "#|", "#~|")
"""Lines that say nothing: gettext reads them as blank ones."""
_REPAIR = "Correct it in a text editor, or take the file's last good version from version control."


@dataclass(slots=True)
class Chunk:
    """The lines of one entry, numbered from 0: `first` to `last`, after `gap` blank ones.

    `strings` are the numbers of those that hold strings, `comments` the texts of the others.
    """

    first: int
    gap: int
    last: int = 0
    keywords: list[str] = field(default_factory=list)
    obsolete: bool = False
    comments: list[str] = field(default_factory=list)
    strings: list[int] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether the entry has a target, so that a comment or another source begins the next entry."""
        return any(keyword.startswith("msgstr") for keyword in self.keywords)


@dataclass(frozen=True, slots=True)
class _StringLine:
    """A line that holds a string; `keyword` is "" where it continues the one before."""

    keyword: str
    string: str
    obsolete: bool
    previous: bool

    @property
    def text(self) -> str:
        return " ".join(filter(None, ("#|" if self.previous else "", self.keyword, self.string)))

    @property
    def opens_entry(self) -> bool:
        return self.previous or self.keyword in ("msgctxt", "msgid")


def cut(lines: list[str], path: PurePath | str, before: int = 0) -> tuple[list[Chunk], int, list[str]]:
    """Cut a file's lines into entries.

    Returns the chunks, the number of the first line after them, and as many lines for polib: the strings alone, each
    in its plainest spelling, obsolete ones uncommented. `before` lines of the file precede these. Raises CatalogueError
    at the first line that is no PO.
    """
    chunks: list[Chunk] = []
    canonical = [""] * len(lines)
    chunk: Chunk | None = None
    end = 0
    for number, line in enumerate(lines):
        content = line.strip()
        if content in _BLANK:
            continue
        string = _string_line(content, path, before + number + 1)
        if chunk is None or (chunk.complete and (string is None or string.opens_entry)):
            chunk = Chunk(first=number, gap=number - end)
        if string is None:
            chunk.comments.append(content)
        else:
            _take(chunk, string, path, before + number + 1)
            canonical[number] = string.text
            chunk.strings.append(number)
        if chunk.complete:
            if not chunks or chunks[-1] is not chunk:
                chunks.append(chunk)
            chunk.last = number
            end = number + 1
    if chunk is not None and chunk.keywords and not chunk.complete:
        raise CatalogueError("The last entry has no msgstr", remedy=_REPAIR, path=path, line=before + chunk.first + 1)
    return chunks, end, canonical


def _take(chunk: Chunk, string: _StringLine, path: PurePath | str, line: int) -> None:
    keyword = string.keyword
    if not keyword and not chunk.strings:
        raise CatalogueError("This string belongs to no keyword", remedy=_REPAIR, path=path, line=line)
    if string.previous:
        return
    if keyword and keyword in chunk.keywords:
        missing = "msgstr" if keyword in ("msgid", "msgctxt") else "source of its own"
        raise CatalogueError(f"The entry before this {keyword} has no {missing}", remedy=_REPAIR, path=path, line=line)
    if keyword.startswith("msgstr") and "msgid" not in chunk.keywords:
        raise CatalogueError("This translation has no msgid before it", remedy=_REPAIR, path=path, line=line)
    if keyword == "msgid":
        chunk.obsolete = string.obsolete
    elif chunk.keywords and "msgid" in chunk.keywords and chunk.obsolete != string.obsolete:
        raise CatalogueError("The entry is obsolete (#~) in one half only", remedy=_REPAIR, path=path, line=line)
    if keyword:
        chunk.keywords.append(keyword)


def _string_line(content: str, path: PurePath | str, line: int) -> _StringLine | None:
    """Return what a line of text says, None for a comment. Raises CatalogueError on anything else."""
    body, obsolete, previous = content, content.startswith("#~"), False
    if obsolete:
        body = content[2:].lstrip()
    if body.startswith("#|") or (obsolete and body.startswith("|")):
        body, previous = body.lstrip("#").removeprefix("|").lstrip(), True
    if body.startswith("#") and not previous:
        return None
    match = _KEYWORD.fullmatch(body)
    if match:
        keyword = match[1] + (match[2] or "")
        if not previous or not keyword.startswith("msgstr"):
            return _StringLine(keyword, _plain_escapes(match[3], path, line), obsolete, previous)
    elif _CONTINUATION.fullmatch(body):
        return _StringLine("", _plain_escapes(body, path, line), obsolete, previous)
    raise CatalogueError(_diagnose(body), remedy=_REPAIR, path=path, line=line)


def _diagnose(body: str) -> str:
    if _CONFLICT.fullmatch(body):
        return "The file still holds the marks of a merge conflict"
    if body.startswith(("msg", '"')) and '"' in body:
        if not body.endswith('"') or body.endswith('\\"'):
            return "The string is not closed by a double quote"
        return 'A double quote inside the string must be written \\"'
    shown = body if len(body) <= 40 else body[:39] + "…"
    return f"This is no line of a PO file: {shown!r}"


def _plain_escapes(string: str, path: PurePath | str, line: int) -> str:
    r"""Return a quoted string whose only escapes are those that polib knows: \\ \" \n \r \t."""
    if not re.search(r"\\[^\\nrt\"]", string):
        return string

    def plain(match: re.Match[str]) -> str:
        if match[1]:
            return match[0]
        if match[2]:
            return _CONTROLS[match[2]]
        codes = match[3].split("\\")
        data = bytes(int(code[1:], 16) if code[0] == "x" else int(code, 8) & 0xFF for code in codes)
        return "".join(_ESCAPED.get(character, character) for character in data.decode("utf-8"))

    try:
        result = _RARE_ESCAPE.sub(plain, string)
    except UnicodeDecodeError as error:
        raise CatalogueError(
            "A numeric escape stands for bytes that are not UTF-8", remedy=_REPAIR, path=path, line=line
        ) from error
    unknown = re.search(r"(?<!\\)(?:\\\\)*(\\[^\\nrt\"])", result)
    if unknown:
        raise CatalogueError(f"Unknown escape sequence {unknown[1]}", remedy=_REPAIR, path=path, line=line)
    return result
