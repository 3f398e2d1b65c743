"""Every command met by every fault at every call that writes: what breaks the laws of `tests/faults/trials.py`.

    PYTHONPATH=. python benchmarks/faults.py [--every 1] [--command update] [--minutes 60] [--log trials.jsonl]

Each trial hits a command at one call (no space, input/output error, no permission, a read-only disk, SIGKILL in the
middle of a write, Ctrl-C, a closed pipe), looks at the files and at what was said, runs the command again without a
fault, and compares with an undisturbed run. `--every N` makes one trial in N. With `--log`, every trial is written to a
file as it ends, and those that stand in it are not made again: after so many minutes the run stops, and the same
command goes on with it. A log belongs to the code that it was made with; after a change, begin another.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.cases import CASES
from tests.faults.stage import Fault, open_stage, why_not
from tests.faults.trials import Ground, list_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.faults.trials import Course

Verdicts = dict[tuple[str, int, str], list[str]]
"""What is wrong, by command, number of its case, and fault."""


def read_log(path: Path | None) -> Verdicts:
    """Return the trials that stand in a log, none where there is no such file; a line that was cut short is none."""
    found: Verdicts = {}
    for line in path.read_text("utf-8").splitlines() if path and path.exists() else ():
        try:
            command, number, fault, wrong = json.loads(line)
        except ValueError:
            continue
        found[command, number, fault] = wrong
    return found


def make_trials(
    ground: Ground,
    course: Course,
    faults: Sequence[Fault],
    known: dict[str, list[str]],
    end: float,
    keep: Callable[[str, list[str]], None],
) -> tuple[int, list[str]]:
    """Make the trials that are not known, until the time of `end`; return how many are known, and what is wrong."""
    done, wrong = 0, []
    for fault in faults:
        lines = known.get(str(fault))
        if lines is None:
            if time.monotonic() > end:
                continue
            lines = ground.attempt(course, fault)
            keep(str(fault), lines)
        done += 1
        wrong += lines
    return done, wrong


def keep(log: Path | None, command: str, number: int, fault: str, lines: list[str]) -> None:
    """Add what came of one trial of a command's case to the log, if there is one: `read_log` reads it back."""
    if log is not None:
        with log.open("a", encoding="utf-8") as stream:
            print(json.dumps([command, number, fault, lines]), file=stream)


def main() -> int:
    """Print a table and what is wrong; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--command", action="append", choices=CASES)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--log", type=Path)
    chosen = parser.parse_args()
    if why_not():
        print(f"skipped: {why_not()}")
        return 0
    start = time.monotonic()
    verdicts = read_log(chosen.log)
    wrong: list[str] = []
    total = 0
    print("| command | calls that write | trials | laws broken |\n|---|---|---|---|", flush=True)
    with open_stage() as stage:
        ground = Ground(stage)
        for command in chosen.command or CASES:
            for number, case in enumerate(CASES[command]):
                course = ground.observe(case)
                faults = list(list_faults(course))[:: chosen.every]
                known = {
                    fault: lines for (name, at, fault), lines in verdicts.items() if (name, at) == (command, number)
                }
                end = start + chosen.minutes * 60
                done, lines = make_trials(
                    ground, course, faults, known, end, partial(keep, chosen.log, command, number)
                )
                wrong += lines
                total += done
                trials = f"{done:,}" if done == len(faults) else f"{done:,} of {len(faults):,}"
                shown = " ".join(case.arguments)
                print(f"| {shown} | {len(course.outcome.calls)} | {trials} | {len(lines)} |", flush=True)
    print(f"| all | | {total:,} | {len(wrong)} |")
    print("\n".join(wrong), file=sys.stderr)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
