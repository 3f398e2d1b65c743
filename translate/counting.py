"""A number with what it counts, and its place in a row."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts: "1 finding", "1,204 findings". `noun` takes a plain "s"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def ordinal(number: int) -> str:
    """Return a number's ordinal as English writes it in figures: "1st", "12th", "1,003rd"."""
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"
