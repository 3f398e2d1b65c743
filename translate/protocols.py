"""What the rooms promise to the top floor, so that none of them needs to know another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import PurePath

    from translate.model import Article, Hypothesis, Segment, TermMatch


class Reader(Protocol):
    """Cuts the text of one document format into blocks."""

    def __call__(self, path: PurePath, text: str, language: str) -> Article:
        """Return the article whose blocks' raws, joined, are `text`. Raises DocumentError."""


class Writer(Protocol):
    """Puts targets in the place of their segments."""

    def __call__(self, article: Article, segments: Sequence[Segment], targets: Mapping[int, str]) -> str:
        """Return the article's text with each segment number in `targets` replaced; all else is left as it is."""


class Engine(Protocol):
    """A machine translation engine for one pair of languages."""

    @property
    def name(self) -> str:
        """The name that `--engine` knows it by, such as "argos"."""

    @property
    def signature(self) -> str:
        """The engine, its model with version and digest, and the settings that change its output, on one line."""

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Pieces that the model is known to carry through unchanged; empty when it knows none."""

    def translate(
        self,
        sources: Sequence[str],
        *,
        hypotheses: int = 1,
        align: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> list[list[Hypothesis]]:
        """Translate each source; return as many lists, each of up to `hypotheses` outputs, the best first.

        Equal sources are translated once. `align` fills `Hypothesis.alignments`, in the order of the target.
        `progress` is called with the number of distinct sources finished since its last call. Raises EngineError.
        """


class TermPolicy(Protocol):
    """Finds the terms and names of a text that must come out in one fixed form."""

    @property
    def signature(self) -> str:
        """A digest of everything that can change the outcome of `find`."""

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the matches in `text`, in order, not overlapping: the longest first, then the leftmost."""


class ContainerReader(Protocol):
    """Cuts a document whose text lies in an archive into blocks."""

    def __call__(self, path: PurePath, data: bytes, language: str) -> Article:
        """Return the article whose `container` is `data`. Raises DocumentError."""


class ContainerWriter(Protocol):
    """Puts targets in the place of their segments in such a document."""

    def __call__(
        self,
        article: Article,
        segments: Sequence[Segment],
        targets: Mapping[int, str],
        *,
        language: str | None = None,
    ) -> bytes:
        """Return the article's file with each segment number in `targets` replaced; all else is left as it is.

        What changes is said to be in `language`, a BCP 47 tag, where the file tells the source's.
        """
