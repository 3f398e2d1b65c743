"""How fast the engine translates, by split of the cores, by size of batch and by beam; and whether batches matter.

    python benchmarks/engine.py [splits] [settings] [quality] [independence]

The text is every 76th French line of the training corpus `corpus/domain.tsv.xz` in the folder that the environment
variable TRANSLATE_DESK_DATA names (../shared when it is not set): the figures are about speed. `quality` translates
`eval/mt/flores-dev.fr` there and counts BLEU against `flores-dev.en`.
"""

from __future__ import annotations

import lzma
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from translate.engine.opening import open_engine
from translate.engine.options import EngineOptions

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(os.environ.get("TRANSLATE_DESK_DATA", "../shared"))
DATA = FOLDER / "corpus" / "domain.tsv.xz"
PARALLEL = FOLDER / "eval" / "mt" / "flores-dev.fr", FOLDER / "eval" / "mt" / "flores-dev.en"
ROUNDS = 2


def main() -> int:
    """Print three tables in Markdown; return the exit code."""
    if not DATA.is_file():
        print(f"skipped: there is no {DATA}; set TRANSLATE_DESK_DATA")
        return 0
    with lzma.open(DATA, "rt", encoding="utf-8") as lines:
        sources = list(dict.fromkeys(line.split("\t")[0] for line in lines))[::76]
    words = sum(len(source.split()) for source in sources)
    print(f"{len(sources)} sentences, {words} words, {os.cpu_count()} cores, best of {ROUNDS} rounds\n")
    tables = {
        "splits": print_splits,
        "settings": print_settings,
        "quality": print_quality,
        "independence": print_independence,
    }
    for name in sys.argv[1:] or tables:
        tables[name](sources, words)
    return 0


def print_splits(sources: list[str], words: int) -> None:
    """Time CTranslate2 itself: translations side by side against threads for each of them."""
    import ctranslate2
    import sentencepiece

    from translate.engine.packages import find_route

    package = find_route("fr", "en", "bundled")[0].path
    processor = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    tokens = processor.encode(sources, out_type=str)
    works: dict[str, Callable[[], object]] = {}
    for inter, intra in ((1, 1), (1, 2), (2, 1)):
        translator = ctranslate2.Translator(
            str(package / "model"), device="cpu", inter_threads=inter, intra_threads=intra
        )
        works[f"{inter} | {intra}"] = partial(
            translator.translate_batch,
            tokens,
            max_batch_size=1024,
            batch_type="tokens",
            beam_size=4,
            length_penalty=0.2,
            return_scores=True,
        )
    _print_speeds("| inter_threads | intra_threads |", works, words)


def print_settings(sources: list[str], words: int) -> None:
    """Time the engine from text to text, loading not included."""
    works: dict[str, Callable[[], object]] = {}
    for batch, beam in ((128, 4), (256, 4), (512, 4), (1024, 4), (2048, 4), (4096, 4), (512, 1), (512, 2)):
        engine = open_engine("argos", "fr", "en", EngineOptions(batch_tokens=batch, beam_size=beam, package="bundled"))
        works[f"{batch} | {beam}"] = partial(engine.translate, sources)
    _print_speeds("| batch_tokens | beam_size |", works, words)


def print_quality(_sources: list[str], _words: int) -> None:
    """Print what a narrower beam, or another arithmetic, costs in BLEU and saves in time, on parallel text."""
    if not all(path.is_file() for path in PARALLEL):
        print(f"skipped: there is no {PARALLEL[0]}")
        return
    from sacrebleu import corpus_bleu

    french, english = (path.read_text("utf-8").splitlines() for path in PARALLEL)
    words = sum(len(line.split()) for line in french)
    print(f"{len(french)} sentences\n")
    print("| beam_size | compute_type | BLEU | words per second of processor time |\n|---|---|---|---|")
    for beam, kind in ((1, "int8"), (2, "int8"), (4, "int8"), (6, "int8"), (4, "float32"), (1, "float32")):
        engine = open_engine("argos", "fr", "en", EngineOptions(beam_size=beam, compute_type=kind, package="bundled"))
        engine.translate(french[:20])
        start = time.process_time()
        outputs = [hypotheses[0].text for hypotheses in engine.translate(french)]
        took = time.process_time() - start
        print(f"| {beam} | {kind} | {corpus_bleu(outputs, [english]).score:.2f} | {words / took:,.0f} |", flush=True)
    print()


def _print_speeds(head: str, works: dict[str, Callable[[], object]], words: int) -> None:
    """Run each work once for warmth, then in turn; print the best of each, for other programs may hold a core."""
    best = dict.fromkeys(works, (float("inf"), float("inf")))
    for turn in range(ROUNDS + 1):
        for label, work in works.items():
            wall, processor = time.perf_counter(), time.process_time()
            work()
            took = time.perf_counter() - wall, time.process_time() - processor
            if turn:
                best[label] = min(best[label][0], took[0]), min(best[label][1], took[1])
    print(f"{head} words per second | words per second of processor time |")
    print("|---" * (head.count("|") + 1) + "|")
    for label, (wall, processor) in best.items():
        print(f"| {label} | {words / wall:,.0f} | {words / processor:,.0f} |")
    print()


def print_independence(sources: list[str], _words: int) -> None:
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


if __name__ == "__main__":
    sys.exit(main())
