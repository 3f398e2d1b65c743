"""An engine whose work is done by the workers of a Dask cluster; the caller keeps the files and the order.

Because a source comes out the same in any company (`translate.engine.decoding`), it does not matter how the sources
are cut into batches, which worker takes which, or which are done a second time after a worker was lost.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from translate.engine.batches import cut_batches
from translate.engine.opening import open_engine
from translate.engine.worker import Setup, check_worker, program_digest, translate_batch
from translate.errors import ConfigurationError, EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from translate.engine.options import EngineOptions
    from translate.model import Hypothesis
    from translate.protocols import Engine

CONNECT_SECONDS = 10.0
"""How long a scheduler may take to answer."""
PATIENCE_SECONDS = 60.0
"""How long a run waits for a worker to come back when none is left."""
BEAT_SECONDS = 0.2
"""How often a run that waits looks whether it is still wanted."""
GO_ON = "Start it again and run: translate update; what is finished is not repeated."

_ADDRESS = re.compile(r"(tcp|tls)://[^\s/:]+:\d+|(tcp|tls)://\[[0-9a-fA-F:]+\]:\d+")


@runtime_checkable
class Counting(Protocol):
    """An engine that can tell how long a source is to its model."""

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of `text`. Raises EngineError."""


class ClusterEngine:
    """The engine `local`, its translations made by the workers of the scheduler at `address`, such as tcp://host:8786.

    It connects when it first has something to translate. `notify` is called with lines that a user should see.
    """

    def __init__(
        self,
        address: str,
        name: str,
        source: str,
        target: str,
        options: EngineOptions,
        notify: Callable[[str], None] = lambda _: None,
    ) -> None:
        if not _ADDRESS.fullmatch(address):
            raise ConfigurationError(
                f"{address!r} is not the address of a scheduler", remedy="Write it like this: tcp://host:8786"
            )
        self._local: Engine = open_engine(name, source, target, options)
        self._address = address
        self._notify = notify
        # The workers have folders and cores of their own.
        self._options = replace(options, cache=None)
        self._pair = (source, target)

    @property
    def name(self) -> str:
        """The name of the engine that the workers run."""
        return self._local.name

    @property
    def signature(self) -> str:
        """That of the engine here: a draft does not show where it was made."""
        return self._local.signature

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The pieces that the model carries through, found here."""
        return self._local.placeholders

    def translate(
        self,
        sources: Sequence[str],
        *,
        hypotheses: int = 1,
        align: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> list[list[Hypothesis]]:
        """Translate each source on a worker; see `translate.protocols.Engine`.

        `progress` is called with 0, too, some times a second while nothing is finished: what it raises ends the wait.
        Raises EngineError when the scheduler or the last worker is gone, or a worker refuses the work.
        """
        distinct = list(dict.fromkeys(sources))
        if not distinct:
            return []
        beat = partial(progress, 0) if progress is not None else _go_on
        self._connect(beat)
        batches = cut_batches(self._measure(distinct), self._count_cores(), self._options.batch_tokens)
        found: dict[str, list[Hypothesis]] = {}
        for number, outputs in self._run(batches, hypotheses, beat, align=align):
            found.update(zip(batches[number], outputs, strict=True))
            if progress is not None:
                progress(len(batches[number]))
        return [found[source] for source in sources]

    def _measure(self, sources: Sequence[str]) -> dict[str, int]:
        """Return each source with its length in tokens; in characters where the engine counts no tokens."""
        count = self._local.count_tokens if isinstance(self._local, Counting) else len
        return {source: count(source) for source in sources}

    def _run(
        self, batches: Sequence[Sequence[str]], hypotheses: int, beat: Callable[[], None], *, align: bool
    ) -> Iterator[tuple[int, list[list[Hypothesis]]]]:
        """Yield the number of each batch with its outputs, as the workers finish them."""
        executor = self._client.get_executor(pure=False)
        waiting = {
            executor.submit(translate_batch, self._setup, batch, hypotheses, align): number
            for number, batch in enumerate(batches)
        }
        try:
            while waiting:
                for future in self._await(list(waiting), beat):
                    yield waiting.pop(future), self._read(future)
        finally:
            # After an error or an interruption nobody wants the rest.
            executor.shutdown(wait=False)

    def _await(self, waiting: Sequence[Future[Any]], beat: Callable[[], None]) -> Collection[Future[Any]]:
        """Return those that are finished, one at least. Raises EngineError where nobody is left to finish one."""
        deserted = time.monotonic()
        while not (finished := wait(waiting, timeout=BEAT_SECONDS, return_when=FIRST_COMPLETED).done):
            beat()
            if self._count_cores():
                deserted = time.monotonic()
            elif time.monotonic() - deserted > PATIENCE_SECONDS:
                raise EngineError(f"the cluster at {self._address} has lost all of its workers", remedy=GO_ON)
        return finished

    def _read(self, future: Future[Any]) -> list[list[Hypothesis]]:
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

    def _count_cores(self) -> int:
        """Return how many batches the workers can do at once. Raises EngineError where the scheduler is gone."""
        try:
            return sum(self._client.nthreads().values())
        except OSError as error:
            raise self._lost() from error

    def _lost(self) -> EngineError:
        return EngineError(f"the connection to the scheduler {self._address} was lost", remedy=GO_ON)

    @cached_property
    def _setup(self) -> Setup:
        return Setup(self.name, *self._pair, self._options, self.signature, program_digest())

    def _connect(self, beat: Callable[[], None]) -> None:
        """Open the connection in a thread that nobody has to wait for: workers may take long to load their model."""
        opened: Future[Any] = Future()

        def open_it() -> None:
            try:
                opened.set_result(self._client)
            except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                opened.set_exception(error)

        if "_client" not in self.__dict__:
            threading.Thread(target=open_it, daemon=True).start()
            while not wait([opened], timeout=BEAT_SECONDS).done:
                beat()
            opened.result()

    @cached_property
    def _client(self) -> Any:
        """The connection, made when it is first needed, to a scheduler whose workers were all found fit."""
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
            client = distributed.Client(self._address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineError(
                f"no scheduler answers at {self._address}", remedy="Start one there with: dask scheduler"
            ) from error
        try:
            self._check_workers(client.run(check_worker, self._setup, on_error="return"))
        except OSError as error:
            raise self._lost() from error
        return client

    def _check_workers(self, answers: dict[str, object]) -> None:
        """Refuse a cluster without workers, or with one that would say something else than this machine."""
        if not answers:
            raise EngineError(
                f"the scheduler at {self._address} has no workers",
                remedy=f"Start some, on machines that have this program: dask worker {self._address}",
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


def _go_on() -> None:
    """Be called where nobody can end the wait."""


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
