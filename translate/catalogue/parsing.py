"""PO bytes to Catalogue: regular entries by one expression, of the others polib reads the strings.

Of those `scanning` keeps every entry's own text.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from translate.catalogue.entries import FUZZY_FLAG, Catalogue, Entry, Plural, note_of, tell_state
from translate.catalogue.evidence import parse_draft
from translate.catalogue.regular import Strings, read_regular
from translate.catalogue.scanning import cut
from translate.errors import CatalogueError, StorageError
from translate.model import State, Unit

if TYPE_CHECKING:
    from pathlib import Path, PurePath

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*?charset=([^\s\\";]+)', re.IGNORECASE)
_LONG = re.compile(r'".{10,70} .{70,}"')
"""A string on one line that gettext's tools would have wrapped at the blank."""
_REFERENCE = re.compile(r"\u2068([^\u2069]*)\u2069(?::\d+)?|(\S+)")
"""gettext writes a file name with blanks between the marks U+2068 and U+2069."""


class _Text(str):
    """A text cut at line feeds only, as gettext does: `str.splitlines` would also cut at U+2028 and its like."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002, FBT001  the signature of str
        """Return the lines between the line feeds, without them."""
        return self.split("\n")


def read(path: Path) -> Catalogue:
    """Read a PO file.

    Raises CatalogueError on one that cannot be understood, StorageError on one that cannot be opened.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StorageError(
            f"The catalogue cannot be read ({error.strerror})", remedy="Check its name and permissions.", path=path
        ) from error
    return parse(data, path)


def parse(data: bytes, path: PurePath | str) -> Catalogue:
    """Return the catalogue that the bytes of a PO file hold; `render` gives the same bytes back.

    `path` is only named in errors. Raises CatalogueError with the line: broken syntax, an unreadable encoding,
    leftovers of a merge conflict, two entries with one key.
    """
    bom = data.startswith(codecs.BOM_UTF8)
    encoding, text = _decode(data.removeprefix(codecs.BOM_UTF8), path)
    if not text.strip():
        raise CatalogueError(
            "The catalogue is empty", remedy="Restore it from version control, or delete it to begin anew.", path=path
        )
    regular, rest = read_regular(text)
    entries = [
        _entry(one.comments, one.texts, raw=one.raw, strings=one.strings, gap=one.gap, line=one.line + 1)
        for one in regular
    ]
    others, tail = _parse_irregular(text[rest:], text.count("\n", 0, rest), path)
    entries += others
    header = Entry(Unit("", "", "", State.POST_EDITED))
    if entries and entries[0].key == ("", "") and not entries[0].obsolete:
        header, *entries = entries
    _refuse_duplicates(entries, path)
    return Catalogue(
        header=header,
        entries=tuple(entries),
        newline="\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n",
        bom=bom,
        encoding=encoding,
        wraps=not any(_LONG.search(entry.strings or "") for entry in (header, *entries)),
        tail=tail,
        origin=data,
    )


def _decode(data: bytes, path: PurePath | str) -> tuple[str, str]:
    """Return the Python codec's name that the header's charset stands for, and the text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CatalogueError("The catalogue is encoded in UTF-16", remedy="Save it as UTF-8.", path=path, line=1)
    match = _CHARSET.search(data)
    charset = match[1].decode("ascii", "replace") if match else "UTF-8"
    try:
        encoding = "utf-8" if charset == "CHARSET" else codecs.lookup(charset).name
        return encoding, data.decode(encoding)
    except LookupError as error:
        raise CatalogueError(
            f"The header names an unknown charset, {charset!r}",
            remedy="Save the file as UTF-8.",
            path=path,
            line=data.count(b"\n", 0, match.start() if match else 0) + 1,
        ) from error
    except UnicodeDecodeError as error:
        raise CatalogueError(
            f"The byte 0x{data[error.start]:02x} is not {charset}, the charset that the file is read with",
            remedy="Open the file in an editor with its real encoding and save it as UTF-8.",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
        ) from error


def _parse_irregular(text: str, before: int, path: PurePath | str) -> tuple[list[Entry], str]:
    """Return the entries of any text in the PO format, and what stands behind the last; `before` lines precede it."""
    physical = text.split("\n")
    ends = [line + "\n" for line in physical[:-1]] + physical[-1:]
    chunks, tail, canonical = cut([line.removesuffix("\r") for line in physical], path, before)
    found = _read_strings(canonical, path, before) if chunks else []
    entries = [
        _entry(
            chunk.comments,
            strings,
            raw="".join(ends[chunk.first : chunk.last + 1]),
            strings="".join(ends[number] for number in chunk.strings),
            gap="".join(ends[chunk.first - chunk.gap : chunk.first]),
            line=before + chunk.first + 1,
            obsolete=chunk.obsolete,
        )
        for chunk, strings in zip(chunks, found, strict=True)
    ]
    return entries, "".join(ends[tail:])


def _read_strings(canonical: list[str], path: PurePath | str, before: int) -> list[Strings]:
    """Return the strings, by polib, of the lines that `scanning.cut` prepared; `before` lines precede them."""
    import polib

    class Entries(polib.POFile):  # type: ignore[misc]  # polib ships no types
        def find(self, *_args: object, **_options: object) -> None:
            """Find nothing, so that the parser leaves the header among the entries."""

    try:
        found = polib.pofile(_Text("\n".join(canonical)), encoding="utf-8", klass=Entries)
    except OSError as error:
        line = re.search(r"\(line (\d+)\)", str(error))
        raise CatalogueError(
            "This line is out of place in its entry",
            remedy="An entry is msgctxt (or none), msgid, msgstr, in this order.",
            path=path,
            line=before + int(line[1]) if line else None,
        ) from error
    return [
        Strings(
            one.msgctxt,
            one.msgid,
            one.msgstr,
            one.previous_msgctxt,
            one.previous_msgid,
            one.msgid_plural or None,
            tuple(text for _, text in sorted(one.msgstr_plural.items())),
            one.previous_msgid_plural,
        )
        for one in found
    ]


def _entry(
    lines: list[str], texts: Strings, *, raw: str, strings: str, gap: str, line: int, obsolete: bool = False
) -> Entry:
    """Return the entry with these comment lines and texts; the rest is what `Entry` says of its fields."""
    remarks, own, references, flags = _sort_comments(lines)
    plural = None
    target = texts.target
    if texts.plural is not None:
        plural = Plural(texts.plural, texts.plural_targets, texts.previous_plural or "")
        target = texts.plural_targets[0] if texts.plural_targets else ""
    draft, comments = parse_draft(own, target)
    previous = texts.previous_source or ""
    live = tell_state(target, flags, previous, texts.previous_context, draft, plural)
    unit = Unit(
        source=texts.source,
        context=texts.context or "",
        target=target,
        state=State.OBSOLETE if obsolete else live,
        references=references,
        previous_source=previous,
        note=note_of(remarks),
        comments=comments,
        draft=draft,
    )
    return Entry(unit, flags, remarks, texts.previous_context, plural, raw, strings, gap, line)


Sorted = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _sort_comments(lines: list[str]) -> Sorted:
    """Return people's remarks, the program's comments, the references and the flags."""
    remarks: list[str] = []
    comments: list[str] = []
    references: list[str] = []
    flags: list[str] = []
    for line in lines:
        if line.startswith("#."):
            comments.append(line[2:].removeprefix(" "))
        elif line.startswith("#:"):
            references += [match[1] or match[2] for match in _REFERENCE.finditer(line[2:])]
        elif line.startswith("#,"):
            flags += [flag for part in line[2:].split(",") if (flag := part.strip())]
        else:
            remarks.append(line)
    if FUZZY_FLAG in flags:
        flags = [FUZZY_FLAG, *(flag for flag in flags if flag != FUZZY_FLAG)]
    return tuple(remarks), tuple(comments), tuple(references), tuple(flags)


def _refuse_duplicates(entries: list[Entry], path: PurePath | str) -> None:
    seen: dict[tuple[str, str], int] = {}
    for entry in entries:
        first = seen.setdefault(entry.key, entry.line)
        if first != entry.line:
            raise CatalogueError(
                f"This entry repeats the msgctxt and msgid of the one at line {first}",
                remedy="Keep the better translation and delete the other entry.",
                path=path,
                line=entry.line,
            )
