"""A translation memory on disk: what is put in, taken out and counted."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from translate.memory.records import Statistics
from translate.memory.rows import FROM, INSERT, SELECT, as_record, as_row, digest_text
from translate.memory.schema import connect, refusals, transaction
from translate.memory.words import index_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from translate.memory.records import Record

LENGTH_SHIFT = 40
"""A unit's number holds the number of its source's words above this bit, so that the index is sorted by length."""
_SERIAL = (1 << LENGTH_SHIFT) - 1
LONGEST = 255
"""Sources with more words than this count as one length."""
SAMPLE = 8
"""One unit in so many is looked at to learn how common words are: near enough, and the others are stored sooner."""
_BATCH = 10_000


class Memory:
    """The memory of one pair of languages, in one SQLite database. Use it in a `with` block, or close it.

    Every method raises StorageError where the file cannot be used and DamagedError where it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection: sqlite3.Connection = connect(path)

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    def fold_log(self) -> None:
        """Take what the log holds into the file itself, so that the file can be moved alone. Raises StorageError.

        Closing does that, too, but says nothing where it cannot.
        """
        with self.guarded():
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def guarded(self) -> AbstractContextManager[None]:
        """Return a context that turns SQLite's errors into ours."""
        return refusals(self.path)

    def catalogues(self) -> dict[str, str]:
        """Return the digest of each catalogue as it was when its units were learnt."""
        with self.guarded():
            return dict(self.connection.execute("SELECT name, digest FROM document WHERE id > 0"))

    def learn(self, name: str, digest: str, records: Sequence[Record]) -> None:
        """Make `records` all that is known of the catalogue `name`, whose content has this digest."""
        with transaction(self.connection, self.path):
            self._learn(name, digest, records)

    def forget(self, names: Iterable[str]) -> None:
        """Forget what was learnt from catalogues that are gone."""
        with transaction(self.connection, self.path):
            for name in names:
                self._remove(name)
                self.connection.execute("DELETE FROM document WHERE name = ?", (name,))

    def relearn(self, catalogues: Iterable[tuple[str, str, Sequence[Record]]], kept: Sequence[str] = ()) -> None:
        """Forget all catalogues but those `kept`, learn these (name, digest, records), and index anew, in one go."""
        run = self.connection.execute
        with transaction(self.connection, self.path):
            marks = ", ".join("?" * len(kept))
            run(f"DELETE FROM document WHERE id > 0 AND name NOT IN ({marks})", kept)  # noqa: S608 - marks only
            run("DELETE FROM unit WHERE document > 0 AND document NOT IN (SELECT id FROM document)")
            run("DELETE FROM frequency")
            run("INSERT INTO word (word) VALUES ('delete-all')")
            last = -1
            while rows := run(
                "SELECT id, source FROM unit WHERE id > ? ORDER BY id LIMIT ?", (last, _BATCH)
            ).fetchall():
                self._index(rows)
                last = rows[-1][0]
            for name, digest, records in catalogues:
                self._learn(name, digest, records)

    def add_imported(self, name: str, records: Iterable[Record]) -> int:
        """Add the records of the file `name`, all or none, and return how many were new."""
        with transaction(self.connection, self.path):
            return self._add(self._document(f"tmx:{name}", "", imported=True), records)

    def records(self) -> Iterator[Record]:
        """Yield all records: the learnt ones by catalogue, then the imported ones by file, each in order."""
        with self.guarded():
            order = f"ORDER BY unit.document < 0, document.name, unit.id & {_SERIAL}"
            for row in self.connection.execute(f"{SELECT} {FROM} {order}"):
                yield as_record(row)

    def find_equal(self, source: str) -> list[Record]:
        """Return the records of exactly this source: the learnt ones first, the newest before the older."""
        with self.guarded():
            rows = self.connection.execute(f"{SELECT} {FROM} WHERE unit.key = ?", (digest_text(source),)).fetchall()
        rows = [row for row in rows if row[0] == source]
        rows.sort(key=lambda row: (row[10] < 0, [-ord(digit) for digit in row[6]], row[9], row[11] & _SERIAL))
        return [as_record(row) for row in rows]

    def fetch(self, numbers: Sequence[int]) -> dict[int, Record]:
        """Return the records of these numbers."""
        marks = ", ".join("?" * len(numbers))
        with self.guarded():
            rows = self.connection.execute(f"{SELECT} {FROM} WHERE unit.id IN ({marks})", numbers)
            return {row[11]: as_record(row) for row in rows}

    def statistics(self) -> Statistics:
        """Count what the memory holds."""
        run = self.connection.execute
        with self.guarded():
            counts = dict(run("SELECT document, count(*) FROM unit GROUP BY document"))
            imported = run("SELECT id, substr(name, 5) FROM document WHERE id < 0 ORDER BY name").fetchall()
            learnt = run("SELECT count(*) FROM document WHERE id > 0").fetchone()[0]
            words = run("SELECT coalesce(sum(id >> ?), 0) FROM unit", (LENGTH_SHIFT,)).fetchone()[0]
        return Statistics(
            learnt=sum(count for number, count in counts.items() if number > 0),
            imported=sum(count for number, count in counts.items() if number < 0),
            catalogues=learnt,
            files={name: counts.get(number, 0) for number, name in imported},
            words=words,
            size=self.path.stat().st_size,
        )

    def _learn(self, name: str, digest: str, records: Sequence[Record]) -> None:
        self._remove(name)
        self._add(self._document(name, digest), records)

    def _document(self, name: str, digest: str, *, imported: bool = False) -> int:
        """Return the number of a catalogue or an imported file, with its digest put on record."""
        run = self.connection.execute
        found = run("SELECT id FROM document WHERE name = ?", (name,)).fetchone()
        if found:
            number: int = found[0]
        else:
            least, most = run(
                "SELECT min(0, coalesce(min(id), 0)), max(0, coalesce(max(id), 0)) FROM document"
            ).fetchone()
            number = least - 1 if imported else most + 1
        run("INSERT OR REPLACE INTO document VALUES (?, ?, ?)", (number, name, digest))
        return number

    def _add(self, document: int, records: Iterable[Record]) -> int:
        """Add the records that the document does not hold yet; return how many."""
        run = self.connection.execute
        serial = first = run("SELECT next FROM serial").fetchone()[0]
        frequency: Counter[str] = Counter()
        added = 0
        stream = iter(records)
        while batch := list(islice(stream, _BATCH)):
            tokens = [index_words(record.source) for record in batch]
            numbers = [
                (min(len(words), LONGEST) << LENGTH_SHIFT) + number for number, words in enumerate(tokens, serial)
            ]
            serial += len(batch)
            before = self.connection.total_changes
            self.connection.executemany(
                INSERT,
                (as_row(number, document, record) for number, record in zip(numbers, batch, strict=True)),
            )
            new = self.connection.total_changes - before
            added += new
            indexed = sorted(zip(numbers, tokens, strict=True))
            if new < len(batch):
                indexed = [item for item in indexed if run("SELECT 1 FROM unit WHERE id = ?", item[:1]).fetchone()]
            self._index_tokens(indexed, frequency)
        self._count(frequency)
        if serial > first:
            run("UPDATE serial SET next = ?", (serial,))
        return added

    def _remove(self, name: str) -> None:
        """Take a document's units out, and out of the index."""
        run = self.connection.execute
        found = run("SELECT id FROM document WHERE name = ?", (name,)).fetchone()
        if found is None:
            return
        frequency: Counter[str] = Counter()
        for number, source in run("SELECT id, source FROM unit WHERE document = ? ORDER BY id", found).fetchall():
            tokens = index_words(source)
            run("INSERT INTO word (word, rowid, stems) VALUES ('delete', ?, ?)", (number, " ".join(tokens)))
            if not number % SAMPLE:
                frequency.subtract(set(tokens))
        run("DELETE FROM unit WHERE document = ?", found)
        self._count(frequency)

    def _index(self, rows: Sequence[tuple[int, str]]) -> None:
        frequency: Counter[str] = Counter()
        self._index_tokens([(number, index_words(source)) for number, source in rows], frequency)
        self._count(frequency)

    def _index_tokens(self, indexed: Sequence[tuple[int, list[str]]], frequency: Counter[str]) -> None:
        """Index units, which are in the order of their numbers: the index is slow in any other."""
        self.connection.executemany(
            "INSERT INTO word (rowid, stems) VALUES (?, ?)",
            ((number, " ".join(tokens)) for number, tokens in indexed),
        )
        for number, tokens in indexed:
            if not number % SAMPLE:
                frequency.update(set(tokens))

    def _count(self, frequency: Counter[str]) -> None:
        """Add to the number of units that each word stands in."""
        self.connection.executemany(
            "INSERT INTO frequency VALUES (?, ?) ON CONFLICT (stem) DO UPDATE SET units = units + excluded.units",
            sorted(frequency.items()),
        )
