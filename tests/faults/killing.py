"""Kill a command at a chosen moment: at its Nth write, fsync or rename, or after a time."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


class Fuse:
    """Counts the moments at which the disk changes, and kills the process at one of them."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.count = 0

    def burn(self) -> bool:
        """Count one moment; tell whether it is the last."""
        self.count += 1
        return self.count == self.limit

    def guard(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return `call` so that the process dies instead of making it, when its moment has come."""

        def guarded(*arguments: Any, **options: Any) -> Any:
            if self.burn():
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **options)

        return guarded


class _TornStream(io.BufferedWriter):
    """A file whose write is cut in the middle when its moment has come."""

    fuse: Fuse

    def write(self, data: Any) -> int:
        if self.fuse.burn():
            super().write(bytes(data)[: len(data) // 2])
            self.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().write(data)


def _arm(fuse: Fuse) -> None:
    opened = os.fdopen

    def fdopen(descriptor: int, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if "b" not in mode or "w" not in mode:
            return opened(descriptor, mode, *arguments, **options)
        stream = _TornStream(io.FileIO(descriptor, "w"))
        stream.fuse = fuse
        return stream

    os.fdopen = fdopen  # type: ignore[assignment]
    for name in ("fsync", "replace", "rename", "unlink", "write", "ftruncate", "mkdir"):
        setattr(os, name, fuse.guard(getattr(os, name)))
    for name in ("replace", "rename", "unlink", "mkdir"):
        setattr(Path, name, fuse.guard(getattr(Path, name)))


def _fork(work: Callable[[], None]) -> int:
    """Run `work` in a child process; return its number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            sink = os.open(os.devnull, os.O_WRONLY)
            os.dup2(sink, 1)
            os.dup2(sink, 2)
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def _run(arguments: Sequence[str]) -> None:
    from typer.testing import CliRunner

    from translate.cli import app

    result = CliRunner().invoke(app, list(arguments))
    if result.exit_code:
        raise SystemExit(result.exit_code)


def kill_at(arguments: Sequence[str], limit: int) -> bool:
    """Run a command in a child that is killed at its moment number `limit`; tell whether it came to that."""

    def work() -> None:
        _arm(Fuse(limit))
        _run(arguments)

    _, status = os.waitpid(_fork(work), 0)
    return os.WIFSIGNALED(status)


def kill_after(arguments: Sequence[str], seconds: float) -> bool:
    """Run a command in a child that is killed after a time; tell whether it was still running."""
    child = _fork(lambda: _run(arguments))
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.WIFSIGNALED(status)
        time.sleep(min(0.001, seconds / 10))
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
