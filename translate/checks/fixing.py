"""Findings that need no person's judgement, set right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from translate.model import Finding, Unit

_ROUNDS = 8
"""One correction may bring another mistake to light: a mark that moved to a doubled space."""


def fix_target(unit: Unit, find: Callable[[Unit], Iterable[Finding]]) -> str:
    """Return the unit's target with every safe fix of `find` applied, and those that they bring to light.

    A target that would change for ever is returned as it was.
    """
    fixed = unit
    for _ in range(_ROUNDS):
        target = apply_fixes(fixed.target, find(fixed))
        if target == fixed.target:
            return target
        fixed = replace(fixed, target=target)
    return unit.target


def apply_fixes(target: str, findings: Iterable[Finding]) -> str:
    """Return `target` with the fixes that the findings offer; of two that overlap, the first one."""
    pieces: list[str] = []
    position = 0
    for finding in sorted(findings, key=lambda one: (one.start, one.end)):
        if finding.fix is not None and finding.start >= position:
            pieces += (target[position : finding.start], finding.fix)
            position = finding.end
    return "".join(pieces) + target[position:]
