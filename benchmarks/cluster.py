"""How much two workers of a cluster do, each held to one core, beside one such worker.

    python benchmarks/cluster.py [--articles 40]

A scheduler and the workers run on this machine's loopback interface. The archive is made of sentences of
`corpus/domain.tsv.xz` under TRANSLATE_DESK_DATA (../shared when it is not set). The caller competes with the workers
for the same cores here; on a cluster it has its own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from recording import ROOT, Record, Table, run, sentences, write_archive

sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Sequence


def measure(folder: Path, cores: Sequence[int]) -> tuple[float, float, float]:
    """Draft a workspace with a worker on each of the cores.

    Returns seconds of the run, of its translating, and of the caller's processor time.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}
    described = folder / "scheduler.json"
    described.unlink(missing_ok=True)
    options = "--host 127.0.0.1 --port 0 --no-dashboard --no-show --dashboard-address 127.0.0.1:0"
    python = [sys.executable, "-m"]
    started = [
        subprocess.Popen(
            [*python, "distributed.cli.dask_scheduler", *options.split(), "--scheduler-file", str(described)],
            env=environment,
        )
    ]
    try:
        while not described.exists() or not described.stat().st_size:
            time.sleep(0.05)
        address = json.loads(described.read_text())["address"]
        one = ["--no-nanny", "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard"]
        started += [
            subprocess.Popen(
                ["taskset", "-c", str(core), *python, "distributed.cli.dask_worker", address, *one], env=environment
            )
            for core in cores
        ]
        warm(address, len(cores))
        paths = sorted(path.relative_to(folder) for path in (folder / "articles").iterdir())
        translating = folder / "seconds"
        cost = run(
            [sys.executable, "-c", TIMED, str(translating), "draft", "--quiet", "--scheduler", address, *paths], folder
        )
        shutil.rmtree(folder / "locales")
        shutil.rmtree(folder / ".translate")
        return cost.wall, float(translating.read_text()), cost.processor
    finally:
        for process in started:
            process.kill()
            process.wait()


TIMED = """
import sys, time
from translate.engine.cluster import ClusterEngine
from translate.cli import app
place, sys.argv = sys.argv[1], ["translate", *sys.argv[2:]]
translate, spent = ClusterEngine.translate, [0.0]
def timed(self, *arguments, **options):
    self._client
    start = time.perf_counter()
    try:
        return translate(self, *arguments, **options)
    finally:
        spent[0] += time.perf_counter() - start
        open(place, "w").write(str(spent[0]))
ClusterEngine.translate = timed
app()
"""


def warm(address: str, workers: int) -> None:
    """Wait for the workers and let each load the model."""
    from distributed import Client

    from translate.engine.cluster import ClusterEngine
    from translate.engine.options import EngineOptions

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=120)
    ClusterEngine(address, "argos", "fr", "en", EngineOptions()).translate(["Le vol dure."])


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=40)
    chosen = parser.parse_args()
    record = Record("cluster")
    cores = sorted(os.sched_getaffinity(0))
    if not sentences() or len(cores) < 2:
        print("skipped: there is no corpus for an archive (set TRANSLATE_DESK_DATA), or only one core")
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        words = write_archive(folder, chosen.articles, 25)
        runs = {count: measure(folder, cores[:count]) for count in (1, 2)}
    rows: list[tuple[str | float, ...]] = [
        (str(count), wall, translating, busy, words / wall, runs[1][0] / wall, runs[1][1] / translating)
        for count, (wall, translating, busy) in runs.items()
    ]
    columns = (
        "workers, a core each",
        "seconds of the run",
        "of which translating",
        "caller's processor time, s",
        "words a second",
        "times one worker, whole run",
        "times one worker, translating",
    )
    record.add(Table("Two workers beside one", columns, rows, f"{chosen.articles} articles, {words:,} words."))
    record.save()
    return 0


if __name__ == "__main__":
    sys.exit(main())
