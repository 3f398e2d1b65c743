"""How fast the memory's schema of `docs/scaling.md` takes in and answers a million units, on a PostgreSQL server.

    python benchmarks/postgresql.py "host=127.0.0.1 port=5432 user=postgres" [UNITS]

It needs `pip install "psycopg[binary]"`, in an environment of its own, and a server with a database that may be written
to: the tables are made from the page's own text in a schema `benchmark`, which is dropped before and afterwards. The
units and the queries are those of `benchmarks/memory.py`. Words, candidates and similarity are the program's; only the
tables are asked in PostgreSQL's way. Each document of 1,000 units is one transaction, as a caller learns it.
"""

from __future__ import annotations

import math
import random
import re
import sys
import time
from itertools import islice
from typing import TYPE_CHECKING, Any

from memory import QUERIES, ROOT, THRESHOLD, UNITS, change, pairs, show_times

from translate.memory.candidates import ROWS, _plan, word_share
from translate.memory.rows import digest_text
from translate.memory.words import index_words
from translate.similarity import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = 1_000
_BEGIN = "DROP SCHEMA IF EXISTS benchmark CASCADE; CREATE SCHEMA benchmark; SET search_path = benchmark"
_CANDIDATES = "SELECT source, stems, words FROM unit WHERE stems {} %s::integer[] AND words BETWEEN %s AND %s LIMIT %s"
_COLUMNS = "key, document, twin, languages, words, stems, source, target, article, date, editor, draft"


def schema() -> Iterator[str]:
    """Yield the statements of the page."""
    text = (ROOT / "docs" / "scaling.md").read_text("utf-8")
    block = text.partition("```sql\n")[2].partition("```")[0]
    yield from (one for one in re.sub(r"--.*", "", block).split(";") if one.strip())


class Store:
    """The tables on a server, and the numbers of the stems that were met."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.stems: dict[str, int] = {}
        self.size = 0

    def learn(self, name: str, units: list[tuple[str, str]]) -> None:
        """Learn a document in one transaction."""
        tokens = [index_words(source) for source, _ in units]
        with self.connection.transaction(), self.connection.cursor() as cursor:
            new = sorted({word for words in tokens for word in words}.difference(self.stems))
            cursor.execute("INSERT INTO stem (text) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", [new])
            cursor.execute("SELECT text, id FROM stem WHERE text = ANY(%s)", [new])
            self.stems.update(cursor.fetchall())
            cursor.execute("INSERT INTO document (workspace, name, digest) VALUES ('w', %s, '') RETURNING id", [name])
            (document,) = cursor.fetchone()
            cursor.execute("SELECT 1 FROM document WHERE id = %s FOR UPDATE", [document])
            cursor.execute("CREATE TEMP TABLE coming (LIKE unit) ON COMMIT DROP")
            with cursor.copy(f"COPY coming ({_COLUMNS}) FROM STDIN") as copy:
                for (source, target), words in zip(units, tokens, strict=True):
                    numbers = sorted({self.stems[word] for word in words})
                    shown = "{" + ",".join(map(str, numbers)) + "}"
                    kept = (source.replace("\0", ""), target.replace("\0", ""), "a", "2024-05-12T12:05:00Z", "T", "")
                    row = (digest_text(source), document, digest_text(target), "fr-en", min(len(words), 999), shown)
                    copy.write_row((*row, *kept))
            cursor.execute(f"INSERT INTO unit ({_COLUMNS}) SELECT {_COLUMNS} FROM coming ON CONFLICT DO NOTHING")  # noqa: S608 - a constant
            self.size += cursor.rowcount

    def count(self) -> None:
        """Count in how many units each stem stands, as the nightly job does."""
        self.connection.execute(
            "UPDATE stem SET units = c.n FROM (SELECT unnest(stems) AS id, count(*) AS n FROM unit GROUP BY 1) AS c "
            "WHERE c.id = stem.id"
        )
        self.connection.execute("ANALYZE")

    def find_exact(self, source: str) -> list[Any]:
        """Return the targets of a source."""
        query = "SELECT target FROM unit WHERE key = %s AND source = %s"
        return list(self.connection.execute(query, [digest_text(source), source], prepare=True).fetchall())

    def find_similar(self, source: str) -> list[tuple[int, str]]:
        """Return the most similar sources with their scores, the best first."""
        words = index_words(source)
        rows = self.connection.execute(
            "SELECT text, id, units FROM stem WHERE text = ANY(%s)", [list(set(words))], prepare=True
        ).fetchall()
        known = {text: (number, units) for text, number, units in rows}
        frequency = {word: known.get(word, (0, 0))[1] or 1 for word in words}
        share = word_share(THRESHOLD)
        need = math.ceil(len(words) * share / (2 - share) - 1e-9)
        lengths = (need, math.floor(len(words) * (2 - share) / share + 1e-9))
        rarest = sorted(words, key=lambda word: (frequency[word], word))
        asked = [
            re.findall('"(.*?)"', query) for query, *_ in _plan(rarest, len(words) - need + 1, frequency, self.size)
        ]
        numbers = [[known[word][0] for word in query] for query in asked if all(word in known for word in query)]
        found: dict[str, tuple[list[int], int]] = {}
        wanted_stems = {number for number, _ in known.values()}
        single = [query[0] for query in numbers if len(query) == 1]
        for operator, wanted in [("&&", single), *(("@>", query) for query in numbers if len(query) > 1)]:
            if wanted and len(found) < ROWS:
                query = _CANDIDATES.format(operator)
                values = [wanted, *lengths, ROWS - len(found)]
                rows = self.connection.execute(query, values, prepare=True).fetchall()
                found.update((text, (stems, count)) for text, stems, count in rows)
        # No more words than these can be shared: most candidates need no closer look.
        close = [
            text
            for text, (stems, count) in found.items()
            if text != source
            and 2 * min(len(wanted_stems.intersection(stems)) + count - len(stems), len(words))
            >= share * (len(words) + count)
        ]
        scores = [(similarity(text, source, score_cutoff=THRESHOLD) or 0, text) for text in close]
        return sorted((item for item in scores if item[0] >= THRESHOLD), reverse=True)[:5]


def main() -> int:
    """Print the figures as a table in Markdown; return the exit code."""
    try:
        import psycopg
    except ImportError:
        print('skipped: needs psycopg (pip install "psycopg[binary]")')
        return 0
    units = int(sys.argv[2]) if len(sys.argv) > 2 else UNITS
    rng = random.Random(20)
    with psycopg.connect(sys.argv[1], autocommit=True) as connection:
        connection.execute(_BEGIN)
        for statement in schema():
            connection.execute(statement)
        store = Store(connection)
        stream, chosen = islice(pairs(rng), units), []
        started = time.perf_counter()
        for number in range(0, units, DOCUMENT):
            batch = list(islice(stream, DOCUMENT))
            store.learn(f"locales/en/{number}.po", batch)
            if number // DOCUMENT % max(1, units // DOCUMENT // QUERIES) == 0:
                chosen.append(batch[0][0])
        learnt = time.perf_counter()
        store.count()
        counted = time.perf_counter()
        (size,) = connection.execute("SELECT pg_total_relation_size('unit')").fetchone()
        print(
            f"| what | figure |\n|---|---|\n| units | {store.size:,} |\n| tables and indexes | {size / 1e6:,.0f} MB |"
        )
        print(f"| learning, units a second | {store.size / (learnt - started):,.0f} |")
        print(f"| counting the stems once, s | {counted - learnt:.0f} |")
        show_times("exact lookup", chosen, store.find_exact)
        queries = [change(source, chosen, rng) for source in chosen]
        answered = show_times("fuzzy lookup", queries, store.find_similar)
        found = sum(
            any(text == source or score >= similarity(source, query) for score, text in matches)
            for source, query, matches in zip(chosen, queries, answered, strict=True)
        )
        print(f"| fuzzy queries answered | {found} of {len(queries)} |")
        if "--keep" not in sys.argv:
            connection.execute("DROP SCHEMA benchmark CASCADE")
    return 0


if __name__ == "__main__":
    sys.exit(main())
