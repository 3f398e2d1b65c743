"""The changes that were made in the page, so that each can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.review.refusals import UnknownUnitError
from translate.workflow.unit_cache import key_digest

if TYPE_CHECKING:
    from translate.catalogue.entries import Entry

KEPT_STEPS = 500
"""How many changes of one sitting can be taken back in the page."""


class Steps:
    """What units were before each of the newest changes, by numbers that count from 1."""

    def __init__(self) -> None:
        self._before: dict[int, Entry] = {}
        self._last = 0

    def add(self, before: Entry) -> int:
        """Keep what a unit is before a change; return the number of the step."""
        self._last += 1
        self._before[self._last] = before
        self._before.pop(self._last - KEPT_STEPS, None)
        return self._last

    def before(self, identity: str, step: int) -> Entry:
        """Return what the unit with this name in the page was before a step.

        Raises UnknownUnitError where the step is not known, or another unit's.
        """
        entry = self._before.get(step)
        if entry is None or key_digest(*entry.key) != identity:
            raise UnknownUnitError(identity)
        return entry
