"""The process's own end: what cannot be printed is told in a line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", [["--help"], ["draft", "--help"], ["--version"], ["segment", "--help"]])
def test_help_that_cannot_be_written_is_told_in_a_line(words: list[str]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "translate", *words], check=False, stdout=full, stderr=subprocess.PIPE, text=True
        )

    assert done.returncode == 2
    assert done.stderr.startswith("translate: standard output: cannot be ")
    assert done.stderr.count("\n") == 1
