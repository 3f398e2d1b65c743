"""How the work grows with the number of units: seconds of processor time at 1,000, 10,000 and 100,000.

    python benchmarks/growth.py [--units 1000 10000 100000]

The exponent is the slope of the time over the number of units, both as logarithms, by least squares: 1 where twice the
units take twice the time. The text is made of random words, so that no data is needed.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recording import ROOT, Record, Table

sys.path.insert(0, str(ROOT))
from translate import catalogue as po
from translate import documents, segmentation
from translate.checks.registry import find_mistakes
from translate.memory import Memory, find_exact, find_similar
from translate.memory import Record as Remembered
from translate.model import Draft, Origin, State, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.model import Segment

LABELS = {"article": "articles/long.fr.txt", "source_language": "fr", "target_language": "en"}
QUERIES = 200
ENOUGH = 0.2
"""Seconds of processor time; what takes less is done again, for the clock is coarse."""


def sentences(count: int) -> list[str]:
    """Return so many distinct sentences of made-up words, the same ones every time."""
    chance = random.Random(7)
    syllables = ("ba", "le", "tri", "sou", "ga", "mé", "pon", "cra", "vi", "dor", "ne", "fu")
    words = ["".join(chance.choice(syllables) for _ in range(chance.randint(1, 4))) for _ in range(20_000)]
    found: dict[str, None] = {}
    while len(found) < count:
        # Zipf's law, roughly: the n-th word is met n times less often than the first.
        chosen = [words[int(len(words) ** chance.random()) - 1] for _ in range(chance.randint(5, 25))]
        found[" ".join(chosen).capitalize() + "."] = None
    return list(found)


def spend(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that a piece of work takes."""
    rounds, start = 0, time.process_time()
    while (spent := time.process_time() - start) < ENOUGH or not rounds:
        work()
        rounds += 1
    return spent / rounds


def change(sources: Sequence[str]) -> list[str]:
    """Return the sentences with one word of every hundredth replaced."""
    return [source.replace(" ", " tout ", 1) if place % 100 == 0 else source for place, source in enumerate(sources)]


def measure(count: int) -> dict[str, float]:
    """Return the seconds of each kind of work on so many units."""
    texts = sentences(count)
    spent: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        first, second = read(Path(place), texts), read(Path(place), change(texts))
        spent["segment"] = spend(lambda: read(Path(place), texts))
        empty = po.merge(None, first, source_digest="1", **LABELS).catalogue
        drafts = {(u.context, u.source): Draft(u.source.upper(), Origin.ENGINE, "made up") for u in empty.units}
        catalogue = po.fill(empty, drafts)
        spent["merge, one in a hundred changed"] = spend(
            lambda: po.merge(catalogue, second, source_digest="2", **LABELS)
        )
        data = po.render(catalogue)
        spent["render a catalogue"] = spend(lambda: po.render(catalogue))
        spent["parse a catalogue"] = spend(lambda: po.parse(data, Path("long.po")))
        units = [replace(unit, state=State.POST_EDITED) for unit in catalogue.units]
        spent["check"] = spend(lambda: check(units))
        spent |= remember(Path(place), units)
    return spent


def read(place: Path, texts: Sequence[str]) -> Sequence[Segment]:
    """Return the segments of an article of these sentences, four to a paragraph."""
    path = place / "long.fr.txt"
    paragraphs = [" ".join(texts[start : start + 4]) for start in range(0, len(texts), 4)]
    path.write_text("\n\n".join(paragraphs), "utf-8")
    return segmentation.segment(documents.read(path, language="fr"))


def check(units: Sequence[Unit]) -> None:
    """Run every check on every unit."""
    for unit in units:
        find_mistakes(unit, ())


def remember(place: Path, units: Sequence[Unit]) -> dict[str, float]:
    """Return the seconds of learning all units, and of looking up a fixed number of them."""
    records = [Remembered(unit.source, unit.target, unit.context, article="long.fr.txt") for unit in units]
    queries = [unit.source for unit in units][:: max(1, len(units) // QUERIES)][:QUERIES]
    paths = iter(place / f"{number}.sqlite" for number in range(1_000_000))

    def learn() -> None:
        with Memory(next(paths)) as memory:
            memory.learn("long.po", "digest", records)

    spent = {"memory, learn": spend(learn)}
    with Memory(next(paths)) as memory:
        memory.learn("long.po", "digest", records)
        spent[f"memory, {QUERIES} exact lookups"] = spend(lambda: look(find_exact, memory, queries))
        changed = [query.replace(" ", " tout ", 1) for query in queries]
        spent[f"memory, {QUERIES} fuzzy lookups"] = spend(lambda: look(find_similar, memory, changed, 75))
    return spent


def look(search: Callable[..., object], memory: Memory, queries: Sequence[str], *limits: Any) -> None:
    """Look up every query."""
    for query in queries:
        search(memory, query, *limits)


def slope(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Return the slope of log y over log x, by least squares."""
    points = [(math.log(x), math.log(max(y, 1e-9))) for x, y in zip(xs, ys, strict=True)]
    mean_x, mean_y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    chosen = parser.parse_args()
    record = Record("growth")
    found = {}
    for count in chosen.units:
        found[count] = measure(count)
        print(f"{count:,} units done", file=sys.stderr, flush=True)
    names = list(next(iter(found.values())))
    rows: list[tuple[str | float, ...]] = [
        (
            name,
            *(found[count][name] for count in chosen.units),
            slope(chosen.units, [one[name] for one in found.values()]),
        )
        for name in names
    ]
    columns = ("work", *(f"{count:,} units, s" for count in chosen.units), "exponent")
    record.add(Table("Growth with the number of units", columns, rows, "Seconds of processor time."))
    record.save()
    return 0


if __name__ == "__main__":
    sys.exit(main())
