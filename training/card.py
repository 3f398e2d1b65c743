"""The README of a package: what the model is, what it scores, what it cannot do and what it learnt from."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from training.pairs import split_held_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.checkpoints import Checkpoint

_TEXT = """\
# {source} to {target}

The translation model that comes with translate-desk: a package as Argos Translate installs it (`metadata.json`, a
CTranslate2 model in `model/`, a SentencePiece tokenizer), which Argos Translate itself can use too.

## What it is

A Transformer trained from scratch by this project; nothing was taken from another model.

| | |
|---|---|
| shape | {enc} encoder and {dec} decoder layers, width {d}, inner width {ffn}, {heads} heads, all embeddings tied, \
sinusoidal positions |
| size | {millions:.1f} million parameters |
| vocabulary | SentencePiece unigram, {pieces:,} pieces for both languages, byte fallback |
| training | {tokens:.1f} million target tokens in {steps:,} updates |
| sentence length | up to 143 tokens in training |

The pieces {first} to {last} are placeholders: put in the French text in the place of a name or a term, or in pairs
around words in the place of inline markup, they come out in the English text in the right place. One is lost now and
then: count them afterwards, as translate-desk does.
{scores}
## What it cannot do

- It is small and was trained for hours, not weeks: it is a draft for a person to post-edit, not a translation.
- Names that it has not met may be mangled; put them in the glossary, which holds them fixed.
- Rare words are sometimes copied from the French or guessed, a clause is sometimes lost, idioms are taken literally.
- What its vocabulary cannot write (other scripts, superscripts, most signs) it cannot copy either; translate-desk holds
  that back and puts it in its place again.
{limits}{sources}
## Licence

The weights and the tokenizer are this project's own work and under its licence, the MIT licence. The texts above stay
under the licences of their authors.
"""


def describe(
    checkpoint: Checkpoint,
    placeholders: Sequence[str],
    manifest: Path | None,
    written: Path,
    scores: Path | None,
    remarks: Path | None = None,
) -> str:
    """Return the README in Markdown.

    `manifest` is the corpus' table of sources (columns file, pairs, French words, licence, repository), `written` the
    folder of this project's own pairs, `scores` what `training.evaluate --json` wrote. Of the folder `remarks` what
    people wrote into `scores.md` and `limits.md`, as far as these are there, ends the section of that name.
    """
    shape = checkpoint.shape
    return _TEXT.format(
        source="French",
        target="English",
        enc=shape.enc,
        dec=shape.dec,
        d=shape.d,
        ffn=shape.ffn,
        heads=shape.heads,
        pieces=shape.pieces,
        millions=sum(weight.numel() for weight in checkpoint.average.values()) / 1e6,
        tokens=checkpoint.tokens / 1e6,
        steps=checkpoint.step,
        first=placeholders[0],
        last=placeholders[-1],
        scores=_scores(scores) + _remark(remarks, "scores.md") if scores else "",
        limits=_remark(remarks, "limits.md"),
        sources="\n".join(_sources(manifest, written)) + "\n",
    )


def _remark(folder: Path | None, name: str) -> str:
    if folder is None or not (folder / name).exists():
        return ""
    return "\n" + (folder / name).read_text(encoding="utf-8").strip() + "\n"


def _carried(report: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each kind of what `training.evaluate` put into sentences."""
    held = report["placeholders"]
    yield (
        f"Of {held['count']:,} placeholders in {held['sentences']:,} sentences {held['kept']:.1%} came out once;"
        f" {held['whole']:.1%} of the sentences kept all of theirs."
    )
    for what, row in report.items():
        if what.startswith("placeholders, "):
            yield f"In the {what.removeprefix('placeholders, ')} outputs {row['whole']:.1%} of the sentences did."
    if inline := report.get("inline terms"):
        yield f"Of {inline['count']:,} English terms that stood in the French {inline['kept']:.1%} were copied."


def _scores(path: Path) -> str:
    report = json.loads(path.read_text(encoding="utf-8"))
    scores = (
        f"| {row['name']} | {row['sentences']} | {row['bleu']:.1f} | {row['chrf']:.1f} | {row['ter']:.1f} |"
        for row in report["sets"]
    )
    lines = (
        "",
        "## What it scores",
        "",
        f"Beam 4, length penalty 0.2; {report['signatures']}.",
        "",
        "None of these sentences was trained on; the first set and the placeholders served to choose among weights.",
        "",
        "| set | sentences | BLEU | chrF | TER |",
        "|---|---|---|---|---|",
        *scores,
        "",
        *_carried(report),
        "",
    )
    return "\n".join(lines)


def _sources(manifest: Path | None, written: Path) -> Iterator[str]:
    """Yield the list of sources, this project's own pairs last; training drew a part of each."""
    rows: list[tuple[str, int, int, str]] = []
    if manifest is not None:
        with manifest.open(encoding="utf-8", newline="") as file:
            rows += [
                (row["repository"], int(row["pairs"]), int(row["French words"]), row["licence"])
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            ]
    own = [pair for path in sorted(written.glob("*.tsv")) for pair in split_held_out(path)[0]]
    if own:
        words = sum(len(pair.french.split()) for pair in own)
        rows.append(("written for this project, news prose", len(own), words, "CC0 1.0"))
    pairs, words = sum(row[1] for row in rows), sum(row[2] for row in rows)
    yield from ("", "## What it learnt from", "")
    yield (
        f"{pairs:,} pairs of sentences with {words:,} French words, of which training drew a mixture: not every pair"
        " was seen. The texts are not redistributed, neither with the weights nor with the program."
    )
    yield from ("", "| source | pairs | French words | licence of the text |", "|---|---|---|---|")
    for source, count, length, licence in sorted(rows, key=lambda row: -row[2]):
        yield f"| {source} | {count:,} | {length:,} | {licence} |"
