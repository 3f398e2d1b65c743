"""Engines that behave as badly as a model can: each treats the placeholders of its source in one way."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from translate.model import Alignment, Hypothesis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PLACEHOLDERS = tuple(f"\uff5f{number}\uff60" for number in range(10))
_PIECE = re.compile("\uff5f\\d\uff60")


def keep(text: str) -> str:
    return text


def drop(text: str) -> str:
    return _PIECE.sub("", text)


def double(text: str) -> str:
    return _PIECE.sub(lambda match: f"{match.group()} and {match.group()}", text)


def break_open(text: str) -> str:
    return text.replace("\uff60", "")


def reverse(text: str) -> str:
    return " ".join(reversed(text.split(" ")))


def glue(text: str) -> str:
    return _PIECE.sub(lambda match: f"the{match.group()}s", text.replace(" ", ""))


def shout(text: str) -> str:
    return text.upper()


def say_nothing(text: str) -> str:
    return ""


def invent(text: str) -> str:
    return "｟9｠ the ｟3｠, it is said."


def drop_odd(text: str) -> str:
    return _PIECE.sub(lambda match: match.group() if int(match.group()[1]) % 2 == 0 else "", text)


def keep_first(text: str) -> str:
    first = _PIECE.search(text)
    return text if first is None else text[: first.end()] + _PIECE.sub("", text[first.end() :])


def mumble(text: str) -> str:
    """Keep the first piece and forget all else, terms that stand inline among it."""
    first = _PIECE.search(text)
    return f"So it is with {first.group()}." if first else "So it is."


def strip_marks(text: str) -> str:
    return " ".join(re.sub('[«»“”"]', " ", text).split())


BEHAVIOURS = (keep, mumble, drop, drop_odd, keep_first, double, break_open, reverse, glue, shout, say_nothing, invent)


class Imitation:
    """An engine whose output is `behaviour(source)`; it aligns each word with the word of its own number."""

    name = "imitation"
    signature = "imitation"

    def __init__(self, behaviour: Callable[[str], str], placeholders: tuple[str, ...] = PLACEHOLDERS) -> None:
        self.behaviour = behaviour
        self.placeholders = placeholders
        self.calls: list[list[str]] = []

    def translate(
        self,
        sources: Sequence[str],
        *,
        hypotheses: int = 1,  # noqa: ARG002 - the protocol of engines
        align: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> list[list[Hypothesis]]:
        self.calls.append(list(sources))
        if progress is not None:
            progress(len(set(sources)))
        return [[self._translate(source, align=align)] for source in sources]

    def _translate(self, source: str, *, align: bool) -> Hypothesis:
        text = self.behaviour(source)
        links = zip(re.finditer(r"\S+", text), re.finditer(r"\S+", source), strict=False) if align else ()
        return Hypothesis(text, -0.5, tuple(Alignment(*left.span(), *right.span(), 1.0) for left, right in links))


class Misaligned(Imitation):
    """An engine that gives every output the same links, whatever its text and its source."""

    def __init__(self, behaviour: Callable[[str], str], links: Sequence[Alignment]) -> None:
        super().__init__(behaviour)
        self.links = tuple(links)

    def _translate(self, source: str, *, align: bool) -> Hypothesis:
        made = super()._translate(source, align=align)
        return replace(made, alignments=self.links) if align else made
