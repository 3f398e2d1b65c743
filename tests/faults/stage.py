"""Run the program with a fault at a chosen call: the disk is full, a write fails, the process is killed there.

The calls are counted below Python, in the C library (`preload.c`), so that those of SQLite and of compiled modules are
among them. The library is compiled when it is needed: without a C compiler, or elsewhere than on Linux, there is no
stage, and `why_not` says so.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

SOURCE = Path(__file__).with_name("preload.c")
ROOT = Path(__file__).parents[2]
CLOCK = 4_102_444_800
"""The time in every run, in seconds: noon stands still, and what a killed run left is old enough to be cleared."""
_PATIENCE = 60.0
_ACTIONS = {"count": 0, "fail": 1, "fail on": 2, "kill": 3, "interrupt": 4}


def why_not() -> str:
    """Return why there is no stage on this machine, "" where there is one."""
    if not sys.platform.startswith("linux"):
        return "needs Linux, whose loader can put a library before the C library"
    return "" if shutil.which("cc") else "needs a C compiler: install gcc"


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong at call number `at`, counted from 1.

    `action` is "fail" (that call with `error`), "fail on" (that one and all later ones; a full disk takes half of a
    write first), "kill" (in the middle of a write, before any other call) or "interrupt" (Ctrl-C). Counted are the
    calls that change the disk; with `output` the writes to standard output instead, with `calls` those of functions.
    """

    action: str = "count"
    at: int = 0
    error: int = 0
    output: bool = False
    calls: bool = False

    def __str__(self) -> str:
        what = f"{self.action} {errno.errorcode[self.error]}" if self.error else self.action
        unit = "write to standard output" if self.output else "function call" if self.calls else "write"
        return f"{what} at {unit} {self.at}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: its exit code (negative: the signal), what it printed, and the calls that were counted."""

    code: int
    stdout: str
    stderr: str
    calls: tuple[str, ...]


@contextmanager
def open_stage() -> Iterator[Stage]:
    """Give a stage in a folder of its own: in memory where the system has such a place, for runs wait for the disk."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder below it is made with a name that nobody knows
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        root = Path(folder).resolve() / "world"
        root.mkdir()
        with Stage(root) as stage:
            yield stage


class _Shelf(SimpleHTTPRequestHandler):
    """Serves files, and says nothing about it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        """Say nothing."""


class Stage:
    """The process that the runs are forked from; use it in a `with` block. `root` is what the faults are about.

    `address` is where the runs find an index of models: a server of the files in the world's inbox.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = Path(tempfile.mkdtemp(prefix="stage-"))
        library = self._folder / "preload.so"
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl"], check=True)
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Shelf, directory=str(root / "inbox")))
        threading.Thread(target=self._web.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._web.server_port}"
        temporary = root / "tmp"
        temporary.mkdir(parents=True, exist_ok=True)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            "LD_PRELOAD": str(library),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(temporary),
            "HOME": str(root / "home"),
            "ARGOS_PACKAGES_DIR": str(root / "packages"),
            "ARGOS_PACKAGE_INDEX": f"{self.address}/",
            "TZ": "UTC",
            # The program chooses this before it first imports openpyxl; the server imports it earlier.
            "OPENPYXL_LXML": "False",
        }
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(10)
        self._web.shutdown()
        self._web.server_close()
        shutil.rmtree(self._folder)

    def run(self, arguments: Sequence[str], folder: Path, fault: Fault | None = None, user: str = "") -> Outcome:
        """Run a command in a folder, with a fault or without one; with a user of `users.USERS` at it or without one."""
        fault = fault or Fault()
        streams = [self._folder / name for name in ("stdout", "stderr")]
        request = {
            "arguments": list(arguments),
            "folder": str(folder),
            "root": str(self.root),
            "stdout": str(streams[0]),
            "stderr": str(streams[1]),
            "clock": CLOCK,
            "patience": _PATIENCE,
            "user": user,
            "output": fault.output,
            "calls": fault.calls,
            "at": fault.at,
            "action": _ACTIONS[fault.action],
            "error": fault.error,
        }
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        print(json.dumps(request), file=self._server.stdin, flush=True)
        answer = json.loads(self._server.stdout.readline())
        out, err = (path.read_text("utf-8", "replace") for path in streams)
        return Outcome(answer["code"], out, err, tuple(answer["calls"]))
