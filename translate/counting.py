"""A number with what it counts."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts: "1 finding", "1,204 findings". `noun` takes a plain "s"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
