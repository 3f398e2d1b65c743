"""Sources that wait for the model, from several callers at once, cut into batches of equally long ones.

Nothing is padded. With padding the sums of floating-point numbers come out rounded in another order, and a draft would
depend on what else is in its batch; without, each source gets the bits that it gets alone: benchmarks/engine.md. So
sources of many lengths make many batches, the rare lengths small ones, and a batch of one costs nearly twice as much a
source as a full one. Several callers at once fill each other's.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

K = TypeVar("K", bound="Hashable")
Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A source that a caller waits for, known to it by `number`."""

    caller: int
    number: int
    tokens: Tokens


class Pool(Generic[K]):
    """What waits, by the settings of type K that it is to be decoded with, and by length in tokens.

    `room` tells how many sources of a kind and a length one batch may hold.
    """

    def __init__(self, room: Callable[[K, int], int]) -> None:
        self._room = room
        self._bins: dict[tuple[K, int], list[Waiting]] = {}
        self._left: dict[int, Counter[tuple[K, int]]] = {}
        self._callers = 0

    def enter(self, kind: K, sources: Sequence[Tokens]) -> int:
        """Put in the sources of one caller; return the caller's number."""
        self._callers += 1
        self._left[self._callers] = Counter((kind, len(tokens)) for tokens in sources)
        for number, tokens in enumerate(sources):
            self._bins.setdefault((kind, len(tokens)), []).append(Waiting(self._callers, number, tokens))
        return self._callers

    def leave(self, caller: int) -> None:
        """Take out what is left of a caller's sources."""
        for key in self._left.pop(caller):
            self._keep(key, [one for one in self._bins[key] if one.caller != caller])

    def cut(self) -> tuple[K, list[Waiting]] | None:
        """Take out the next batch, with the settings for it; None when nothing waits.

        It serves the caller with the fewest sources left, and is filled up with those of the others. Full batches come
        first, so that there is time for others to fill the rest, and of those the longest, which take the most time.
        """
        served = min(
            (caller for caller, left in self._left.items() if left),
            key=lambda caller: (self._left[caller].total(), caller),
            default=None,
        )
        if served is None:
            return None
        key = max(self._left[served], key=lambda key: (len(self._bins[key]) >= self._room(*key), key[1]))
        ordered = sorted(self._bins[key], key=lambda one: one.caller != served)
        batch, kept = ordered[: self._room(*key)], ordered[self._room(*key) :]
        self._keep(key, kept)
        for one in batch:
            self._left[one.caller] -= Counter([key])
        return key[0], batch

    def _keep(self, key: tuple[K, int], waiting: list[Waiting]) -> None:
        if waiting:
            self._bins[key] = waiting
        else:
            del self._bins[key]
