"""Catalogue to PO bytes: untouched entries exactly as they were read, the others as `msgcat` writes them."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING

from translate.catalogue.evidence import draft_lines
from translate.catalogue.headers import field_value, set_field
from translate.catalogue.wrapping import PAGE_WIDTH, string_lines, text_width
from translate.model import State

if TYPE_CHECKING:
    from translate.catalogue.entries import Catalogue, Entry


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
    unit = catalogue.header.unit
    content_type, _, _ = field_value(unit.target, "Content-Type").partition("charset=")
    target = set_field(unit.target, "Content-Type", f"{content_type}charset=UTF-8")
    return replace(
        catalogue, header=replace(catalogue.header, unit=replace(unit, target=target), raw=None), encoding="utf-8"
    )


def _render_text(catalogue: Catalogue) -> str:
    newline = catalogue.newline
    pieces: list[str] = []
    header = (catalogue.header,) if catalogue.header.unit.target or catalogue.header.raw else ()
    for entry in (*header, *catalogue.entries):
        if pieces and not pieces[-1].endswith("\n"):
            pieces.append(newline)
        if entry.gap is None or (pieces and not entry.gap and entry.raw is None):
            pieces.append(newline if pieces else "")
        else:
            pieces.append(entry.gap)
        if entry.raw is not None:
            pieces.append(entry.raw)
        else:
            pieces += (line + newline for line in entry_lines(entry))
    return "".join(pieces) + catalogue.tail


def entry_lines(entry: Entry) -> list[str]:
    """Return the lines of an entry, without line ends, in gettext's order and wrapping."""
    unit = entry.unit
    own = (*unit.comments, *(draft_lines(unit.draft) if unit.draft is not None else ()))
    lines = [*entry.remarks, *(f"#. {line}" if line else "#." for line in own), *_reference_lines(unit.references)]
    if entry.flags:
        lines.append("#, " + ", ".join(entry.flags))
    wrap = "no-wrap" not in entry.flags
    obsolete = unit.state is State.OBSOLETE
    previous, prefix = ("#~| ", "#~ ") if obsolete else ("#| ", "")

    def add(start: str, keyword: str, text: str) -> None:
        lines.extend(string_lines(start, keyword, text, wrap=wrap))

    if entry.previous_context is not None:
        add(previous, "msgctxt", entry.previous_context)
    if unit.previous_source:
        add(previous, "msgid", unit.previous_source)
    if entry.plural is not None and entry.plural.previous_source:
        add(previous, "msgid_plural", entry.plural.previous_source)
    if unit.context:
        add(prefix, "msgctxt", unit.context)
    add(prefix, "msgid", unit.source)
    if entry.plural is None:
        add(prefix, "msgstr", unit.target)
    else:
        add(prefix, "msgid_plural", entry.plural.source)
        for number, target in enumerate(entry.plural.targets):
            add(prefix, f"msgstr[{number}]", target)
    return lines


def _reference_lines(references: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    for reference in references:
        name = f"\u2068{reference}\u2069" if " " in reference else reference
        if lines and text_width(lines[-1]) + 1 + text_width(name) <= PAGE_WIDTH:
            lines[-1] += f" {name}"
        else:
            lines.append(f"#: {name}")
    return lines
