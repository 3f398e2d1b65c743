"""The process under `preload.c` from which each run of the program is forked: see `stage`.

It reads requests from standard input, one JSON object a line, and answers each with one. A run is the real `main`, with
standard output and error in files of its own, and ends as any interpreter does.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType
from typing import Any


def _load() -> Any:
    library = ctypes.CDLL(None)
    library.faults_log.restype = ctypes.c_char_p
    library.faults_arm.argtypes = (ctypes.c_char_p, ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int)
    library.faults_stop_clock.argtypes = (ctypes.c_long,)
    return library


def _warm_up() -> None:
    """Import what the runs will need, so that a fork starts with it."""
    import concurrent.futures
    import sqlite3
    import tempfile

    import langdetect
    import markdown_it
    import polib
    import rapidfuzz
    import regex
    import rich.table

    import translate.cli

    assert all((concurrent.futures, sqlite3, tempfile, langdetect, markdown_it, polib, rapidfuzz, regex, rich.table))
    assert translate.cli


def _interrupt_at(limit: int) -> None:
    """Raise SIGINT in this process when it enters its function number `limit` from here on."""
    left = limit

    def enter(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal left
        left -= event == "call"
        if not left:
            sys.setprofile(None)
            signal.raise_signal(signal.SIGINT)

    sys.setprofile(enter)


def _start(library: Any, request: dict[str, Any]) -> None:
    """Make this process the run that was asked for."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(request["folder"])
    for number, name in ((0, os.devnull), (1, request["stdout"]), (2, request["stderr"])):
        descriptor = os.open(name, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.argv = ["translate", *request["arguments"]]
    library.faults_stop_clock(request["clock"])
    if request["calls"]:
        _interrupt_at(request["at"])
    else:
        root = os.fsencode(request["root"])
        library.faults_arm(root, request["output"], request["at"], request["action"], request["error"])


def _wait(child: int, seconds: float) -> int:
    """Return the status of a child, which is killed after so long."""

    def kill(*_: object) -> None:
        os.kill(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, kill)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _serve() -> bool:
    """Answer requests until there are no more; return True in the children."""
    library = _load()
    requests = Path("/dev/fd/0").open(encoding="utf-8")  # noqa: SIM115 - open as long as the process
    for line in requests:
        request = json.loads(line)
        library.faults_reset()
        child = os.fork()
        if child == 0:
            try:
                _start(library, request)
            except OSError:
                traceback.print_exc()
                os._exit(70)
            return True
        code = _wait(child, request["patience"])
        log = library.faults_log().decode("utf-8", "surrogateescape").splitlines()
        sys.stdout.write(json.dumps({"code": code, "calls": log}) + "\n")
        sys.stdout.flush()
    return False


if __name__ == "__main__":
    _warm_up()
    if _serve():
        from translate.program import main

        main()
