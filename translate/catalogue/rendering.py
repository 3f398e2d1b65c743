"""Catalogue to PO bytes: untouched entries exactly as they were read, the others as `msgcat` writes them."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from translate.catalogue.entries import rewritten
from translate.catalogue.evidence import draft_lines
from translate.catalogue.headers import field_value, set_field
from translate.catalogue.wrapping import PAGE_WIDTH, Edition, string_lines
from translate.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from translate.catalogue.entries import Catalogue, Entry

_TELLING = re.compile(r'[«“‹] |[«“‹]"\r?\n|[ "][»”›]')
"""A blank, or the end of a line, inside quotation marks, where gettext's editions differ."""


def render(catalogue: Catalogue) -> bytes:
    """Return the bytes of the PO file.

    A text that the file's old charset cannot hold turns the file into UTF-8.
    """
    text = _render_text(catalogue)
    try:
        data = text.encode(catalogue.encoding)
    except UnicodeEncodeError:
        return render(_in_utf8(catalogue))
    return codecs.BOM_UTF8 + data if catalogue.bom else data


def _in_utf8(catalogue: Catalogue) -> Catalogue:
    header = catalogue.header
    content_type, _, _ = field_value(header.unit.target, "Content-Type").partition("charset=")
    target = set_field(header.unit.target, "Content-Type", f"{content_type}charset=UTF-8")
    header = rewritten(header, replace(header.unit, target=target), fuzzy=header.fuzzy)
    return replace(catalogue, header=header, encoding="utf-8")


def _render_text(catalogue: Catalogue) -> str:
    pieces: list[str] = []
    header = (catalogue.header,) if catalogue.header.unit.target or catalogue.header.raw else ()
    changed = any(entry.strings is None for entry in catalogue.entries)
    edition = find_edition(catalogue.entries) if changed and catalogue.wraps else Edition.UNICODE_14
    for entry in (*header, *catalogue.entries):
        if pieces and not pieces[-1].endswith("\n"):
            pieces.append(catalogue.newline)
        if entry.gap is not None and (entry.raw is not None or entry.gap):
            pieces.append(entry.gap)
        elif pieces:
            pieces.append(catalogue.newline)
        pieces.append(_render_entry(entry, catalogue, edition) if entry.raw is None else entry.raw)
    return "".join(pieces) + catalogue.tail


def find_edition(entries: Iterable[Entry]) -> Edition:
    """Return the edition of gettext's line breaks that a file keeps to: by the first entry that tells, or the earlier.

    So a file that a newer gettext, or an editor with one, has saved is not laid out half in one way, half in the other.
    """
    for entry in entries:
        if entry.strings is not None and _TELLING.search(entry.strings):
            lines = entry.strings.splitlines()
            earlier, later = (string_part(entry, edition=edition) for edition in Edition)
            if earlier != later and lines in (earlier, later):
                return Edition.UNICODE_14 if lines == earlier else Edition.UNICODE_16
    return Edition.UNICODE_14


def _render_entry(entry: Entry, catalogue: Catalogue, edition: Edition) -> str:
    lines = [*comment_lines(entry)]
    if entry.strings is None:
        lines += string_part(entry, wrap=catalogue.wraps, edition=edition)
    return "".join(line + catalogue.newline for line in lines) + (entry.strings or "")


def comment_lines(entry: Entry) -> list[str]:
    """Return the lines of an entry before its strings, without line ends, in gettext's order."""
    unit = entry.unit
    own = (*unit.comments, *(draft_lines(unit.draft) if unit.draft is not None else ()))
    lines = [*entry.remarks, *(f"#. {line}" if line else "#." for line in own), *_reference_lines(unit.references)]
    if entry.flags:
        lines.append("#, " + ", ".join(entry.flags))
    return lines


def string_part(entry: Entry, *, wrap: bool = True, edition: Edition = Edition.UNICODE_14) -> list[str]:
    """Return the lines of an entry's strings, without line ends, wrapped as `msgcat` does it."""
    unit = entry.unit
    wrap = wrap and "no-wrap" not in entry.flags
    previous, prefix = ("#~| ", "#~ ") if unit.state is State.OBSOLETE else ("#| ", "")
    strings: list[tuple[str, str, str]] = []
    if entry.previous_context is not None:
        strings.append((previous, "msgctxt", entry.previous_context))
    if unit.previous_source:
        strings.append((previous, "msgid", unit.previous_source))
    if entry.plural is not None and entry.plural.previous_source:
        strings.append((previous, "msgid_plural", entry.plural.previous_source))
    if unit.context:
        strings.append((prefix, "msgctxt", unit.context))
    strings.append((prefix, "msgid", unit.source))
    if entry.plural is None:
        strings.append((prefix, "msgstr", unit.target))
    else:
        strings.append((prefix, "msgid_plural", entry.plural.source))
        strings += ((prefix, f"msgstr[{number}]", target) for number, target in enumerate(entry.plural.targets))
    return [
        line
        for start, keyword, text in strings
        for line in string_lines(start, keyword, text, wrap=wrap, edition=edition)
    ]


def _reference_lines(references: tuple[str, ...]) -> list[str]:
    """Return the `#:` lines; a name with blanks stands between the marks U+2068 and U+2069, as gettext writes it."""
    lines: list[str] = []
    for reference in references:
        name = f"\u2068{reference}\u2069" if " " in reference else reference
        # gettext counts bytes here, not columns.
        if lines and len(f"{lines[-1]} {name}".encode()) <= PAGE_WIDTH:
            lines[-1] += f" {name}"
        else:
            lines.append(f"#: {name}")
    return lines
