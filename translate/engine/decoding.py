"""CTranslate2: one model, batches of tokens in, scored tokens out."""

from __future__ import annotations

import logging
import os
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from translate.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from translate.engine.options import EngineOptions

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """The settings of one beam search; the fields are those of `ctranslate2.Translator.translate_batch`."""

    beam_size: int
    length_penalty: float
    num_hypotheses: int = 1
    no_repeat_ngram_size: int = 0
    repetition_penalty: float = 1.0
    coverage_penalty: float = 0.0
    return_attention: bool = False

    def change(self, **settings: Any) -> Search:
        """Return a copy with other settings."""
        return replace(self, **settings)


@dataclass(frozen=True, slots=True)
class Output:
    """A decoded sequence: `score` is the mean log probability of a token, end of sentence included.

    `attention` has a row for each token, with a weight for each token of the source; it is empty when not asked for.
    """

    tokens: Tokens
    score: float
    attention: tuple[tuple[float, ...], ...] = ()


class Decoder:
    """The model in a package's folder `path`, loaded when it is first needed."""

    def __init__(self, path: Path, options: EngineOptions, prefix: str = "") -> None:
        self._path = path
        self._options = options
        self._prefix = prefix
        self._translator: Any = None

    def decode(self, sources: Sequence[Tokens], search: Search) -> Iterator[tuple[int, list[Output]]]:
        """Yield the number of each source with its outputs, best first, as they are finished: the longest come first.

        The outputs for a source are the same, to the bit, whatever other sources there are.
        Raises EngineError when CTranslate2 fails.
        """
        waiting: deque[tuple[list[int], list[Any]]] = deque()
        # CTranslate2 4.8 gives the first token of every source in a batch the attention of the batch's first source.
        limit = 1 if search.return_attention else self._options.batch_tokens
        try:
            for batch in _batches(sources, limit):
                waiting.append((batch, self._submit([sources[number] for number in batch], search)))
                if len(waiting) > 2 * count_threads(self._options):
                    yield from self._collect(waiting.popleft(), search)
            while waiting:
                yield from self._collect(waiting.popleft(), search)
        except (RuntimeError, ValueError, MemoryError) as error:
            raise self._broken(error) from error

    def _submit(self, batch: Sequence[Tokens], search: Search) -> list[Any]:
        submitted: list[Any] = self._load().translate_batch(
            [list(tokens) for tokens in batch],
            target_prefix=[[self._prefix]] * len(batch) if self._prefix else None,
            asynchronous=True,
            beam_size=max(search.beam_size, search.num_hypotheses),
            num_hypotheses=search.num_hypotheses,
            length_penalty=search.length_penalty,
            coverage_penalty=search.coverage_penalty,
            repetition_penalty=search.repetition_penalty,
            no_repeat_ngram_size=search.no_repeat_ngram_size,
            max_input_length=0,
            max_decoding_length=max(64, 3 * len(batch[0])),
            replace_unknowns=True,
            return_scores=True,
            return_attention=search.return_attention,
        )
        return submitted

    def _collect(self, waiting: tuple[list[int], list[Any]], search: Search) -> Iterator[tuple[int, list[Output]]]:
        for number, pending in zip(*waiting, strict=True):
            yield number, self._read(pending.result(), search)

    def _read(self, result: Any, search: Search) -> list[Output]:
        outputs = []
        for number, tokens in enumerate(result.hypotheses):
            attention = result.attention[number] if search.return_attention else ()
            skip = 1 if self._prefix and tokens[:1] == [self._prefix] else 0
            outputs.append(
                Output(
                    tokens=tuple(tokens[skip:]),
                    # CTranslate2 divides the sum by (tokens + end of sentence) ** length_penalty.
                    score=result.scores[number] * (len(tokens) + 1) ** (search.length_penalty - 1),
                    attention=tuple(tuple(row) for row in attention[skip:]),
                )
            )
        return outputs

    def _load(self) -> Any:
        if self._translator is None:
            import ctranslate2

            # Its warnings, such as those about the processor, would land in the middle of our own output.
            ctranslate2.set_log_level(logging.ERROR)
            self._translator = ctranslate2.Translator(
                str(self._path / "model"),
                device="cpu",
                compute_type=self._options.compute_type,
                # One thread for each of several batches is faster than several threads for one: benchmarks/engine.md.
                inter_threads=count_threads(self._options),
                intra_threads=1,
            )
        return self._translator

    def _broken(self, error: Exception) -> EngineError:
        lines = str(error).splitlines() or [type(error).__name__]
        return EngineError(
            f"the model cannot be used ({lines[0][:200]})",
            path=self._path,
            remedy="Remove that folder and install the package again: translate model install FILE.argosmodel.",
        )


def count_threads(options: EngineOptions) -> int:
    """Return how many cores to use: those asked for, or all that this process may run on."""
    if options.threads:
        return options.threads
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _batches(sources: Sequence[Tokens], limit: int) -> Iterator[list[int]]:
    """Cut the numbers of the sources into batches of equally long ones, of at most `limit` tokens, the longest first.

    Nothing is padded. With padding the sums of floating-point numbers come out rounded in another order, and a draft
    would depend on what else is in its batch; without, each source gets the bits it gets alone: benchmarks/engine.md.
    """
    batch: list[int] = []
    for number in sorted(range(len(sources)), key=lambda number: (-len(sources[number]), number)):
        length = len(sources[number])
        if batch and (length != len(sources[batch[0]]) or length * (len(batch) + 1) > limit):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
