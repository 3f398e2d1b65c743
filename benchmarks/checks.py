"""How often the checks are wrong, how much they find, and how fast they are.

    python benchmarks/checks.py [--pofilter PATH]

- *False alarms*: the human translations of FLORES-101 dev, from the folder that the environment variable
  TRANSLATE_DESK_DATA names (../shared when it is not set): all 997 sentences and 500 drawn by a seed. Human
  translations have faults, too: `checks-review.tsv` says which findings a person found justified, by line and check.
- *Mistakes of our own*: `mistakes.jsonl`, `field-mistakes.jsonl` and `blind-mistakes.jsonl` in
  `tests/corpora/checks`, each with the check that should find it; beside them sound targets that no check should
  speak about.
- *Mistakes by machine*: the same human translations with one mistake put into each by a rule, where the rule applies
  and where the check was silent before.
- With `--pofilter`, the program of that name from translate-toolkit does the same, all of its default tests on.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from mutations import MUTATIONS, NAMES

from translate.checks.registry import CHECKS, find_mistakes
from translate.drafting.figures import FigurePolicy
from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.glossary.rows import bundled_path, merge
from translate.model import State, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.protocols import TermPolicy

    Pair = tuple[str, str]

DATA = Path(os.environ.get("TRANSLATE_DESK_DATA", "../shared")) / "eval" / "mt"
HERE = Path(__file__).parent
CORPORA = HERE.parent / "tests" / "corpora" / "checks"
SEED, DRAWN, MOST = 7, 500, 100


def find(pair: Pair, policy: TermPolicy) -> set[str]:
    """Return the names of the checks that have something to say about a pair."""
    source, target = pair
    return {one.check for one in find_mistakes(Unit(source, "", target, State.POST_EDITED), policy.find(source))}


def print_false_alarms(pairs: Sequence[Pair]) -> None:
    """Print how many sentences each check speaks about, and how many of those are false alarms."""
    with (HERE / "checks-review.tsv").open(encoding="utf-8", newline="") as file:
        faults = {(int(row["line"]), row["check"]) for row in csv.DictReader(file, delimiter="\t")}
    drawn = sorted(random.Random(SEED).sample(range(len(pairs)), min(DRAWN, len(pairs))))
    policies = {"names only": NAMES, "bundled glossary": TermFinder(Glossary(merge([bundled_path()])))}
    for title, policy in policies.items():
        found = {number: find(pair, policy) for number, pair in enumerate(pairs)}
        false = {number: {c for c in checks if (number + 1, c) not in faults} for number, checks in found.items()}
        print(f"\n## False alarms, {title}\n")
        print(f"| check | {len(pairs)} sentences | of these false | {len(drawn)} sentences | of these false |")
        print("|---|---|---|---|---|")
        for name in (check.name for check in CHECKS):
            row = [count(table, numbers, name) for numbers in (found, drawn) for table in (found, false)]
            if any(row):
                print(f"| {name} | {' | '.join(map(str, row))} |")
        row = [
            f"{n} ({100 * n / len(numbers):.1f} %)"
            for numbers in (found, drawn)
            for table in (found, false)
            if (n := sum(bool(table[number]) for number in numbers)) is not None
        ]
        print(f"| **any** | {' | '.join(row)} |")


def count(table: dict[int, set[str]], numbers: Sequence[int] | dict[int, set[str]], name: str) -> int:
    """Return for how many of the numbered sentences a check has something to say."""
    return sum(name in table[number] for number in numbers)


def read_corpus(name: str) -> list[dict[str, str]]:
    """Return the rows of one of our own collections."""
    return [json.loads(line) for line in (CORPORA / name).read_text("utf-8").splitlines()]


def print_own_mistakes(name: str, sound: str) -> list[Pair]:
    """Print how many of our own mistakes are found by the check that is meant to; return them as pairs."""
    policy = FigurePolicy(TermFinder(Glossary(merge([bundled_path()]))))
    rows = read_corpus(name)
    caught: Counter[str] = Counter()
    for row in rows:
        caught[row["expected"]] += row["expected"] in find((row["source"], row["target"]), policy)
    print(f"\n## {len(rows)} mistakes of our own ({name})\n\n| check | caught | of |\n|---|---|---|")
    for check, total in Counter(row["expected"] for row in rows).most_common():
        print(f"| {check} | {caught[check]} | {total} |")
    print(f"| **all** | {sum(caught.values())} ({100 * sum(caught.values()) / len(rows):.1f} %) | {len(rows)} |")
    alarms = [bool(find((row["source"], row["target"]), policy)) for row in read_corpus(sound)]
    print(f"\n{sum(alarms)} of {len(alarms)} sound targets of the same kind raise an alarm.")
    return [(row["source"], row["target"]) for row in rows]


def print_machine_mistakes(pairs: Sequence[Pair], pofilter: str | None) -> None:
    """Put a mistake of each kind into up to MOST sentences and print how many are found."""
    print(f"\n## Mistakes put in by rule, up to {MOST} of each kind\n")
    print("| mistake | made | found by its check | found by any check | pofilter finds more than before |")
    print("|---|---|---|---|---|")
    for title, mutate, expected in MUTATIONS:
        rng = random.Random(SEED)
        clean, wrong = [], []
        for number in rng.sample(range(len(pairs)), len(pairs)):
            source, target = pairs[number]
            changed = mutate(source, target, rng)
            if changed is not None and changed != target and not find(pairs[number], NAMES) & expected:
                clean.append(pairs[number])
                wrong.append((source, changed))
            if len(wrong) == MOST:
                break
        found = [find(pair, NAMES) for pair in wrong]
        before = [find(pair, NAMES) for pair in clean]
        own = sum(bool(checks & expected) for checks in found)
        some = sum(bool(checks - old) for checks, old in zip(found, before, strict=True))
        peer = "not run"
        if pofilter:
            after, ahead = run_pofilter(pofilter, wrong), run_pofilter(pofilter, clean)
            peer = str(sum(bool(new - old) for new, old in zip(after, ahead, strict=True)))
        print(f"| {title} | {len(wrong)} | {own} | {some} | {peer} |", flush=True)


def run_pofilter(program: str, pairs: Sequence[Pair]) -> list[set[str]]:
    """Return, for each pair, the tests of pofilter that it fails."""
    if not pairs:
        return []
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder, "in.po"), Path(folder, "out.po")
        catalogue = polib.POFile(wrapwidth=0)
        catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en"}
        for number, (one, two) in enumerate(pairs):
            catalogue.append(polib.POEntry(msgctxt=str(number), msgid=one, msgstr=two))
        catalogue.save(str(source))
        command = [program, "--progress=none", "--language=en", str(source), str(result)]
        # Its package has the name of ours: it must not find ours on its path.
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        subprocess.run(command, check=True, capture_output=True, env=clean, cwd=folder)
        failed: list[set[str]] = [set() for _ in pairs]
        for entry in polib.pofile(str(result)) if result.exists() else ():
            comments = f"{entry.comment}\n{entry.tcomment}"
            failed[int(entry.msgctxt)] = set(re.findall(r"\(pofilter\) (\w+):", comments))
        return failed


def print_pofilter(title: str, pairs: Sequence[Pair], program: str) -> None:
    """Print how many pairs each of pofilter's tests fails."""
    failed = run_pofilter(program, pairs)
    counts = Counter(name for names in failed for name in names)
    flagged = sum(map(bool, failed))
    tests = ", ".join(f"{name} {count}" for name, count in counts.most_common())
    print(f"\npofilter, {title}: {flagged} of {len(pairs)} ({100 * flagged / len(pairs):.1f} %) fail: {tests}")


def main() -> int:
    """Print the tables; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pofilter", help="the program pofilter, to compare with")
    pofilter = parser.parse_args().pofilter
    own = print_own_mistakes("mistakes.jsonl", "sound.jsonl")
    print_own_mistakes("field-mistakes.jsonl", "field-sound.jsonl")
    print_own_mistakes("blind-mistakes.jsonl", "blind-sound.jsonl")
    if not (DATA / "flores-dev.fr").is_file():
        print(f"\nskipped: there is no {DATA / 'flores-dev.fr'}; set TRANSLATE_DESK_DATA")
        return 0
    sources, targets = ((DATA / f"flores-dev.{tag}").read_text("utf-8").splitlines() for tag in ("fr", "en"))
    pairs = list(zip(sources, targets, strict=True))
    print_false_alarms(pairs)
    start = time.perf_counter()
    units = [(Unit(one, "", two, State.POST_EDITED), NAMES.find(one)) for one, two in pairs]
    middle = time.perf_counter()
    for unit, terms in units:
        find_mistakes(unit, terms)
    seconds = time.perf_counter() - middle
    print(f"\n{len(units) / seconds:,.0f} units a second ({middle - start:.2f} s for the names besides)")
    print_machine_mistakes(pairs, pofilter)
    if pofilter:
        print_pofilter("human translations", pairs, pofilter)
        print_pofilter("mistakes of our own", own, pofilter)
    return 0


if __name__ == "__main__":
    sys.exit(main())
