"""How much memory a draft takes, by the number of articles.

    python benchmarks/flatness.py [--articles 10 100 1000]

The articles have eight sentences each, of `corpus/domain.tsv.xz` under TRANSLATE_DESK_DATA (../shared when it is not
set); the figure is the most memory that `translate draft` had in use.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from recording import PROGRAM, Record, Table, run, sentences, write_archive


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--engine", default="argos")
    chosen = parser.parse_args()
    record = Record("flatness")
    if not sentences():
        print("skipped: there is no corpus for an archive; set TRANSLATE_DESK_DATA")
        return 0
    rows: list[tuple[str | float, ...]] = []
    most: list[float] = []
    for count in chosen.articles:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            write_archive(folder, count, 8)
            paths = sorted(path.relative_to(folder) for path in (folder / "articles").iterdir())
            cost = run([*PROGRAM, "draft", "--quiet", "--engine", chosen.engine, *paths], folder)
        most.append(cost.memory / 2**20)
        rows.append((f"{count:,}", most[-1], 100 * (most[-1] / most[0] - 1), cost.processor))
    columns = ("articles", "most memory, MiB", "% over the first row", "seconds of processor time")
    record.add(Table(f"Memory of a draft by articles, engine {chosen.engine}", columns, rows))
    record.save()
    return 0


if __name__ == "__main__":
    sys.exit(main())
