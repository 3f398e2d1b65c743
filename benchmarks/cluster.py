"""How much two workers of a cluster do, each held to one core, beside one such worker.

    python benchmarks/cluster.py [--articles 40]

A scheduler and the workers run on this machine's loopback interface, and have loaded the model before a clock starts.
First the engine alone is measured, with plain sentences, twice, of which the quicker counts; then `translate draft`;
then, in one process, the processor time that it costs to cut the sentences into batches. The archive is made of
sentences of `corpus/domain.tsv.xz` under TRANSLATE_DESK_DATA (../shared when it is not set). The caller competes with
the workers for the same cores here; on a cluster it has its own. On a machine with nothing else to do it takes about
three minutes.
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
from typing import TYPE_CHECKING, NamedTuple

from recording import ROOT, Record, Table, run, sentences, write_archive

sys.path.insert(0, str(ROOT))

SENTENCES = 1_000
CUT_SENTENCES = 300
"""Sentences whose cutting is measured."""
CHARACTERS_A_TOKEN = 4

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.engine.cluster import ClusterEngine


class Run(NamedTuple):
    """Seconds of the engine alone, of a draft, of its translating, and of its caller's processor time."""

    engine: float
    draft: float
    translating: float
    caller: float


def time_once(engine: ClusterEngine, texts: Sequence[str]) -> float:
    """Return the seconds that an engine takes for the texts."""
    start = time.perf_counter()
    engine.translate(texts)
    return time.perf_counter() - start


def measure(folder: Path, cores: Sequence[int], texts: Sequence[str]) -> Run:
    """Translate texts, and draft a workspace, with a worker on each of the cores."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}
    described = folder / "scheduler.json"
    described.unlink(missing_ok=True)
    options = "--host 127.0.0.1 --port 0 --no-dashboard --dashboard-address 127.0.0.1:0"
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
        engine = warm(address, len(cores))
        alone = min(time_once(engine, texts) for _ in range(2))
        paths = sorted(path.relative_to(folder) for path in (folder / "articles").iterdir())
        translating = folder / "seconds"
        cost = run(
            [sys.executable, "-c", TIMED, str(translating), "draft", "--quiet", "--scheduler", address, *paths], folder
        )
        shutil.rmtree(folder / "locales")
        shutil.rmtree(folder / ".translate")
        return Run(alone, cost.wall, float(translating.read_text()), cost.processor)
    finally:
        for process in started:
            process.kill()
            process.wait()


ALONE = """
import json, sys
from translate.engine.opening import open_engine
from translate.engine.options import EngineOptions
engine = open_engine("argos", "fr", "en", EngineOptions(threads=1))
engine.translate(["Le vol dure."])
print("ready", flush=True)
engine.translate(json.loads(sys.stdin.readline()))
print("done", flush=True)
"""


def measure_apart(cores: Sequence[int], texts: Sequence[str]) -> float:
    """Return the seconds that a process on each core takes for its share of the texts, with nothing between them."""
    started = [
        subprocess.Popen(
            ["taskset", "-c", str(core), sys.executable, "-c", ALONE],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for core in cores
    ]
    pipes = [(one.stdin, one.stdout) for one in started if one.stdin is not None and one.stdout is not None]
    for _, answers in pipes:
        answers.readline()
    start = time.perf_counter()
    for number, (questions, _) in enumerate(pipes):
        questions.write(json.dumps(texts[number :: len(cores)]) + "\n")
        questions.flush()
    for _, answers in pipes:
        answers.readline()
    took = time.perf_counter() - start
    for one in started:
        one.communicate()
    return took


def measure_cutting(texts: Sequence[str]) -> list[tuple[str | float, ...]]:
    """Return rows: how the texts are cut, into how many batches, and the processor time of two rounds of them."""
    from translate.engine.batches import cut_batches
    from translate.engine.opening import open_engine
    from translate.engine.options import EngineOptions

    engine = open_engine("argos", "fr", "en", EngineOptions(threads=1))
    engine.translate(["Le vol dure."])
    tokens = {text: engine.count_tokens(text) for text in dict.fromkeys(texts)}
    letters = {text: len(text) // CHARACTERS_A_TOKEN for text in tokens}
    cuts = {
        "all at once": [list(tokens)],
        "for one worker": cut_batches(tokens, 1),
        "for two workers": cut_batches(tokens, 2),
        "for eight workers": cut_batches(tokens, 8),
        "for two workers, by characters instead of tokens": cut_batches(letters, 2, 1),
    }
    spent: dict[str, list[float]] = {name: [] for name in cuts}
    for _ in range(2):
        for name, batches in cuts.items():
            start = time.process_time()
            for batch in batches:
                engine.translate(batch)
            spent[name].append(time.process_time() - start)
    whole = sum(spent["all at once"])
    return [(name, str(len(cuts[name])), *both, sum(both) / whole) for name, both in spent.items()]


TIMED = """
import sys, time
from translate.engine.cluster import ClusterEngine
from translate.cli import app
place, sys.argv = sys.argv[1], ["translate", *sys.argv[2:]]
translate, spent = ClusterEngine.translate, [0.0]
def timed(self, *arguments, **options):
    self._connection.open(self._setup, lambda: None)
    start = time.perf_counter()
    try:
        return translate(self, *arguments, **options)
    finally:
        spent[0] += time.perf_counter() - start
        open(place, "w").write(str(spent[0]))
ClusterEngine.translate = timed
app()
"""


def warm(address: str, workers: int) -> ClusterEngine:
    """Wait for the workers and let each load the model; return an engine that uses them."""
    from distributed import Client

    from translate.engine.cluster import ClusterEngine
    from translate.engine.options import EngineOptions

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=120)
    engine = ClusterEngine(address, "argos", "fr", "en", EngineOptions())
    engine.translate(["Le vol dure."])
    return engine


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
        texts = sentences()[-SENTENCES:]
        runs = {count: measure(folder, cores[:count], texts) for count in (1, 2)}
        apart = [measure_apart(cores[:count], texts) for count in (1, 2)]
    one, two = runs[1], runs[2]
    rows: list[tuple[str | float, ...]] = [
        (f"no cluster: processes with a share of {len(texts):,} sentences each", *apart, apart[0] / apart[1]),
        (f"the engine, {len(texts):,} plain sentences", one.engine, two.engine, one.engine / two.engine),
        ("`translate draft`, its translating", one.translating, two.translating, one.translating / two.translating),
        ("`translate draft`, all of it", one.draft, two.draft, one.draft / two.draft),
        ("of which processor time of the caller", one.caller, two.caller, ""),
    ]
    columns = ("what", "one worker, s", "two workers, s", "times as fast")
    note = (
        f"A core for each worker; the caller and the scheduler share them. {chosen.articles} articles, {words:,} words."
    )
    record.add(Table("Two workers beside one", columns, rows, note))
    columns = ("how they are cut", "batches", "first round, s", "second round, s", "times as much as all at once")
    note = f"{CUT_SENTENCES} sentences in one process: seconds of its processor time."
    record.add(Table("What cutting into batches costs", columns, measure_cutting(texts[:CUT_SENTENCES]), note))
    record.save()
    return 0


if __name__ == "__main__":
    sys.exit(main())
