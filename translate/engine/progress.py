"""Counting finished sources while their parts are finished in any order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Progress:
    """Tells `report` how many sources are finished: a source is when all of its parts are."""

    def __init__(self, parts: Mapping[str, Iterable[str]], report: Callable[[int], None] | None) -> None:
        self._report = report
        self._sources: dict[str, list[str]] = {}
        self._left: Counter[str] = Counter()
        for source, texts in parts.items():
            for text in set(texts):
                self._sources.setdefault(text, []).append(source)
                self._left[source] += 1
        self._tell(sum(self._left[source] == 0 for source in parts))

    def finish(self, part: str) -> None:
        """Take note that a part is finished."""
        finished = 0
        for source in self._sources.pop(part, ()):
            self._left[source] -= 1
            finished += self._left[source] == 0
        self._tell(finished)

    def _tell(self, finished: int) -> None:
        if finished and self._report is not None:
            self._report(finished)
