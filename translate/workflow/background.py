"""Work that goes on while the caller goes on with its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class StoppedError(Exception):
    """The caller has ended, by an error or an interruption, and nobody wants the work any more."""


class Background:
    """Threads, `hands` at most, made when they are needed: they take up pieces of work in the order of their coming.

    At the end of a `with` block that fails, the work is told to stop: `check`, which it has to call now and then,
    raises StoppedError in it.
    """

    def __init__(self, hands: int = 1) -> None:
        self._hands = hands
        self._stop = threading.Event()
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Background:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def start(self, work: Callable[[], T]) -> Future[T]:
        """Return what `work` will have returned, or raised, once it has had its turn."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(self._hands, thread_name_prefix="background")
        return self._pool.submit(work)

    def check(self) -> None:
        """Raise StoppedError if nobody wants the work any more."""
        if self._stop.is_set():
            raise StoppedError
