"""The units of an article looked at one by one in the background, those that people change first."""

from __future__ import annotations

from collections import deque
from threading import Condition, Thread
from typing import TYPE_CHECKING

from translate.checks.consistency import find_inconsistencies

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from translate.catalogue.entries import Entry, Key
    from translate.model import Finding, TermMatch

QUIET = 1.0
"""Seconds without a change after which the units are compared with each other."""


class Examination:
    """A thread that calls `examine` with each key that is asked for, and `compare` when it has come to an end.

    The thread begins with the first question and ends with the program, or when it is closed.
    """

    def __init__(self, examine: Callable[[Key], None], compare: Callable[[], None]) -> None:
        self._examine = examine
        self._compare = compare
        self._waiting: deque[Key] = deque()
        self._condition = Condition()
        self._compared = False
        self._closed = False
        self._thread = Thread(target=self._work, name="examination", daemon=True)

    @property
    def pending(self) -> int:
        """How many units are still to be looked at."""
        return len(self._waiting)

    def begin(self, keys: Iterable[Key]) -> None:
        """Forget what was asked for, and ask for all of `keys` in their order."""
        with self._condition:
            self._waiting = deque(keys)
            self._compared = False
            self._condition.notify()
        if not self._thread.is_alive() and not self._closed:
            self._thread.start()

    def ask(self, key: Key, *, compare: bool = True) -> None:
        """Ask for one more unit, before all others; with `compare`, the units are compared again afterwards."""
        with self._condition:
            self._waiting.appendleft(key)
            self._compared = self._compared and not compare
            self._condition.notify()

    def close(self) -> None:
        """End the work after the unit at hand, and wait for that."""
        with self._condition:
            self._closed = True
            self._condition.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        while (key := self._next()) is not None:
            if key:
                self._examine(key[0])
            else:
                self._compare()

    def _next(self) -> tuple[Key, ...] | None:
        """Return the next unit in a tuple, an empty one when it is time to compare, None at the end."""
        with self._condition:
            while not self._closed:
                if self._waiting:
                    return (self._waiting.popleft(),)
                if self._compared:
                    self._condition.wait()
                elif not self._condition.wait(QUIET):
                    self._compared = True
                    return ()
            return None


def find_across(
    live: Mapping[Key, Entry],
    keys: Sequence[Key],
    matches: Callable[[Key], Sequence[TermMatch]],
    *,
    off: Collection[str],
) -> dict[Key, list[Finding]]:
    """Return what is wrong with units beside each other, by their keys; `off` names checks to leave out."""
    owners = [key for key in keys if key in live and live[key].unit.target]
    across: dict[Key, list[Finding]] = {}
    for number, finding in find_inconsistencies([(live[key].unit, matches(key)) for key in owners], off=off):
        across.setdefault(owners[number], []).append(finding)
    return across
