"""Draw the figures in benchmarks/results/*.json as docs/benchmarks.svg.

python benchmarks/plot.py
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from recording import RESULTS, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

PICTURE = ROOT / "docs" / "benchmarks.svg"
OWN, OTHER = "#1f6f8b", "#b9c6cc"


def load(name: str) -> list[dict[str, Any]]:
    """Return the tables of a benchmark; none where it was never run."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text("utf-8"))["tables"] if path.is_file() else []


def draw_speed(axes: Any, tables: list[dict[str, Any]]) -> None:
    """Draw words a second of each program, for the largest archive."""
    table = tables[-1]
    names = [str(row[0]).split(":")[0].replace("`", "").partition(",")[0] for row in table["rows"]]
    axes.barh(names, [row[1] for row in table["rows"]], color=[OTHER] * (len(names) - 1) + [OWN])
    axes.set_title(f"Words a second\n{table['title'].lower()}")
    axes.bar_label(axes.containers[0], fmt="%.0f", padding=3)
    axes.margins(x=0.2)


def draw_stages(axes: Any, tables: list[dict[str, Any]]) -> None:
    """Draw the share of each stage."""
    rows = tables[-1]["rows"][::-1]
    axes.barh([row[0] for row in rows], [row[2] for row in rows], color=OWN)
    axes.set_title("Where the processor time of a draft goes, %")


def draw_growth(axes: Any, tables: list[dict[str, Any]]) -> None:
    """Draw seconds over units, both as logarithms."""
    table = tables[-1]
    units = [int(column.split(" ")[0].replace(",", "")) for column in table["columns"][1:-1]]
    for row in table["rows"]:
        axes.loglog(units, row[1:-1], marker="o", label=f"{row[0]}: {row[-1]:.2f}")
    axes.set_title("Seconds by units, with the exponent")
    axes.legend(fontsize=6, framealpha=0.4)


def draw_memory(axes: Any, tables: list[dict[str, Any]]) -> None:
    """Draw the most memory by number of articles."""
    rows = tables[0]["rows"]
    axes.bar([row[0] for row in rows], [row[1] for row in rows], color=OWN)
    axes.set_title("Most memory of a draft, MiB\nby number of articles")
    axes.bar_label(axes.containers[0], fmt="%.0f")


def main() -> int:
    """Write the picture; return the exit code."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "translate-desk"
    from matplotlib import pyplot

    parts: dict[str, Callable[[Any, list[dict[str, Any]]], None]] = {
        "drafting": draw_speed,
        "stages": draw_stages,
        "growth": draw_growth,
        "flatness": draw_memory,
    }
    found = {name: tables for name in parts if (tables := load(name))}
    if not found:
        print("skipped: there are no results; run the other benchmarks first")
        return 0
    figure, grid = pyplot.subplots((len(found) + 1) // 2, 2, figsize=(11, 3.6 * ((len(found) + 1) // 2)), squeeze=False)
    for axes in grid.flat[len(found) :]:
        axes.set_visible(False)
    for axes, (name, tables) in zip(grid.flat, found.items(), strict=False):
        parts[name](axes, tables)
    figure.tight_layout()
    figure.savefig(PICTURE, metadata={"Date": None})
    print(f"written: {PICTURE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
