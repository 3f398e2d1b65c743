"""How fast the engine translates, by split of the cores, by size of batch and by beam; and whether batches matter.

    python benchmarks/engine.py

The text is every 38th French line of the training corpus in `corpus/domain.tsv.xz` under the folder that the environment
variable TRANSLATE_DESK_DATA names (../shared when it is not set): the figures are about speed, not quality.
"""

from __future__ import annotations

import lzma
import os
import sys
import time
from pathlib import Path

from translate.engine.opening import open_engine
from translate.engine.options import EngineOptions

DATA = Path(os.environ.get("TRANSLATE_DESK_DATA", "../shared")) / "corpus" / "domain.tsv.xz"
ROUNDS = 2


def main() -> int:
    """Print three tables in Markdown; return the exit code."""
    if not DATA.is_file():
        print(f"skipped: there is no {DATA}; set TRANSLATE_DESK_DATA")
        return 0
    with lzma.open(DATA, "rt", encoding="utf-8") as lines:
        sources = list(dict.fromkeys(line.split("\t")[0] for line in lines))[::38]
    words = sum(len(source.split()) for source in sources)
    print(f"{len(sources)} sentences, {words} words, {os.cpu_count()} cores, best of {ROUNDS} rounds\n")
    print_splits(sources, words)
    print_settings(sources, words)
    print_independence(sources)
    return 0


def print_splits(sources: list[str], words: int) -> None:
    """Time CTranslate2 itself: translations side by side against threads for each of them."""
    import ctranslate2
    import sentencepiece

    from translate.engine.packages import find_route

    package = find_route("fr", "en", "bundled")[0].path
    processor = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    tokens = processor.encode(sources, out_type=str)
    print("| inter_threads | intra_threads | words/s |\n|---|---|---|")
    for inter, intra in ((1, 1), (1, 2), (2, 1)):
        translator = ctranslate2.Translator(
            str(package / "model"), device="cpu", inter_threads=inter, intra_threads=intra
        )
        seconds = min(_time(lambda: _decode(translator, tokens)) for _ in range(ROUNDS))  # noqa: B023 - called at once
        print(f"| {inter} | {intra} | {words / seconds:,.0f} |")
    print()


def print_settings(sources: list[str], words: int) -> None:
    """Time the engine from text to text, loading included in none."""
    print("| batch_tokens | beam_size | words/s |\n|---|---|---|")
    for batch, beam in ((256, 4), (512, 4), (1024, 4), (2048, 4), (4096, 4), (1024, 1), (1024, 2)):
        engine = open_engine("argos", "fr", "en", EngineOptions(batch_tokens=batch, beam_size=beam, package="bundled"))
        engine.translate(sources[:4])
        seconds = min(_time(lambda: engine.translate(sources)) for _ in range(ROUNDS))  # noqa: B023 - called at once
        print(f"| {batch} | {beam} | {words / seconds:,.0f} |")
    print()


def print_independence(sources: list[str]) -> None:
    """Count the sentences whose output depends on what else is in the batch, or on being asked for more."""
    engine = open_engine("argos", "fr", "en", EngineOptions(package="bundled"))
    alone = open_engine("argos", "fr", "en", EngineOptions(package="bundled", batch_tokens=1))
    together = [outputs[0].text for outputs in engine.translate(sources)]
    print("| compared with one batch run | different of |\n|---|---|")
    for label, outputs in (
        ("each sentence alone", alone.translate(sources)),
        ("the same again", engine.translate(sources)),
        ("with alignments", engine.translate(sources, align=True)),
        ("with 4 hypotheses", engine.translate(sources, hypotheses=4)),
    ):
        different = sum(one[0].text != other for one, other in zip(outputs, together, strict=True))
        print(f"| {label} | {different} of {len(sources)} |")


def _decode(translator: object, tokens: list[list[str]]) -> None:
    translator.translate_batch(  # type: ignore[attr-defined]
        tokens, max_batch_size=1024, batch_type="tokens", beam_size=4, length_penalty=0.2, return_scores=True
    )


def _time(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
