"""Translate with a package exactly as Argos Translate does: one sentence at a time through CTranslate2."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


LENGTH_PENALTY = 0.2
"""Argos Translate's: the beam ranks outputs by their log-probability over their length to this power."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Targets in the order of their sources, and the seconds that decoding took, loading excluded."""

    targets: tuple[str, ...]
    seconds: float


class Package:
    """An unpacked Argos Translate package, loaded once."""

    def __init__(self, folder: Path, *, beam: int = 4, threads: int = 2) -> None:
        import ctranslate2
        import sentencepiece as spm

        self.name = folder.name
        self._beam = beam
        self._translator = ctranslate2.Translator(
            str(folder / "model"), device="cpu", inter_threads=1, intra_threads=threads
        )
        self._pieces = spm.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))

    def translate(self, sources: Sequence[str]) -> Decoded:
        """Translate each source by beam search with Argos Translate's length penalty of 0.2."""
        started = time.perf_counter()
        outputs = self.translate_variously(sources, 1)
        seconds = time.perf_counter() - started
        return Decoded(tuple(variants[0] for variants in outputs), seconds)

    def translate_variously(self, sources: Sequence[str], count: int) -> list[list[str]]:
        """Return up to `count` outputs for each source, the likeliest first, from a beam at least as wide."""
        results = self._translator.translate_batch(
            self._pieces.encode(list(sources), out_type=str),
            beam_size=max(self._beam, count),
            num_hypotheses=count,
            length_penalty=LENGTH_PENALTY,
            replace_unknowns=True,
            max_batch_size=2048,
            batch_type="tokens",
        )
        return [
            [self._pieces.decode_pieces(pieces).replace("▁", " ").strip() for pieces in result.hypotheses]
            for result in results
        ]
