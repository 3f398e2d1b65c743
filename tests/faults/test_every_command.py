"""Every command under faults: a full disk, failing calls, Ctrl-C, SIGKILL, a reader who has gone.

This is a sample, the same in every run; `benchmarks/faults.py` meets every call that writes with every fault. The laws
are those of `trials`.
"""

from __future__ import annotations

import errno
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.cases import CASES, Case, list_commands
from tests.faults.stage import ROOT, Fault, open_stage, why_not
from tests.faults.trials import Ground, list_faults
from tests.faults.world import FIRST, PSEUDO

needs_stage = pytest.mark.skipif(bool(why_not()), reason=why_not())
SAMPLE = 2
"""Faults a case."""
_FLAT = [(command, number) for command, cases in CASES.items() for number in range(len(cases))]


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with open_stage() as stage:
        yield Ground(stage)


def test_every_command_has_a_case() -> None:
    """A new command wants a case in `cases.CASES`: how it is run under faults."""
    assert sorted(list_commands()) == sorted(CASES)


@needs_stage
@pytest.mark.parametrize(("command", "number"), _FLAT, ids=[f"{name} {number}" for name, number in _FLAT])
def test_a_fault_loses_nothing_and_is_told(ground: Ground, command: str, number: int) -> None:
    course = ground.observe(CASES[command][number])
    faults = list(list_faults(course))
    chosen = random.Random(f"{command} {number}").sample(faults, min(SAMPLE, len(faults)))

    assert not [line for fault in chosen for line in ground.attempt(course, fault)]


@needs_stage
@pytest.mark.parametrize(("command", "number"), _FLAT, ids=[f"{name} {number}" for name, number in _FLAT])
def test_a_case_writes_unless_its_command_only_reads(ground: Ground, command: str, number: int) -> None:
    """A case whose command finds nothing to do would meet no fault."""
    course = ground.observe(CASES[command][number])

    assert bool(course.outcome.calls) != CASES[command][number].reads


@needs_stage
@pytest.mark.parametrize("error", [errno.EIO, errno.EROFS])
def test_a_workbook_on_a_disk_that_fails_for_good_is_refused_in_a_line(ground: Ground, error: int) -> None:
    """What openpyxl removes as the program ends cannot be removed then."""
    course = ground.observe(CASES["export xlsx"][0])
    moments = [at for at, call in enumerate(course.outcome.calls, 1) if "openpyxl" in call]

    assert moments
    assert not [line for at in moments for line in ground.attempt(course, Fault("fail on", at, error))]


@needs_stage
@pytest.mark.parametrize(("command", "part"), [("update", ".po"), ("memory import", ".sqlite-wal")])
def test_a_run_killed_anywhere_is_made_up_for(ground: Ground, command: str, part: str) -> None:
    """SQLite's own writes are among the moments."""
    course = ground.observe(CASES[command][0])
    moments = range(1, len(course.outcome.calls) + 1)

    assert any(part in call for call in course.outcome.calls if call.startswith("write"))
    assert not [line for at in moments[::10] for line in ground.attempt(course, Fault("kill", at))]


@needs_stage
def test_a_memory_made_anew_takes_the_place_of_a_damaged_one_whole_or_not_at_all(ground: Ground) -> None:
    """SQLite says nothing where it cannot bring its log into the file as it closes it."""
    course = ground.observe(CASES["memory stats"][1])
    moments = [at for at, call in enumerate(course.outcome.calls, 1) if call.endswith((".sqlite.new", "memory"))]

    assert len(moments) > 10
    assert not [line for at in moments[::3] for line in ground.attempt(course, Fault("fail on", at, errno.ENOSPC))]


@needs_stage
@pytest.mark.parametrize("command", ["update", "publish", "memory export", "import csv"])
def test_what_is_renamed_into_place_is_on_the_disk(ground: Ground, command: str) -> None:
    """Otherwise a power cut could leave an empty file under the new name."""
    renamed = 0
    unsafe = set()
    for call in ground.observe(CASES[command][0]).outcome.calls:
        kind, _, name = call.partition(" ")
        if kind == "write":
            unsafe.add(name)
        elif kind == "fsync":
            unsafe.discard(name)
        elif kind == "rename":
            renamed += 1
            folder, _, last = name.rpartition("/")
            assert not [one for one in unsafe if one.startswith(f"{folder}/.{last}.")], call
    assert renamed


@needs_stage
@pytest.mark.parametrize("at", [3, 300, 3_000, 12_000, 25_000, 50_000, 80_000])
def test_ctrl_c_in_any_function(ground: Ground, at: int) -> None:
    course = ground.observe(Case(("update", *PSEUDO, FIRST)))

    assert not ground.attempt(course, Fault("interrupt", at, calls=True))


@pytest.mark.parametrize("at", [1, 20, 60, 120, 200])
def test_ctrl_c_while_the_program_starts(tmp_path: Path, at: int) -> None:
    """The program is interrupted when it imports its module number `at`."""
    script = f"""
import signal, sys
left = {at}
def hook(event, arguments):
    global left
    if event == "import":
        left -= 1
        if not left:
            signal.raise_signal(signal.SIGINT)
from translate.program import main
sys.argv = ["translate", "status"]
sys.addaudithook(hook)
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 130, done.stderr
    assert re.fullmatch(r"translate: interrupted; .* Run the command again.*\n", done.stderr)
