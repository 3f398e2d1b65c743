"""How fast a translation memory of a million units answers, and how fast it takes in a TMX document.

    python benchmarks/memory.py [UNITS]

The units are the French and English pairs in `corpus/*.tsv.xz` under the folder that the environment variable
TRANSLATE_DESK_DATA names (../shared when it is not set), or made-up sentences where there are none. The queries are
sources of the memory with up to a quarter of their words replaced, left out or added: similarity 75 at least. A query
counts as answered when the source that it was made from, or one as similar, is among the matches.
"""

from __future__ import annotations

import lzma
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from translate.memory import Memory, Record, find_exact, find_phrase, find_similar  # noqa: E402
from translate.memory.tmx_reading import TmxFile  # noqa: E402
from translate.memory.tmx_writing import write_tmx  # noqa: E402
from translate.similarity import similarity  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
UNITS = 1_000_000
QUERIES = 500
THRESHOLD = 75
DATA = Path(os.environ.get("TRANSLATE_DESK_DATA", "../shared")) / "corpus"
FIRST = ("domain", "hansard", "canada_laws")


def main() -> int:
    """Print the figures as a table in Markdown; return the exit code."""
    units = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    rng = random.Random(20)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "units.tmx"
        sources = write_units(path, units, rng)
        with Memory(Path(folder) / "fr-en.sqlite") as memory:
            started, busy = time.perf_counter(), time.process_time()
            added = memory.add_imported("units.tmx", TmxFile(path, "fr", "en").records())
            wall, cpu = time.perf_counter() - started, time.process_time() - busy
            size = memory.path.stat().st_size
            print("| what | figure |\n|---|---|")
            print(f"| units | {added:,} |\n| TMX document | {path.stat().st_size / 1e6:,.0f} MB |")
            print(f"| database | {size / 1e6:,.0f} MB |")
            print(f"| import, units a second | {added / wall:,.0f} (of processor time {added / cpu:,.0f}) |")
            show_times("exact lookup", sources, lambda source: find_exact(memory, source))
            queries = [change(source, sources, rng) for source in sources]
            answered = show_times("fuzzy lookup", queries, lambda query: find_similar(memory, query, THRESHOLD))
            found = sum(
                any(m.record.source == source or m.score >= similarity(source, query) for m in matches)
                for source, query, matches in zip(sources, queries, answered, strict=True)
            )
            print(f"| fuzzy queries answered | {found} of {len(queries)} |")
            fresh = [" ".join(rng.sample(" ".join(sources).split(), rng.randint(5, 30))) for _ in range(200)]
            show_times("fuzzy lookup, nothing like it", fresh, lambda query: find_similar(memory, query, THRESHOLD))
            phrases = [" ".join(source.split()[1:4]) for source in sources[:200]]
            show_times("concordance, three words", phrases, lambda phrase: find_phrase(memory, phrase))
        print(f"| most memory in use | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB |")
    return 0


def write_units(path: Path, units: int, rng: random.Random) -> list[str]:
    """Write a TMX document of so many units; return the sources of some, spread over it."""
    step = max(1, units // QUERIES)
    chosen: list[str] = []

    def records() -> Iterator[Record]:
        for number, (source, target) in enumerate(islice(pairs(rng), units)):
            if number % step == 0:
                chosen.append(source)
            yield Record(source, target, date="20240512T120500Z", editor="A Translator")

    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(write_tmx(records(), "fr", "en"))
    return chosen


def pairs(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield pairs of the corpus with four words or more; then, and where there is none, made-up ones without end."""
    files = sorted(DATA.glob("*.tsv.xz"), key=lambda file: (file.name.partition(".")[0] not in FIRST, file.name))
    if not files:
        print(f"There is no corpus in {DATA}: the sentences are made up.\n")
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as stream:
            for line in stream:
                source, _, target = line.rstrip("\n").partition("\t")
                if len(source.split()) >= 4 and target.strip():
                    yield source, target
    words = ["".join(rng.choice(("ba", "le", "tri", "sou", "ga", "mé", "pon", "cra")) for _ in range(rng.randint(1, 4)))
             for _ in range(40_000)]  # fmt: skip
    while True:
        # Zipf's law, roughly: the n-th word is met n times less often than the first.
        chosen = [words[int(len(words) ** rng.random()) - 1] for _ in range(rng.randint(4, 40))]
        yield " ".join(chosen), " ".join(reversed(chosen))


def change(source: str, sources: Sequence[str], rng: random.Random) -> str:
    """Return a source with some words replaced, left out or added, at least THRESHOLD alike and not the same."""
    while True:
        words = source.split()
        for _ in range(rng.randint(1, max(1, len(words) // 4))):
            place = rng.randrange(len(words))
            new = rng.choice(rng.choice(sources).split())
            words[place : place + rng.choice((0, 1))] = rng.choice(([new], [new], []))
            words = words or [new]
        changed = " ".join(words)
        if changed != source and similarity(source, changed) >= THRESHOLD:
            return changed


def show_times(what: str, queries: Sequence[str], search: Callable[[str], T]) -> list[T]:
    """Print how long a search takes, in milliseconds; return what it found."""
    found: list[T] = []
    times: list[float] = []
    for query in queries:
        started = time.perf_counter()
        found.append(search(query))
        times.append((time.perf_counter() - started) * 1000)
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    print(f"| {what}, ms: median, 95th percentile | {cuts[49]:.2f}, {cuts[94]:.2f} |")
    return found


if __name__ == "__main__":
    sys.exit(main())
