"""An engine whose work is done by the workers of a Dask cluster; the caller keeps the files and the order.

Because a source comes out the same in any company (`translate.engine.decoding`), it does not matter how the sources
are cut into batches, which worker takes which, or which are done a second time after a worker was lost.
"""

from __future__ import annotations

import time
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from translate.engine.batches import cut_batches
from translate.engine.connection import BEAT_SECONDS, GO_ON, Connection
from translate.engine.opening import open_engine
from translate.engine.worker import Setup, program_digest, translate_batch
from translate.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from translate.engine.options import EngineOptions
    from translate.model import Hypothesis
    from translate.protocols import Engine

PATIENCE_SECONDS = 60.0
"""How long a run waits for a worker to come back when none is left."""


@runtime_checkable
class Counting(Protocol):
    """An engine that can tell how long a source is to its model."""

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of `text`. Raises EngineError."""


class ClusterEngine:
    """The engine that `open_engine` gives, its translations made by the workers of the scheduler at `address`.

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
        self._connection = Connection(address, notify)
        self._local: Engine = open_engine(name, source, target, options)
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
        self._connection.open(self._setup, beat)
        batches = cut_batches(self._measure(distinct), self._connection.count_cores(), self._options.batch_tokens)
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
        executor = self._connection.start_executor()
        waiting = {
            executor.submit(translate_batch, self._setup, batch, hypotheses, align): number
            for number, batch in enumerate(batches)
        }
        try:
            while waiting:
                for future in self._await(list(waiting), beat):
                    yield waiting.pop(future), self._connection.read(future)
        finally:
            # After an error or an interruption nobody wants the rest.
            executor.shutdown(wait=False)

    def _await(self, waiting: Sequence[Future[Any]], beat: Callable[[], None]) -> Collection[Future[Any]]:
        """Return those that are finished, one at least. Raises EngineError where nobody is left to finish one."""
        deserted = time.monotonic()
        while not (finished := wait(waiting, timeout=BEAT_SECONDS, return_when=FIRST_COMPLETED).done):
            beat()
            if self._connection.count_cores():
                deserted = time.monotonic()
            elif time.monotonic() - deserted > PATIENCE_SECONDS:
                raise EngineError(
                    f"the cluster at {self._connection.address} has lost all of its workers", remedy=GO_ON
                )
        return finished

    @cached_property
    def _setup(self) -> Setup:
        return Setup(self.name, *self._pair, self._options, self.signature, program_digest())


def _go_on() -> None:
    """Be called where nobody can end the wait."""
