"""Translation over a language between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.model import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.engine.argos import ArgosEngine
    from translate.protocols import Engine


class PivotEngine:
    """Two engines, one after the other: the second translates what the first says best."""

    name = "argos"

    def __init__(self, first: ArgosEngine, second: Engine) -> None:
        self._first = first
        self._second = second

    @property
    def signature(self) -> str:
        """The signatures of both engines, in order."""
        return f"{self._first.signature} > {self._second.signature}"

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The pieces that both engines carry."""
        carried = self._second.placeholders
        return tuple(piece for piece in self._first.placeholders if piece in carried)

    def translate(
        self,
        sources: Sequence[str],
        *,
        hypotheses: int = 1,
        align: bool = False,  # noqa: ARG002 - two alignments over an unseen text between make none
        progress: Callable[[int], None] | None = None,
    ) -> list[list[Hypothesis]]:
        """Translate each source; see `translate.protocols.Engine`.

        The score is the sum of both engines', the warnings are those of either. There are no alignments.
        """
        distinct = list(dict.fromkeys(sources))
        between = [outputs[0] for outputs in self._first.translate(distinct)]
        ends = self._second.translate([one.text for one in between], hypotheses=hypotheses)
        if progress is not None and distinct:
            progress(len(distinct))
        made = {
            source: [_chain(first, second) for second in seconds]
            for source, first, seconds in zip(distinct, between, ends, strict=True)
        }
        return [list(made[source]) for source in sources]

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` is to the first engine's model. Raises EngineError."""
        return self._first.count_tokens(text)


def _chain(first: Hypothesis, second: Hypothesis) -> Hypothesis:
    warnings = tuple(dict.fromkeys((*first.warnings, *second.warnings)))
    return Hypothesis(second.text, first.score + second.score, (), warnings)
