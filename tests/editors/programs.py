"""Where the programs are that translators use, for tests that run them; a test without its program is skipped."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_OMEGAT = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
_TOOLKIT = os.environ.get("TRANSLATE_TOOLKIT", "")
_WEBLATE = os.environ.get("WEBLATE", "")


def run_omegat(project: Path, home: Path, mode: str = "console-translate") -> None:
    """Run OmegaT without a window, with a home of its own."""
    java = shutil.which("java")
    if java is None or not _OMEGAT.is_file():
        pytest.skip("needs OmegaT: apt-get install omegat, or set OMEGAT_JAR to its OmegaT.jar")
    home.mkdir(exist_ok=True)
    command = [java, f"-Duser.home={home}", "-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-jar", str(_OMEGAT)]
    done = subprocess.run(
        [*command, str(project), f"--mode={mode}", f"--config-dir={home}"], capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "Finished" in done.stdout, done.stdout[-2000:]


def run_toolkit(tool: str, *arguments: str | Path) -> str:
    """Run a tool of translate-toolkit, which lives in an environment of its own, and return what it prints."""
    program = Path(_TOOLKIT) / "bin" / tool if _TOOLKIT else None
    if program is None or not program.is_file():
        pytest.skip("needs translate-toolkit: set TRANSLATE_TOOLKIT to a virtual environment that has it")
    done = subprocess.run(
        [str(program), *(str(argument) for argument in arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run_weblate(old: Path, new: Path) -> list[dict[str, Any]]:
    """Let translators save units by Weblate's own format library; return what it saw of each (`weblate_session`)."""
    python = Path(_WEBLATE) / "bin" / "python"
    if not (_WEBLATE and python.is_file()):
        pytest.skip("needs Weblate: set WEBLATE to a virtual environment that has it")
    session = Path(__file__).parent / "weblate_session.py"
    done = subprocess.run([str(python), str(session), str(old), str(new)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    seen: list[dict[str, Any]] = json.loads(done.stdout)
    return seen
