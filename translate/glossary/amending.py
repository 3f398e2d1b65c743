"""Give a row of a glossary file another target, and leave the rest of the file as it is, byte for byte."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from translate.errors import GlossaryError
from translate.glossary.folding import canonical
from translate.glossary.rows import read
from translate.glossary.table import decode, find_separator, join_cells, split_records
from translate.storage import write_bytes

if TYPE_CHECKING:
    from pathlib import Path


def replace_target(path: Path, source: str, target: str, *, plural: str = "") -> bool:
    """Make `target` the target of the row for `source`; return whether the file has such a row.

    The row's plural becomes `plural`, for the former one was another word's; its other cells stay. Raises GlossaryError
    when the file is broken or has no column for a plural that is given, StorageError when it cannot be written.
    """
    if not path.exists():
        return False
    origin = next((term.origin for term in read(path) if canonical(term.source) == canonical(source)), "")
    if not origin:
        return False
    line = int(origin.rpartition(":")[2])
    if re.search("[|;]", target):
        raise GlossaryError(f'"{target}" holds a sign that parts the values of a cell', remedy="Write it without |;.")
    data = path.read_bytes()
    text = decode(path)
    separator, skipped = find_separator(text)
    records = dict(split_records(path, text[skipped:], separator, first=2 if skipped else 1))
    header = [cell.lower() for cell in next(iter(records.values()))]
    if plural and "plural" not in header:
        raise GlossaryError('there is no column "plural"', remedy="Add plural to its header line.", path=path, line=1)
    new = {"target": target} | ({"plural": plural} if "plural" in header else {})
    cells = dict(zip(header, records[line], strict=True)) | new
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    former = lines[line - 1]
    lines[line - 1] = join_cells([cells[name] for name in header], separator, former[len(former.rstrip("\r\n")) :])
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    write_bytes(path, bom + "".join(lines).encode())
    return True
