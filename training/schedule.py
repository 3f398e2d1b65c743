"""The learning rate over a run: a short rise, a long plateau, and a fall at the end."""

from __future__ import annotations

from dataclasses import dataclass

FLOOR = 0.03
"""What is left of the learning rate at the end of the fall."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A budget in seconds, the last `decay` seconds of which the rate falls, after `warmup` updates of rising."""

    budget: float
    decay: float
    warmup: int

    def multiplier(self, elapsed: float, updates: int) -> float:
        """Return the factor of the learning rates after `elapsed` seconds and `updates` updates of this run.

        It rises linearly to 1 and falls linearly to FLOOR at the end of the budget.
        """
        rise = min(1.0, (updates + 1) / max(1, self.warmup))
        left = max(0.0, self.budget - elapsed)
        fall = 1.0 if left >= self.decay else FLOOR + (1 - FLOOR) * left / self.decay
        return rise * fall
