"""Where the time of a large draft goes: seconds and share of each stage.

    python benchmarks/stages.py [--articles 100]

Each stage's functions are timed in their thread; what a stage calls that belongs to another stage counts there. The
archive is made of sentences of `corpus/domain.tsv.xz` under TRANSLATE_DESK_DATA (../shared when it is not set).
"""

from __future__ import annotations

import argparse
import functools
import importlib
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recording import ROOT, Record, Table, sentences, write_archive

sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

REST = "the rest"
STAGES: dict[str, tuple[str, ...]] = {
    "read": ("translate.documents:read", "translate.workflow.language:require_language"),
    "segment": ("translate.segmentation:segment",),
    "merge": ("translate.catalogue:merge", "translate.catalogue:fill"),
    "terms": (
        "translate.workflow.term_table:TermTable.request",
        "translate.workflow.term_table:TermTable.known",
        "translate.workflow.terminology:Terminology.tell_names",
    ),
    "memory": ("translate.workflow.production:learn_catalogues", "translate.workflow.production:recall"),
    "plan": ("translate.drafting.climb:make_plan", "translate.drafting.climb:peel"),
    "tokens": (
        "translate.engine.tokens:Tokenizer.encode",
        "translate.engine.tokens:Tokenizer.decode",
        "translate.engine.holding:Holder._hold",
    ),
    "model": ("translate.engine.decoding:Decoder.decode", "translate.engine.decoding:Decoder._load"),
    "guards": ("translate.engine.argos:find_warnings",),
    "restore": ("translate.drafting.rungs:restore",),
    "checks": ("translate.checks.registry:find_mistakes",),
    "write": ("translate.catalogue:render", "translate.catalogue:save", "translate.workflow.unit_cache:UnitCache.save"),
}


class Clock(threading.local):
    """Time by stage, for each thread by itself; a stage's time stops while another one that it called runs."""

    def __init__(self, spent: dict[str, list[float]]) -> None:
        self.spent = spent
        self.running = [REST]
        self.since = time.perf_counter(), time.thread_time()

    def turn(self) -> None:
        """Give the stage that runs now the time since the last turn."""
        now = time.perf_counter(), time.thread_time()
        for place in (0, 1):
            self.spent[self.running[-1]][place] += now[place] - self.since[place]
        self.since = now

    def enter(self, stage: str) -> None:
        """Let a stage's time run."""
        self.turn()
        self.running.append(stage)

    def leave(self) -> None:
        """Let the time of the stage before run again."""
        self.turn()
        self.running.pop()

    def wrap(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return `call` so that its time counts for `stage`; a generator's, as long as it runs itself."""

        @functools.wraps(call)
        def timed(*arguments: Any, **options: Any) -> Any:
            self.enter(stage)
            try:
                made = call(*arguments, **options)
            finally:
                self.leave()
            return self.iterate(stage, made) if hasattr(made, "send") else made

        return timed

    def iterate(self, stage: str, made: Iterator[Any]) -> Iterator[Any]:
        """Yield what a generator yields, its time counted for `stage`."""
        while True:
            self.enter(stage)
            try:
                value = next(made)
            except StopIteration:
                return
            finally:
                self.leave()
            yield value


def arm(clock: Clock) -> None:
    """Put the clock around the functions of every stage, wherever they were imported."""
    importlib.import_module("translate.engine.argos")
    importlib.import_module("translate.workflow.draft")
    for stage, names in STAGES.items():
        for name in names:
            module, _, path = name.partition(":")
            owner: Any = importlib.import_module(module)
            *parents, last = path.split(".")
            for parent in parents:
                owner = getattr(owner, parent)
            call = getattr(owner, last)
            timed = clock.wrap(stage, call)
            setattr(owner, last, timed)
            for other in [one for key, one in sys.modules.items() if key.startswith("translate.")]:
                for key, value in list(vars(other).items()):
                    if value is call:
                        setattr(other, key, timed)


COLUMNS = (
    "stage",
    "s of processor time",
    "% of it",
    "ms a segment",
    "at work or waiting, % of the run by the clock",
)


def tabulate(
    spent: Mapping[str, Sequence[float]], busy: float, wall: float, segments: int
) -> list[tuple[str | float, ...]]:
    """Return a row for each stage: `spent` has its seconds by the clock and of processor time, `busy` all of these."""
    own = {stage: seconds[1] for stage, seconds in spent.items()}
    # The model's own threads are not Python's: theirs is what the process spent beside the stages.
    own["model"] += max(0.0, busy - sum(own.values()))
    return [
        (
            stage,
            own[stage],
            100 * own[stage] / busy,
            1000 * own[stage] / segments,
            "" if stage == REST else 100 * spent[stage][0] / wall,
        )
        for stage in spent
    ]


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100)
    chosen = parser.parse_args()
    record = Record("stages")
    if not sentences():
        print("skipped: there is no corpus for an archive; set TRANSLATE_DESK_DATA")
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        words = write_archive(folder, chosen.articles, 25)
        spent = {stage: [0.0, 0.0] for stage in (*STAGES, REST)}
        arm(Clock(spent))
        from translate import project
        from translate.workflow import draft

        start, busy = time.perf_counter(), time.process_time()
        reports = draft.draft(project.find(folder), sorted((folder / "articles").iterdir()), draft.Options())
        wall, busy = time.perf_counter() - start, time.process_time() - busy
    segments = sum(report.segments for report in reports)
    note = (
        f"{chosen.articles} articles, {segments:,} segments, {words:,} words, {wall:.1f} s by the clock, "
        f"{busy:.1f} s of processor time, start-up not included. The engine works in a thread beside the others."
    )
    record.add(Table("Stages of a large draft", COLUMNS, tabulate(spent, busy, wall, segments), note))
    record.save()
    return 0


if __name__ == "__main__":
    sys.exit(main())
