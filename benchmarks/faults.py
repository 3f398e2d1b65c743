"""Every command met by every fault at every call that writes: what breaks the laws of `tests/faults/trials.py`.

    PYTHONPATH=. python benchmarks/faults.py [--every 1] [--command update] [--minutes 60]

Each trial hits a command at one call (no space, input/output error, no permission, a read-only disk, SIGKILL in the
middle of a write, Ctrl-C, a closed pipe), looks at the files and at what was said, runs the command again without a
fault, and compares with an undisturbed run. `--every N` makes one trial in N; after so many minutes it stops, and says
which commands it did not come to.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.faults.cases import CASES
from tests.faults.stage import open_stage, why_not
from tests.faults.trials import Ground, list_faults


def main() -> int:
    """Print a table and what is wrong; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--command", action="append", choices=CASES)
    parser.add_argument("--minutes", type=float, default=60.0)
    chosen = parser.parse_args()
    if why_not():
        print(f"skipped: {why_not()}")
        return 0
    end = time.monotonic() + chosen.minutes * 60
    wrong: list[str] = []
    print("| command | calls that write | trials | laws broken |\n|---|---|---|---|", flush=True)
    with open_stage() as stage:
        ground = Ground(stage)
        for command in chosen.command or CASES:
            for case in CASES[command]:
                if time.monotonic() > end:
                    print(f"| {command} | - | not come to | - |")
                    continue
                course = ground.observe(case)
                faults = list(list_faults(course))[:: chosen.every]
                lines = [line for fault in faults for line in ground.attempt(course, fault)]
                wrong += lines
                shown = " ".join(case.arguments)
                print(f"| {shown} | {len(course.outcome.calls)} | {len(faults)} | {len(lines)} |", flush=True)
    print("\n".join(wrong), file=sys.stderr)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
