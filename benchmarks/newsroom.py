"""Articles of our own with the edits that a newsroom makes to them: each version, and where its characters come from.

A file `newsroom/<article>.edits` holds one article. Its first section, after a line `== message`, is the first version.
Each further section is one commit: `-|` lines are a text that stands once in the article, and the `+|` lines behind
them what takes its place; `^|` lines are paragraphs that move in front of the text that the `@|` line begins.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER = Path(__file__).with_name("newsroom")
NEW = -1
"""The origin of a character that stood nowhere in the version before."""
_NAMES = {"-": "old", "+": "new", "^": "moved", "@": "goal"}


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article: its text, its commit's message, and each character's place in the version before."""

    text: str
    message: str
    origins: tuple[int, ...]


def read_articles() -> dict[str, list[Version]]:
    """Return the versions of each article by its file's name."""
    paths = sorted(FOLDER.glob("*.edits"))
    return {path.name.removesuffix(".edits"): list(_read_versions(path)) for path in paths}


def build_repository(folder: Path) -> None:
    """Make a git repository in which each version of each article is a commit, the articles one after another."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Newsroom", f"GIT_{role}_EMAIL": "newsroom@example.org"}

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)

    git("init", "--quiet")
    for name, versions in read_articles().items():
        for version in versions:
            (folder / name).write_text(version.text, "utf-8")
            git("add", name)
            git("commit", "--quiet", "-m", version.message)


def _read_versions(path: Path) -> Iterator[Version]:
    _, first, *sections = re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)
    message, _, text = first.partition("\n")
    text = text.rstrip("\n") + "\n"
    yield Version(text, message, (NEW,) * len(text))
    for section in sections:
        message, *lines = section.rstrip("\n").split("\n")
        origins: Sequence[int] = range(len(text))
        for operation in _operations([line for line in lines if line]):
            change = _move if "moved" in operation else _replace
            text, origins = change(text, origins, operation)
        yield Version(text, message, tuple(origins))


def _operations(lines: list[str]) -> Iterator[dict[str, str]]:
    """Yield pairs of an old text and a new one, or of a moved text and its goal."""
    runs = [
        (_NAMES[mark], "\n".join(line[2:] for line in run)) for mark, run in groupby(lines, key=lambda line: line[0])
    ]
    for before, after in zip(runs[::2], runs[1::2], strict=True):
        yield dict((before, after))


def _find(text: str, part: str) -> int:
    if text.count(part) != 1:
        raise SystemExit(f"this text stands {text.count(part)} times in the article, not once: {part!r}")
    return text.index(part)


def _replace(text: str, origins: Sequence[int], operation: dict[str, str]) -> tuple[str, Sequence[int]]:
    """Put a new text in an old one's place; the words of both, in the same order and any case, keep their origins."""
    old, new = operation["old"], operation["new"]
    start = _find(text, old)
    words = [re.findall(r"\w+|\W", side) for side in (old, new)]
    between: list[int] = []
    offsets = [0]
    for word in words[0]:
        offsets.append(offsets[-1] + len(word))
    for code in Levenshtein.opcodes(*([word.lower() for word in side] for side in words)):
        if code.tag == "equal":
            between += origins[start + offsets[code.src_start] : start + offsets[code.src_end]]
        else:
            between += [NEW] * sum(map(len, words[1][code.dest_start : code.dest_end]))
    end = start + len(old)
    return text[:start] + new + text[end:], [*origins[:start], *between, *origins[end:]]


def _move(text: str, origins: Sequence[int], operation: dict[str, str]) -> tuple[str, Sequence[int]]:
    """Take paragraphs, with the empty line behind them, to the place before another text."""
    moved = operation["moved"] + "\n\n"
    start = _find(text, moved)
    end = start + len(moved)
    rest, left = text[:start] + text[end:], [*origins[:start], *origins[end:]]
    goal = _find(rest, operation["goal"])
    return rest[:goal] + moved + rest[goal:], [*left[:goal], *origins[start:end], *left[goal:]]
