"""What the benchmarks share: the machine they ran on, tables in Markdown, and the figures kept as JSON.

    python benchmarks/recording.py

prints the machine, and writes the pages of results anew. The figures of `benchmarks/NAME.py` are kept in
`benchmarks/results/NAME.json`, and for readers in `benchmarks/results/NAME.md`.
"""

from __future__ import annotations

import json
import lzma
import os
import platform
import random
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
DATA = Path(os.environ.get("TRANSLATE_DESK_DATA", "../shared"))
CORPUS = DATA / "corpus" / "domain.tsv.xz"
PROGRAM = (sys.executable, "-m", "translate")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds by the clock, seconds of processor time, and the most memory in bytes."""

    wall: float
    processor: float
    memory: int


def run(command: Sequence[str | Path], folder: Path, **environment: str) -> Cost:
    """Run a command in `folder` and return its cost, its own children's included. Raises CalledProcessError."""
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    start = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        errors = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors.decode()[-2000:])
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def describe_machine() -> dict[str, str | int]:
    """Return what the figures depend on: processor, cores, memory, load and versions."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        model = next((line.split(":")[1].strip() for line in cpuinfo.open() if line.startswith("model name")), model)
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "processor": model,
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "python": platform.python_version(),
        **{name: version(name) for name in ("ctranslate2", "sentencepiece")},
    }


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures; `note` says how they were come by."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str | float, ...]]
    note: str = ""


class Record:
    """The tables of one benchmark, printed as they come and kept together by `save`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.machine = describe_machine()
        self.tables: list[Table] = []
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in self.machine.items()) + "\n", flush=True)

    def add(self, table: Table) -> None:
        """Print a table in Markdown and keep it."""
        self.tables.append(table)
        print(render(asdict(table)), flush=True)

    def save(self) -> None:
        """Keep the tables as JSON; those of an earlier run that this one did not measure stay, with their machine."""
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{self.name}.json"
        former = json.loads(path.read_text("utf-8"))["tables"] if path.is_file() else []
        titles = {table.title for table in self.tables}
        kept = [table for table in former if table["title"] not in titles]
        new = [{**asdict(table), "machine": self.machine} for table in self.tables]
        data = {"benchmark": self.name, "tables": [*kept, *new]}
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
        write_page(path)


def render(table: dict[str, Any]) -> str:
    """Return a table as Markdown, with its title, its note and, where it is known, the machine."""
    machine = ", ".join(f"{key} {value}" for key, value in table.get("machine", {}).items())
    rows = [
        table["columns"],
        ["---"] * len(table["columns"]),
        *([show(value) for value in row] for row in table["rows"]),
    ]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n\n".join(filter(None, (f"## {table['title']}", table["note"], "\n".join(lines), machine))) + "\n"


def write_page(path: Path) -> None:
    """Write the page of the results in `path` beside it."""
    data = json.loads(path.read_text("utf-8"))
    head = f"# Results of `python benchmarks/{data['benchmark']}.py`\n"
    path.with_suffix(".md").write_text("\n".join([head, *map(render, data["tables"])]), "utf-8")


def show(value: str | float) -> str:
    """Return a figure as a reader wants it: three digits that count."""
    if isinstance(value, str):
        return value
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


def sentences() -> list[str]:
    """Return the distinct French sentences of the corpus that hold no placeholder; none where there is no corpus."""
    if not CORPUS.is_file():
        return []
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        found = dict.fromkeys(line.split("\t")[0] for line in lines)
    return [one for one in found if "｟" not in one and "<" not in one and len(one.split()) > 3]


def write_archive(folder: Path, articles: int, length: int) -> int:
    """Make a workspace of so many articles of `length` sentences each, drawn from the corpus; return the words.

    No sentence stands in two articles as long as the corpus lasts. For measuring only: the texts make no sense.
    """
    drawn = sentences()
    random.Random(8).shuffle(drawn)
    subprocess.run([*PROGRAM, "init", str(folder), "--quiet"], check=True, cwd=ROOT)
    words = 0
    for number in range(articles):
        chosen = [drawn[(number * length + place) % len(drawn)] for place in range(length)]
        words += sum(len(one.split()) for one in chosen)
        paragraphs = [" ".join(chosen[place : place + 4]) for place in range(0, length, 4)]
        path = folder / "articles" / f"article-{number:05}.fr.txt"
        path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    return words


if __name__ == "__main__":
    for name, value in describe_machine().items():
        print(f"{name}: {value}")
    for results in sorted(RESULTS.glob("*.json")):
        write_page(results)
