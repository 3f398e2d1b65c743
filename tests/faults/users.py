"""Those who use a command that goes on until it is told to end, and end it by Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from tests.faults.world import OUTSIDE

_PATIENCE = 15.0
_ADDRESS = re.compile(r"Review at http://([\d.]+:\d+)/#key=(\S+)")
_TOLD = re.compile(r"^\d\d:\d\d:\d\d ", re.M)
ARTICLES = 2
"""Articles of the newsroom that have changed since they were drafted."""


def end(process: int) -> None:
    """Press Ctrl-C, unless the process has ended already."""
    try:
        os.kill(process, signal.SIGINT)
    except ProcessLookupError:
        return


def _is_running(process: int) -> bool:
    """Tell whether a child runs; one that has ended is left to whoever waits for it."""
    try:
        return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    except ChildProcessError:
        return False


def be_patient(process: int, streams: list[Path]) -> None:
    """Wait until something is told of every article that changed, then press Ctrl-C."""
    limit = time.monotonic() + _PATIENCE
    while _is_running(process) and time.monotonic() < limit:
        if sum(len(_TOLD.findall(path.read_text("utf-8"))) for path in streams) >= ARTICLES:
            break
        time.sleep(0.02)
    end(process)


def review(process: int, streams: list[Path]) -> None:
    """Approve another target for the first unit, then press Ctrl-C; what the page is told of a refusal is an error."""
    limit = time.monotonic() + _PATIENCE
    address = None
    while _is_running(process) and time.monotonic() < limit and address is None:
        address = _ADDRESS.search(streams[0].read_text("utf-8"))
        time.sleep(0.02)
    if address is not None:
        try:
            _approve(address[1], address[2])
        except _RefusedError as refusal:
            with streams[1].open("a", encoding="utf-8") as errors:
                errors.write(f"translate: {refusal}\n")
        except (OSError, HTTPException):
            # The run was killed, or interrupted, before it answered.
            pass
    end(process)


class _RefusedError(Exception):
    """What the page shows to a person whose target was not saved."""


def _approve(host: str, key: str) -> None:
    def ask(method: str, path: str, **content: Any) -> Any:
        connection = HTTPConnection(host, timeout=10)
        try:
            headers = {
                "Authorization": f"Bearer {key}",
                "Origin": f"http://{host}",
                "Content-Type": "application/json",
                "Connection": "close",
            }
            connection.request(method, path, json.dumps(content) if content else None, headers)
            answer = connection.getresponse()
            body = json.loads(answer.read())
            if answer.status != 200:
                raise _RefusedError(body["error"])
            return body
        finally:
            connection.close()

    article = f"/api/articles/{ask('GET', '/api/articles')['articles'][0]['id']}"
    unit = ask("GET", article)["units"][0]
    ask("POST", f"{article}/save", unit=unit["id"], version=unit["version"], target=OUTSIDE, approved=True)


USERS: dict[str, Callable[[int, list[Path]], None]] = {"patient": be_patient, "reviewer": review}
"""What each does with a process and the files of its standard output and error."""
