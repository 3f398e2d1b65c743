"""The process under `preload.c` from which each run of the program is forked: see `stage`.

It reads requests from standard input, one JSON object a line, and answers each with one. A run is the real `main`, with
standard output and error in files of its own.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import pkgutil
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import typer
from typer.testing import CliRunner

import translate.cli
from tests.commands import ARTICLE
from tests.faults.users import USERS


def _load() -> Any:
    library = ctypes.CDLL(None)
    library.faults_log.restype = ctypes.c_char_p
    library.faults_arm.argtypes = (ctypes.c_char_p, ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int)
    library.faults_stop_clock.argtypes = (ctypes.c_long,)
    return library


def _warm_up() -> None:
    """Import what the runs will need, so that a fork starts with it."""
    for name in (
        "langdetect",
        "markdown_it",
        "uvicorn",
        "watchfiles",
        "rich.table",
        "rich.console",
        "http.client",
        "xml.sax",
        "zipfile",
    ):
        importlib.import_module(name)
    for module in pkgutil.walk_packages(translate.__path__, "translate."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "articles" / "tir.fr.txt"
        for arguments in (
            ["init", "."],
            ["draft", "--engine=pseudo", "articles/tir.fr.txt"],
            ["publish", article.name],
        ):
            os.chdir(folder if arguments[0] != "publish" else article.parent)
            result = CliRunner().invoke(translate.cli.app, arguments)
            assert result.exit_code in (0, 1), result.output
            article.write_text(ARTICLE, "utf-8")
        os.chdir(translate.__path__[0])
    # A run begins with the tree of commands and options, too: to build it takes a third of a short one.
    tree = typer.main.get_command(translate.cli.app)
    typer.main.get_command = lambda _: tree
    gc.freeze()


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


@contextmanager
def _used(user: str, child: int, streams: list[Path]) -> Iterator[None]:
    """Let a user of that name, if there is one, be at a child meanwhile."""
    thread = threading.Thread(target=USERS[user], args=(child, streams)) if user else None
    if thread is not None:
        thread.start()
    yield
    if thread is not None:
        thread.join()


def _serve() -> bool:
    """Answer requests until there are no more; return True in the children."""
    library = _load()
    requests = Path("/dev/fd/0").open(encoding="utf-8")  # noqa: SIM115 - open as long as the process
    for line in requests:
        request = json.loads(line)
        library.faults_reset()
        streams = [Path(request[name]) for name in ("stdout", "stderr")]
        for path in streams:
            path.write_bytes(b"")
        child = os.fork()
        if child == 0:
            try:
                _start(library, request)
            except OSError:
                traceback.print_exc()
                os._exit(70)
            return True
        with _used(request["user"], child, streams):
            code = _wait(child, request["patience"])
        log = library.faults_log().decode("utf-8", "surrogateescape").splitlines()
        sys.stdout.write(json.dumps({"code": code, "calls": log}) + "\n")
        sys.stdout.flush()
    return False


def _run() -> int:
    """Run the program; return its exit code. The interpreter's own end is left out, for it takes longer than a run."""
    from translate.program import main

    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else end.code is not None
    except BaseException:  # noqa: BLE001 - what no program should let out: the interpreter would print it, too
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    _warm_up()
    if _serve():
        ended = _run()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended)
