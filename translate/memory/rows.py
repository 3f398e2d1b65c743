"""The rows of the memory's database: what is asked of them, and records from and into them."""

from __future__ import annotations

from hashlib import blake2b

from translate.memory.records import Record

COLUMNS = "source, target, context, before, after, article, date, editor, draft"
SELECT = f"SELECT {', '.join('unit.' + name for name in COLUMNS.split(', '))}, document.name, unit.document, unit.id"
INSERT = (
    f"INSERT OR IGNORE INTO unit (id, key, twin, document, {COLUMNS}) "  # noqa: S608 - our own names
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
FROM = "FROM unit JOIN document ON document.id = unit.document"
Row = tuple[str, str, str | None, str | None, str | None, str, str, str, str, str, int, int]
"""What SELECT yields: the fields of a record, then the document's name (9), its number (10), and the unit's (11)."""


def as_record(row: Row) -> Record:
    """Return the record of a row that was selected."""
    return Record(*row[:9], origin=row[9].removeprefix("tmx:") if row[10] < 0 else "")


def as_row(number: int, document: int, record: Record) -> tuple[object, ...]:
    """Return what INSERT puts in for a record of a document."""
    known = (record.context, record.before, record.after, record.article, record.date, record.editor, record.draft)
    # "\\1" keeps "no neighbour" and "neighbour unknown" apart.
    twin = digest_text("\0".join((record.target, *("\1" if part is None else part for part in known))))
    return (number, digest_text(record.source), twin, document, record.source, record.target, *known)


def digest_text(text: str) -> int:
    """Return 64 bits that stand for a text, as SQLite's whole numbers hold them."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)
