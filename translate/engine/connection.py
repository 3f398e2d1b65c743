"""The connection to a scheduler of a Dask cluster: opened once, its workers found fit, its errors told in a line."""

from __future__ import annotations

import logging
import re
import threading
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING, Any

from translate.engine.worker import check_worker
from translate.errors import ConfigurationError, EngineError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from translate.engine.worker import Setup
    from translate.model import Hypothesis

CONNECT_SECONDS = 10.0
"""How long a scheduler may take to answer."""
BEAT_SECONDS = 0.2
"""How often one who waits looks whether the answer is still wanted."""
GO_ON = "Start it again and run: translate update; what is finished is not repeated."

_ADDRESS = re.compile(r"(tcp|tls)://[^\s/:]+:\d+|(tcp|tls)://\[[0-9a-fA-F:]+\]:\d+")


class Connection:
    """The connection to the scheduler at `address`, such as tcp://host:8786; `open` makes it.

    `notify` is called with lines that a user should see. Raises ConfigurationError where that is no address.
    """

    def __init__(self, address: str, notify: Callable[[str], None]) -> None:
        if not _ADDRESS.fullmatch(address):
            raise ConfigurationError(
                f"{address!r} is not the address of a scheduler", remedy="Write it like this: tcp://host:8786"
            )
        self.address = address
        self._notify = notify
        self._client: Any = None
        self._opening = threading.Lock()

    def open(self, setup: Setup, beat: Callable[[], None]) -> None:
        """Connect, unless that is done, to a scheduler whose workers can all work as `setup` says.

        `beat` is called some times a second meanwhile: what it raises ends the wait. Raises ConfigurationError where
        the package for it is missing, EngineError where nobody answers or a worker is not fit.
        """
        # In a thread that nobody has to wait for: workers may take long to load their model.
        opened: Future[None] = Future()

        def connect() -> None:
            try:
                with self._opening:
                    self._client = self._client or self._connect(setup)
                opened.set_result(None)
            except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                opened.set_exception(error)

        if self._client is None:
            threading.Thread(target=connect, daemon=True).start()
            while not wait([opened], timeout=BEAT_SECONDS).done:
                beat()
            opened.result()

    def start_executor(self) -> Executor:
        """Return an executor whose calls the workers make; each is made anew, whatever was called before."""
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def count_cores(self) -> int:
        """Return how many batches the workers can do at once. Raises EngineError where the scheduler is gone."""
        try:
            return sum(self._client.nthreads().values())
        except OSError as error:
            raise self._lost() from error

    def read(self, future: Future[Any]) -> list[list[Hypothesis]]:
        """Return what a worker has sent. Raises EngineError where it could not."""
        if future.cancelled():
            raise self._lost()
        error = future.exception()
        if isinstance(error, EngineError):
            raise error
        if error is not None:
            raise _explain(error) from error
        outputs: list[list[Hypothesis]] = future.result()
        return outputs

    def _connect(self, setup: Setup) -> Any:
        """Return the client of a scheduler whose workers were all found fit."""
        try:
            import distributed
        except ImportError as error:
            raise ConfigurationError(
                "a cluster needs the package 'distributed'", remedy="Run: pip install 'translate-desk[cluster]'"
            ) from error
        # What it would tell of lost connections, page by page, is said here in a line.
        for name in [one for one in logging.root.manager.loggerDict if one.partition(".")[0] == "distributed"]:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            client = distributed.Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineError(
                f"no scheduler answers at {self.address}", remedy="Start one there with: dask scheduler"
            ) from error
        try:
            self._check_workers(client.run(check_worker, setup, on_error="return"))
        except OSError as error:
            raise self._lost() from error
        return client

    def _check_workers(self, answers: dict[str, object]) -> None:
        """Refuse a cluster without workers, or with one that would say something else than this machine."""
        if not answers:
            raise EngineError(
                f"the scheduler at {self.address} has no workers",
                remedy=f"Start some, on machines that have this program: dask worker {self.address}",
            )
        for address, answer in answers.items():
            if isinstance(answer, EngineError):
                raise answer
            if isinstance(answer, BaseException):
                raise _explain(answer, address)
        processors = sorted({str(answer) for answer in answers.values()})
        if len(processors) > 1:
            self._notify(
                f"the workers compute on different processors ({', '.join(processors)}): "
                "a draft may differ, now and then, with the worker that makes it"
            )

    def _lost(self) -> EngineError:
        return EngineError(f"the connection to the scheduler {self.address} was lost", remedy=GO_ON)


def _explain(error: BaseException, worker: str = "") -> EngineError:
    """Return the refusal for what a worker, or the cluster for it, has raised."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return EngineError(
            f"a batch was given up after {error.allowed_failures + 1} workers were lost with it",
            remedy="Look at the workers' logs, for lack of memory above all, then run: translate update",
        )
    where = f"the worker {worker}" if worker else "a worker"
    # What a worker cannot even unpack comes back as the text of its error.
    if "ModuleNotFoundError" in repr(error):
        return EngineError(
            f"{where} lacks this program, or a part of it ({error})",
            remedy="Install translate-desk there, the same version as here.",
        )
    lines = str(error).splitlines() or [""]
    return EngineError(f"{where} failed ({type(error).__name__}: {lines[0][:200]})", remedy="Look at the worker's log.")
