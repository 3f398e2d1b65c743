"""Other programs at work: catalogues saved as editors save them, and files that were handed off, with a target in them.

Nothing here is the code under test; `benchmarks/days.py` is where it is used.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import openpyxl
import polib

from translate.exchange.rows import COLUMNS

if TYPE_CHECKING:
    import random
    from pathlib import Path

EDITORS = {"Poedit 3.4.2": 79, "OmegaT 6.0.0": 0, "Weblate 5.4": 77}
"""Programs that people edit catalogues in, and the width at which each breaks lines: 0 where it breaks none."""

_TARGET = COLUMNS.index("target")


def save_as(editor: str, path: Path, data: bytes) -> None:
    """Save a catalogue with the header fields and line breaks of one of the EDITORS."""
    catalogue = polib.pofile(data.decode(), wrapwidth=EDITORS[editor])
    catalogue.metadata["X-Generator"] = editor
    catalogue.metadata["Last-Translator"] = "A person <person@example.org>"
    catalogue.metadata["PO-Revision-Date"] = "2026-05-12 10:00+0200"
    catalogue.save(str(path))


def rewrite_csv(path: Path, text: str, chance: random.Random) -> None:
    """Write a target into one row of a table."""
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    chance.choice(rows[1:])[_TARGET] = text
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def rewrite_xlsx(path: Path, text: str, chance: random.Random) -> None:
    """Write a target into one row of a workbook."""
    book = openpyxl.load_workbook(path)
    book.active.cell(chance.randint(2, book.active.max_row), _TARGET + 1).value = text
    book.save(path)


def rewrite_xliff(path: Path, text: str, chance: random.Random) -> None:
    """Write a target into one unit that has one, and say that it is translated."""
    document = path.read_text("utf-8")
    targets = list(re.finditer(r"(<target xml:lang[^>]*>)[^<]*(?:<(?!/target>)[^<]*)*</target>", document))
    chosen = chance.choice(targets)
    path.write_text(f"{document[: chosen.start()]}{chosen[1]}{text}</target>{document[chosen.end() :]}", "utf-8")


REWRITERS = {"csv": rewrite_csv, "xliff": rewrite_xliff, "xlsx": rewrite_xlsx}
