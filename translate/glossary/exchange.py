"""Glossaries in and out of other tools: TBX, OmegaT's tab-separated glossary, and our own CSV."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate.errors import GlossaryError
from translate.glossary.rows import DEFAULT_CASE, KINDS, examine, write
from translate.glossary.table import decode
from translate.glossary.tbx import read_tbx, write_tbx
from translate.model import Term, TermKind
from translate.storage import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TBX, _OMEGAT, _CSV = (".tbx", ".xml"), (".tsv", ".tab", ".txt", ".utf8"), (".csv",)
_KIND = re.compile(rf"\[({'|'.join(KINDS)})\]\s*")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file gave: `terms`, and `passed_over`, what could not become a row and why."""

    terms: tuple[Term, ...]
    passed_over: tuple[GlossaryError, ...] = ()


def import_terms(path: Path, source: str = "fr", target: str = "en") -> Imported:
    """Return the terms of a TBX, OmegaT or CSV file, whichever its suffix says. Raises GlossaryError."""
    match _format(path):
        case "tbx":
            return Imported(*read_tbx(path, source, target))
        case "omegat":
            return read_omegat(path)
    return Imported(*examine(path))


def export_terms(path: Path, terms: Iterable[Term], source: str = "fr", target: str = "en") -> None:
    """Write terms as TBX, OmegaT or CSV, whichever the suffix of `path` says. Raises GlossaryError, StorageError."""
    match _format(path):
        case "tbx":
            write_tbx(path, terms, source, target)
        case "omegat":
            write_omegat(path, terms)
        case _:
            write(path, terms)


def write_omegat(path: Path, terms: Iterable[Term]) -> None:
    """Write an OmegaT glossary: source, target, comment in UTF-8, one line for each spelling. Raises StorageError.

    The comment holds the kind in square brackets and the note. The format has no room for plurals, other allowed
    forms, forbidden ones and case rules.
    """
    lines = ["# Glossary in OmegaT's format: source, target, comment"]
    for term in terms:
        for spelling in (term.source, *term.variants):
            comment = f"[{term.kind}] {term.note}".strip()
            lines.append("\t".join(" ".join(cell.split()) for cell in (spelling, term.target, comment)))
    write_bytes(path, ("\n".join(lines) + "\n").encode())


def read_omegat(path: Path) -> Imported:
    """Return the terms of an OmegaT glossary; lines that follow each other and differ in the source alone are one row.

    A kind in square brackets at the start of the comment is the row's kind; without one it is TERM. Raises
    GlossaryError when the file cannot be read.
    """
    terms: list[Term] = []
    passed: list[GlossaryError] = []
    for number, line in enumerate(decode(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [unicodedata.normalize("NFC", cell).strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[0] or not cells[1]:
            remedy = "Write source, tab, target."
            passed.append(GlossaryError("The line has no source or no target", remedy=remedy, path=path, line=number))
            continue
        comment = cells[2] if len(cells) > 2 else ""
        marked = _KIND.match(comment)
        kind = TermKind(marked[1]) if marked else TermKind.TERM
        note = comment[marked.end() :] if marked else comment
        last = terms[-1] if terms else None
        if last is not None and marked and (last.target, last.kind, last.note) == (cells[1], kind, note):
            terms[-1] = replace(last, variants=(*last.variants, cells[0]))
        else:
            origin = f"{path}:{number}"
            terms.append(Term(cells[0], cells[1], kind, case=DEFAULT_CASE[kind], note=note, origin=origin))
    return Imported(tuple(terms), tuple(passed))


def _format(path: Path) -> str:
    suffix = path.suffix.lower()
    for name, suffixes in (("tbx", _TBX), ("omegat", _OMEGAT), ("csv", _CSV)):
        if suffix in suffixes:
            return name
    known = ", ".join((*_TBX, *_OMEGAT, *_CSV))
    raise GlossaryError(f'"{suffix}" tells no glossary format', remedy=f"Use one of {known}.", path=path)
