"""Sources cut into batches for several workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALLEST, LARGEST = 400, 4_000
"""Tokens in a batch: some tenths of a second of a core's work at least, so that the way there costs little, and
some seconds at most, so that a lost worker costs little."""
ROUNDS = 3
"""A batch is what is left, cut in so many parts for each core: the last ones are small, so that all cores finish at
about the same time (guided self-scheduling, Polychronopoulos and Kuck, IEEE Transactions on Computers, 1987)."""


def cut_batches(lengths: Mapping[str, int], cores: int, run: int = 512) -> list[list[str]]:
    """Cut sources, given with their lengths in tokens, into batches for so many cores: the longest first.

    A worker decodes only sources of equal length side by side, up to `run` tokens. They stay together up to there, for
    every such run that is cut in two is one more to decode: `benchmarks/cluster.md` tells what that costs. The batches
    become smaller towards the end.
    """
    left = sum(lengths.values())
    batches: list[list[str]] = []
    room = alike = last = 0
    for source, length in sorted(lengths.items(), key=lambda item: -item[1]):
        if length != last or alike + length > run:
            alike, last = 0, length
        if not batches or (not alike and room < length):
            batches.append([])
            room = min(LARGEST, max(SMALLEST, left // (ROUNDS * max(1, cores))))
        batches[-1].append(source)
        alike += length
        room -= length
        left -= length
    return batches
