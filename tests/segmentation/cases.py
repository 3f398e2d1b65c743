"""The corpus of sentences with their boundaries marked: one case a line, `¦` where a segment ends."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

CORPUS = Path(__file__).parents[1] / "corpora" / "segmentation"
MARK = "¦"


class Case(NamedTuple):
    """A text in `language` and the offsets of its boundaries; `place` names the file and the line."""

    place: str
    language: str
    kind: str
    text: str
    boundaries: list[int]


def read_cases() -> list[Case]:
    """Return the cases of every language and kind; `#` and a space open a comment."""
    return [
        parse_case(line, path, number)
        for path in sorted(CORPUS.glob("*/*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if line.strip() and not line.startswith("# ")
    ]


def parse_case(line: str, path: Path, number: int) -> Case:
    pieces = line.split(MARK)
    boundaries = [len("".join(pieces[:count])) for count in range(1, len(pieces))]
    return Case(f"{path.parent.name}/{path.name}:{number}", path.parent.name, path.stem, "".join(pieces), boundaries)


def show(text: str, boundaries: list[int]) -> str:
    """Return `text` with its boundaries marked, as a case is written."""
    edges = [0, *boundaries, len(text)]
    return MARK.join(text[start:end] for start, end in pairwise(edges))
