"""A Dask cluster of real processes on the loopback interface, for tests."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
_WORKER = (
    "{preparation}\n"
    "import sys; sys.argv = ['dask worker', *sys.argv[1:]]\n"
    "from distributed.cli.dask_worker import main; main()"
)
_QUIET = {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error", "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}


class Cluster:
    """A scheduler, and workers of one thread each, in the folder `place`; it is stopped by `close`."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.workers: list[subprocess.Popen[bytes]] = []
        described = place / "scheduler.json"
        options = "--host 127.0.0.1 --port 0 --no-dashboard --dashboard-address 127.0.0.1:0"
        self.scheduler = self._start(
            ["-m", "distributed.cli.dask_scheduler", *options.split(), "--scheduler-file", str(described)]
        )
        deadline = time.monotonic() + 60
        self.address = ""
        while not self.address:
            assert time.monotonic() < deadline, "the scheduler has not started"
            time.sleep(0.05)
            if described.exists() and described.stat().st_size:
                self.address = json.loads(described.read_text())["address"]

    def start_worker(self, preparation: str = "") -> subprocess.Popen[bytes]:
        """Start a worker, which runs `preparation` first, and wait until the scheduler knows it."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            before = len(client.nthreads())
            options = ["--no-nanny", "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard"]
            worker = self._start(["-c", _WORKER.format(preparation=preparation), self.address, *options])
            self.workers.append(worker)
            client.wait_for_workers(before + 1, timeout=60)
        return worker

    def drop(self, worker: subprocess.Popen[bytes]) -> None:
        """Kill a worker at once."""
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        if worker in self.workers:
            self.workers.remove(worker)

    def close(self) -> None:
        """Kill whatever still runs."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, arguments: list[str]) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **_QUIET, "PYTHONPATH": str(ROOT)}
        with (self.place / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments], cwd=self.place, env=environment, stdout=log, stderr=log
            )
