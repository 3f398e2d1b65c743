"""Sentence pairs: where they are read from, and which of them are held out."""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HELD_OUT_EVERY = 14
"""Every fourteenth line of a file in `training/data` is the in-domain test and is never trained on."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A French sentence and its English translation."""

    french: str
    english: str


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a `FRENCH<TAB>ENGLISH` file, UTF-8, plain or packed with xz.

    A line with fewer than two columns, or with an empty one, is passed over. Raises OSError when the file cannot be
    read and UnicodeDecodeError when it is not UTF-8.
    """
    for _, pair in read_numbered_pairs(path):
        yield pair


def read_numbered_pairs(path: Path) -> Iterator[tuple[int, Pair]]:
    """Yield the pairs of a file with their line numbers, which count from 1 and include the lines passed over."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            columns = [column.strip() for column in line.rstrip("\n").split("\t")]
            if len(columns) >= 2 and columns[0] and columns[1]:
                yield number, Pair(columns[0], columns[1])


def split_held_out(path: Path) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of a file to train on, and those held out: lines 14, 28, 42 and so on."""
    kept: list[Pair] = []
    held_out: list[Pair] = []
    for number, pair in read_numbered_pairs(path):
        (kept if number % HELD_OUT_EVERY else held_out).append(pair)
    return kept, held_out


def corpus_name(path: Path) -> str:
    """Return the name of a corpus file without its suffixes: `hansard` for `hansard.tsv.xz`."""
    return path.name.split(".", 1)[0]
