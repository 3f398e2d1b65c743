"""Measure packages side by side: quality, placeholders, inline terms and speed.

Run as `python -m training.evaluate --package A B --set flores-dev=dev.fr,dev.en --held-out held-out.tsv`.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.decoding import Package
from training.lexicon import Lexicon
from training.masking import PLACEHOLDERS, choose, copyable, cut, hold, with_targets
from training.pairs import Pair, read_pairs
from training.spans import TermList, find_spans
from translate.drafting.rungs import N_BEST
from translate.segmentation import split

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEED = 14
_QUALITY_HEAD = ("| package | set | sentences | BLEU | chrF | TER | s / 1,000 words |", "|---|---|---|---|---|---|---|")
_CARRIED_HEAD = ("| package | carried | sentences | count | came out | sentences whole |", "|---|---|---|---|---|---|")


@dataclass(frozen=True, slots=True)
class Quality:
    """Scores of a package on a set: BLEU and chrF up to 100, the more the better; TER, the less the better."""

    name: str
    sentences: int
    bleu: float
    chrf: float
    ter: float
    seconds_per_1000_words: float


@dataclass(frozen=True, slots=True)
class Carried:
    """How many placeholders or terms were put in how many sentences, and the shares that came out.

    `kept` is of the placeholders or terms, `whole` of the sentences that kept all of theirs.
    """

    sentences: int
    count: int
    kept: float
    whole: float


def measure_quality(package: Package, name: str, pairs: Sequence[Pair]) -> Quality:
    """Translate the pairs' sources and score the outputs with sacreBLEU's defaults."""
    decoded = package.translate([pair.french for pair in pairs])
    references = [[pair.english for pair in pairs]]
    bleu, chrf, ter = (metric.corpus_score(list(decoded.targets), references).score for metric in _metrics().values())
    words = sum(len(pair.french.split()) for pair in pairs)
    return Quality(name, len(pairs), bleu, chrf, ter, 1000 * decoded.seconds / words)


def signatures(pairs: Sequence[Pair]) -> str:
    """Return sacreBLEU's signatures of the three metrics."""
    references = [[pair.english for pair in pairs]]
    listed = []
    for name, metric in _metrics().items():
        metric.corpus_score([pair.english for pair in pairs], references)
        listed.append(f"{name} {metric.get_signature()}")
    return "; ".join(listed)


def _metrics() -> dict[str, Any]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    return {"BLEU": BLEU(), "chrF": CHRF(), "TER": TER()}


def mask_sentences(pairs: Sequence[Pair], terms: TermList | None, count: int) -> list[str]:
    """Return up to `count` French sentences with names, figures and glossary terms replaced by placeholders.

    A text of several sentences is cut as the program cuts it, for it translates one sentence at a time. Pairs that hold
    placeholders already come first, as they are.
    """
    rng = random.Random(_SEED)
    masked = [pair for pair in pairs if any(piece in pair.french for piece in PLACEHOLDERS)]
    plain = [pair for pair in pairs if "｟" not in pair.french]
    masked += [held for pair in plain if (held := hold(pair, find_spans(pair, Lexicon({}), terms), rng))]
    sentences = (pair.french[start:end] for pair in masked for start, end in split(pair.french, "fr"))
    return [sentence for sentence in sentences if any(piece in sentence for piece in PLACEHOLDERS)][:count]


def measure_placeholders(package: Package, masked: Sequence[str]) -> tuple[Carried, Carried]:
    """Count the placeholders of the sentences that come out exactly as often as they went in.

    The second count is of the output that keeps most of them, of as many as the program asks for where the likeliest
    one has lost some.
    """
    inside = [[piece for piece in PLACEHOLDERS if piece in source] for source in masked]
    kept = [
        _count_kept(source, target, pieces)
        for source, target, pieces in zip(masked, package.translate(masked).targets, inside, strict=True)
    ]
    lossy = [number for number, pieces in enumerate(inside) if kept[number] < len(pieces)]
    best = list(kept)
    for number, variants in zip(
        lossy, package.translate_variously([masked[number] for number in lossy], N_BEST), strict=True
    ):
        best[number] = max(best[number], *(_count_kept(masked[number], one, inside[number]) for one in variants))
    put = [len(pieces) for pieces in inside]
    return _sum_up(put, kept), _sum_up(put, best)


def _count_kept(source: str, target: str, pieces: Sequence[str]) -> int:
    return sum(target.count(piece) == source.count(piece) for piece in pieces)


def _sum_up(put: Sequence[int], kept: Sequence[int]) -> Carried:
    whole = sum(one == other for one, other in zip(put, kept, strict=True))
    return Carried(len(put), sum(put), sum(kept) / max(1, sum(put)), whole / max(1, len(put)))


def measure_inline(package: Package, pairs: Sequence[Pair], terms: TermList | None, count: int) -> Carried:
    """Write glossary terms in their English form into the sources and count those that the outputs copy."""
    rng = random.Random(_SEED)
    rows: list[tuple[str, list[str]]] = []
    for pair in pairs:
        chosen = choose(copyable(pair, find_spans(pair, Lexicon({}), terms)), 2, rng)
        if chosen and "｟" not in pair.french:
            rows.append((with_targets(pair, chosen), [cut(pair.english, span.english) for span in chosen]))
    rows = rows[:count]
    targets = package.translate([source for source, _ in rows]).targets
    put = sum(len(forms) for _, forms in rows)
    found = [[form in target for form in forms] for (_, forms), target in zip(rows, targets, strict=True)]
    return Carried(len(rows), put, sum(map(sum, found)) / max(1, put), sum(map(all, found)) / max(1, len(rows)))


def evaluate(
    package: Package, sets: dict[str, list[Pair]], terms: TermList | None, count: int
) -> tuple[list[Quality], dict[str, Carried]]:
    """Return a package's quality on each set, and how it carries what is put into sentences of all sets together."""
    quality = [measure_quality(package, name, pairs) for name, pairs in sets.items()]
    everything = [pair for pairs in reversed(sets.values()) for pair in pairs]
    likeliest, best = measure_placeholders(package, mask_sentences(everything, terms, count))
    inline = measure_inline(package, everything, terms, count)
    return quality, {"placeholders": likeliest, f"placeholders, best of {N_BEST}": best, "inline terms": inline}


def read_set(setting: str) -> tuple[str, list[Pair]]:
    """Return the name and pairs of a `NAME=FRENCH,ENGLISH` or `NAME=PAIRS.tsv` setting."""
    name, _, files = setting.partition("=")
    paths = [Path(file) for file in files.split(",")]
    if len(paths) == 1:
        return name, list(read_pairs(paths[0]))
    lines = [path.read_text(encoding="utf-8").splitlines() for path in paths]
    return name, [Pair(french.strip(), english.strip()) for french, english in zip(*lines, strict=True)]


def main() -> None:
    """Evaluate by the options of the command line; print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = Path(__file__).parent
    parser.add_argument("--package", type=Path, nargs="+", required=True, help="unpacked packages")
    parser.add_argument("--set", nargs="+", required=True, metavar="NAME=FRENCH,ENGLISH", help="or NAME=PAIRS.tsv")
    parser.add_argument("--glossary", type=Path, default=here.parent / "glossary" / "fr-en.csv")
    parser.add_argument("--count", type=int, default=500, help="sentences to put placeholders or terms in")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="also write the last package's figures here")
    options = parser.parse_args()
    sets = dict(read_set(setting) for setting in options.set)
    terms = TermList(options.glossary) if options.glossary.exists() else None
    signed = signatures(next(iter(sets.values())))
    print(signed, "", *_QUALITY_HEAD, sep="\n")
    carried: list[str] = []
    for folder in options.package:
        package = Package(folder, beam=options.beam, threads=options.threads)
        quality, counted = evaluate(package, sets, terms, options.count)
        for row in quality:
            print(f"| {package.name} {_quality_cells(row)}", flush=True)
        carried += [f"| {package.name} | {what} {_carried_cells(row)}" for what, row in counted.items()]
        if options.json:
            report: dict[str, Any] = {"signatures": signed, "sets": [asdict(row) for row in quality]}
            report.update({what: asdict(row) for what, row in counted.items()})
            options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print("", *_CARRIED_HEAD, *carried, sep="\n")


def _quality_cells(row: Quality) -> str:
    figures = f"{row.bleu:.2f} | {row.chrf:.2f} | {row.ter:.2f} | {row.seconds_per_1000_words:.2f}"
    return f"| {row.name} | {row.sentences} | {figures} |"


def _carried_cells(row: Carried) -> str:
    return f"| {row.sentences} | {row.count} | {row.kept:.1%} | {row.whole:.1%} |"


if __name__ == "__main__":
    main()
