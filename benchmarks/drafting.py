"""How fast whole articles are drafted, beside Argos Translate, LibreTranslate and the model alone.

    python benchmarks/drafting.py [--articles 100]

Peers are found in virtual environments under the folder that TRANSLATE_DESK_PEERS names: `argos` (argostranslate
installed with --no-deps, and ctranslate2, sentencepiece, sacremoses) and `libretranslate`. See benchmarks/drafting.md.
The archive is made of sentences of `corpus/domain.tsv.xz` under TRANSLATE_DESK_DATA (../shared when it is not set).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recording import PROGRAM, ROOT, Record, Table, run, sentences, write_archive

sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PEERS = Path(os.environ.get("TRANSLATE_DESK_PEERS", "../peers"))
PACKAGE = ROOT / "translate" / "models" / "fr_en"
PEER_SENTENCES = 150
ROUNDS = 2


def main() -> int:
    """Print the tables; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100)
    chosen = parser.parse_args()
    record = Record("drafting")
    with tempfile.TemporaryDirectory() as place:
        samples = Path(place) / "samples"
        subprocess.run([*PROGRAM, "init", str(samples), "--quiet"], check=True, cwd=ROOT)
        for path in (ROOT / "articles").glob("*.fr.*"):
            shutil.copy(path, samples / "articles")
        measure(record, "The sample articles", samples)
        if not sentences():
            print("skipped: there is no corpus for an archive; set TRANSLATE_DESK_DATA")
            return 0
        archive = Path(place) / "archive"
        write_archive(archive, chosen.articles, 25)
        measure(record, f"An archive of {chosen.articles} articles", archive)
    record.save()
    return 0


def measure(record: Record, title: str, folder: Path) -> None:
    """Draft the articles of a workspace, and translate the same segments with every peer there is."""
    work = trace(folder)
    words = work["words"]
    bound, drafts = [], []
    # In turn, for other programs may hold a core now and then.
    for _ in range(ROUNDS):
        bound.append(decode_at_once(work["tokens"]))
        drafts.append(run([*PROGRAM, "draft", "--quiet", *articles(folder)], folder))
        forget(folder)
    different = sum(one != other for one, other in zip(work["outputs"], bound[0][2], strict=True))
    own = min(one.wall for one in drafts), min(one.processor for one in drafts)
    model = min(one[0] for one in bound), min(one[1] for one in bound)
    rows: list[tuple[str | float, ...]] = []
    texts = spread(work["texts"])
    for label, cost in peers(texts):
        share = sum(len(text.split()) for text in texts)
        rows.append((label, share / cost[0], share / cost[1], (words / own[0]) / (share / cost[0])))
    rows.append(("the model alone: one call of translate_batch", words / model[0], words / model[1], model[0] / own[0]))
    rows.append(("`translate draft`, start and files included", words / own[0], words / own[1], 1.0))
    note = (
        f"{words:,} words in {len(work['tokens']):,} distinct segments. {different} outputs of the first rung differ "
        f"from those of the one call. Peers translate {len(texts)} of the segments, one after the other."
    )
    columns = (
        "program",
        "words a second",
        "words a second of processor time",
        "`translate draft` is so many times as fast",
    )
    record.add(Table(title, columns, rows, note))


def articles(folder: Path) -> list[Path]:
    """Return the articles of a workspace, as paths from its folder."""
    return sorted(path.relative_to(folder) for path in (folder / "articles").iterdir())


def forget(folder: Path) -> None:
    """Take away what a run has written."""
    shutil.rmtree(folder / "locales", ignore_errors=True)
    shutil.rmtree(folder / ".translate", ignore_errors=True)


def spread(texts: Sequence[str]) -> list[str]:
    """Return so many texts as the peers translate, from the whole length of the list."""
    return list(texts)[:: max(1, len(texts) // PEER_SENTENCES)][:PEER_SENTENCES]


def trace(folder: Path) -> dict[str, Any]:
    """Draft a workspace's articles in this process; return the words, and what went into the model and came out."""
    from translate import project
    from translate.engine.decoding import Decoder
    from translate.workflow import draft

    taken: dict[str, Any] = {"words": 0, "decoded": [], "texts": []}
    decode = Decoder.decode

    def traced(self: Decoder, sources: Sequence[tuple[str, ...]], search: Any) -> Iterator[Any]:
        first = search.num_hypotheses == 1 and not search.return_attention and search.no_repeat_ngram_size == 0
        for number, outputs in decode(self, sources, search):
            if first and len(sources) > 20:
                # Several threads decode at once: a source and its output are noted in one step.
                taken["decoded"].append((sources[number], outputs[0].tokens))
            yield number, outputs

    Decoder.decode = traced  # type: ignore[method-assign]
    try:
        reports = draft.draft(project.find(folder), [folder / path for path in articles(folder)], draft.Options())
    finally:
        Decoder.decode = decode  # type: ignore[method-assign]
    taken["tokens"], taken["outputs"] = zip(*taken["decoded"], strict=True)
    taken["words"] = sum(report.words for report in reports)
    taken["texts"] = list(dict.fromkeys(unit.source for report in reports for unit in report.units))
    forget(folder)
    return taken


def decode_at_once(tokens: Sequence[Sequence[str]]) -> tuple[float, float, list[tuple[str, ...]]]:
    """Return seconds by the clock and of processor time of one call on all tokens, and its outputs."""
    import ctranslate2

    cores = len(os.sched_getaffinity(0))
    translator = ctranslate2.Translator(str(PACKAGE / "model"), inter_threads=cores, intra_threads=1)
    start, busy = time.perf_counter(), time.process_time()
    results = translator.translate_batch(
        [list(one) for one in tokens],
        beam_size=4,
        length_penalty=0.2,
        max_batch_size=512,
        batch_type="tokens",
        max_input_length=0,
        replace_unknowns=True,
        return_scores=True,
    )
    took = time.perf_counter() - start, time.process_time() - busy
    return *took, [tuple(result.hypotheses[0]) for result in results]


def peers(texts: Sequence[str]) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield the peers that are installed with what they cost on the texts, the model already loaded."""
    for name, label in (
        ("argos", "Argos Translate, sentence by sentence"),
        ("libretranslate", "LibreTranslate, one request with all of them"),
    ):
        python = PEERS / name / "bin" / "python"
        if not python.exists():
            print(f"skipped: there is no {python}; set TRANSLATE_DESK_PEERS")
            continue
        script = Path(__file__).with_name(f"peer_{name}.py")
        result = subprocess.run(
            [str(python), str(script), str(PACKAGE)],
            input=json.dumps(list(texts)),
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            print(f"skipped: {name} failed: {result.stderr.strip().splitlines()[-1:]}")
            continue
        answer = json.loads(result.stdout.splitlines()[-1])
        yield f"{label} ({answer['version']})", (answer["wall"], answer["processor"])


if __name__ == "__main__":
    sys.exit(main())
