"""CTranslate2: one model, batches of tokens in, scored tokens out."""

from __future__ import annotations

import logging
import os
import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from translate.engine.pool import Pool
from translate.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from translate.engine.options import EngineOptions
    from translate.engine.pool import Tokens

_SHORT = 25
"""A source of fewer tokens takes as much room in a batch as one of so many.

Each sequence needs as many numbers as the vocabulary has pieces, and more than ten sources at once are not faster:
benchmarks/engine.md.
"""
_BEAT_SECONDS = 0.02
"""How often a caller that waits for the others' batches looks whether the model is free again."""


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


@dataclass(frozen=True, slots=True)
class _Begun:
    """A caller's source number `number` in the batch number `batch`; only that caller may touch its `result`."""

    number: int
    result: Any
    batch: int


class Decoder:
    """The model in a package's folder `path`, loaded when it is first needed.

    Any number of threads may use it at once; the more of them, the fuller the batches.
    """

    def __init__(self, path: Path, options: EngineOptions, prefix: str = "") -> None:
        self._path = path
        self._options = options
        self._prefix = prefix
        self._translator: Any = None
        self._pool: Pool[Search] = Pool(self._room)
        self._batches = 0
        self._running: set[int] = set()
        self._begun: dict[int, deque[_Begun]] = {}
        self._turn = threading.Condition()

    def decode(self, sources: Sequence[Tokens], search: Search) -> Iterator[tuple[int, list[Output]]]:
        """Yield the number of each source with its outputs, best first, as they are finished.

        The outputs for a source are the same, to the bit, whatever other sources there are.
        Raises EngineError when CTranslate2 fails.
        """
        with self._turn:
            caller = self._pool.enter(search, sources)
            self._begun[caller] = deque()
        try:
            for _ in sources:
                one = self._await(caller)
                try:
                    result = one.result.result()
                finally:
                    with self._turn:
                        self._running.discard(one.batch)
                yield one.number, self._read(result, search)
        except (RuntimeError, ValueError, MemoryError) as error:
            raise self._broken(error) from error
        finally:
            with self._turn:
                self._pool.leave(caller)
                # What nobody will ask for is no longer counted.
                self._running.difference_update(one.batch for one in self._begun.pop(caller))

    def _await(self, caller: int) -> _Begun:
        """Return the next source of a caller whose batch has begun."""
        with self._turn:
            self._feed()
            while not self._begun[caller]:
                self._turn.wait(_BEAT_SECONDS)
                self._feed()
            return self._begun[caller].popleft()

    def _feed(self) -> None:
        """Begin batches, until so many wait that no thread of the model runs out of work."""
        while len(self._running) <= 2 * count_threads(self._options) and (cut := self._pool.cut()):
            search, batch = cut
            self._batches += 1
            self._running.add(self._batches)
            for one, result in zip(batch, self._begin([one.tokens for one in batch], search), strict=True):
                self._begun[one.caller].append(_Begun(one.number, result, self._batches))
            self._turn.notify_all()

    def _begin(self, batch: Sequence[Tokens], search: Search) -> list[Any]:
        """Return the results to come; a failure reaches each caller that has a source in the batch."""
        try:
            return self._submit(batch, search)
        except (RuntimeError, ValueError, MemoryError) as error:
            failed: Future[Any] = Future()
            failed.set_exception(error)
            return [failed] * len(batch)

    def _room(self, search: Search, length: int) -> int:
        """Return how many sources of a length are decoded together."""
        if search.return_attention:
            # CTranslate2 4.8 gives the first token of every source in a batch the attention of the first source.
            return 1
        room = self._options.batch_tokens // max(_SHORT, length)
        # More outputs of a source are more sequences: fewer sources, then.
        return max(1, room * search.beam_size // max(search.beam_size, search.num_hypotheses))

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
            # Else the Intel Math Kernel Library, where CTranslate2 uses it, keeps each thread's work space for good.
            os.environ.setdefault("MKL_DISABLE_FAST_MM", "1")
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
