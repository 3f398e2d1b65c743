"""How well and how fast sentences are found, beside other splitters that happen to be installed.

    python benchmarks/segmentation.py [FOLDER]

FOLDER holds JSON Lines files of paragraphs, {"text", "sentences"}, in French; by default it is
`eval/segmentation` under the folder that the environment variable TRANSLATE_DESK_DATA names (../shared when it
is not set). The project's own corpus, `tests/corpora/segmentation`, is measured too. A boundary is the end of a
sentence, counted in characters that are not white space, so that nobody gains or loses by where the white space
goes; the paragraph's end does not count.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import metadata, util
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from translate.segmentation import split  # noqa: E402  (run from a checkout, beside other splitters' packages)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Splitter = Callable[[str, str], Iterable[str]]

DATA = Path(os.environ.get("TRANSLATE_DESK_DATA", "../shared")) / "eval" / "segmentation"
CASES = ROOT / "tests" / "corpora" / "segmentation"
SPEED_BYTES = 2_000_000
PARAGRAPHS_FOR_SPEED = 400


class Paragraph(NamedTuple):
    """A text in `language` with the sentences it should fall into."""

    language: str
    text: str
    sentences: list[str]


class Score(NamedTuple):
    """Boundary precision, recall and F1, and the share of paragraphs with every boundary right."""

    precision: float
    recall: float
    f1: float
    exact: float


def main() -> int:
    """Print a table of quality for each file and one of speed, in Markdown; return the exit code."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    sets = {path.stem: read_paragraphs(path) for path in sorted(folder.glob("*.jsonl"))}
    if not sets:
        print(f"skipped: there is no *.jsonl in {folder}; name a folder or set TRANSLATE_DESK_DATA\n")
    for language in sorted(path.name for path in CASES.iterdir()):
        sets[f"own cases, {language}"] = read_cases(language)
    splitters = load_splitters()
    for name, paragraphs in sets.items():
        print_quality(name, paragraphs, splitters)
    print_speed(next(iter(sets.values())), splitters)
    return 0


def read_paragraphs(path: Path) -> list[Paragraph]:
    """Read a JSON Lines file."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Paragraph("fr", row["text"], row["sentences"]) for row in rows]


def read_cases(language: str) -> list[Paragraph]:
    """Read the project's own cases: one a line, `¦` where a segment ends."""
    lines = [line for path in sorted((CASES / language).glob("*.txt")) for line in path.read_text("utf-8").split("\n")]
    kept = (line for line in lines if line.strip() and not line.startswith("# "))
    return [Paragraph(language, line.replace("¦", ""), line.split("¦")) for line in kept]


def load_splitters() -> dict[str, Splitter]:
    """Return this program's splitter, and those of pySBD, sentencex and yasbd-lib where they can be imported."""
    splitters: dict[str, Splitter] = {"translate-desk": split_ours}
    if util.find_spec("pysbd"):
        import pysbd

        segmenters: dict[str, pysbd.Segmenter] = {}

        def split_pysbd(text: str, language: str) -> list[str]:
            if language not in segmenters:
                segmenters[language] = pysbd.Segmenter(language=language, clean=False)
            return segmenters[language].segment(text)

        splitters[f"pySBD {metadata.version('pysbd')}"] = split_pysbd
    if util.find_spec("yasbd"):
        import yasbd

        detectors: dict[str, yasbd.BoundaryDetector] = {}

        def split_yasbd(text: str, language: str) -> list[str]:
            if language not in detectors:
                detectors[language] = yasbd.BoundaryDetector(language)
            return list(detectors[language].segment(text))

        splitters[f"yasbd-lib {metadata.version('yasbd-lib')}"] = split_yasbd
    if util.find_spec("sentencex"):
        import sentencex

        splitters[f"sentencex {metadata.version('sentencex')}"] = lambda text, language: sentencex.segment(
            language, text
        )
    return splitters


def split_ours(text: str, language: str) -> list[str]:
    """Return the sentences of `text` as this program finds them."""
    return [text[start:end] for start, end in split(text, language)]


def count_boundaries(sentences: Iterable[str]) -> set[int]:
    """Return how many characters that are not white space stand before the end of each sentence but the last."""
    lengths = [len("".join(sentence.split())) for sentence in sentences]
    ends = list(accumulate(length for length in lengths if length))
    return set(ends[:-1])


def score(paragraphs: list[Paragraph], splitter: Splitter) -> Score:
    """Compare the splitter's boundaries with the right ones."""
    right = found = both = exact = 0
    for paragraph in paragraphs:
        expected = count_boundaries(paragraph.sentences)
        got = count_boundaries(splitter(paragraph.text, paragraph.language))
        right += len(expected)
        found += len(got)
        both += len(expected & got)
        exact += expected == got
    precision, recall = both / max(found, 1), both / max(right, 1)
    return Score(precision, recall, 2 * both / max(found + right, 1), exact / len(paragraphs))


def print_quality(name: str, paragraphs: list[Paragraph], splitters: dict[str, Splitter]) -> None:
    """Print one table: a row for each splitter that knows the language."""
    boundaries = sum(len(paragraph.sentences) - 1 for paragraph in paragraphs)
    print(f"### {name}: {len(paragraphs)} paragraphs, {boundaries} boundaries\n")
    print("| splitter | precision | recall | F1 | paragraphs exactly right |\n|---|---|---|---|---|")
    for splitter_name, splitter in splitters.items():
        if paragraphs[0].language == "xx" and splitter_name != "translate-desk":
            continue
        try:
            found = score(paragraphs, splitter)
        except (ValueError, LookupError):
            print(f"| {splitter_name} | does not know the language | | | |")
            continue
        print(f"| {splitter_name} | {found.precision:.4f} | {found.recall:.4f} | {found.f1:.4f} | {found.exact:.1%} |")
    print()


def print_speed(paragraphs: list[Paragraph], splitters: dict[str, Splitter]) -> None:
    """Print the speed over whole paragraphs, and this program's over one long line; one run each."""
    texts = [paragraph.text for paragraph in paragraphs[:PARAGRAPHS_FOR_SPEED]]
    line = " ".join(texts)
    line *= SPEED_BYTES // len(line.encode()) + 1
    print("| splitter | text | MB/s |\n|---|---|---|")
    for name, splitter in splitters.items():
        print(f"| {name} | {len(texts)} paragraphs | {measure_speed(texts, splitter):.2f} |")
    speed = measure_speed([line], splitters["translate-desk"])
    print(f"| translate-desk | one line of {len(line.encode()) / 1e6:.1f} MB | {speed:.2f} |")


def measure_speed(texts: list[str], splitter: Splitter) -> float:
    """Return megabytes of UTF-8 a second."""
    for text in texts[:3]:
        list(splitter(text[:1000], "fr"))
    started = time.perf_counter()
    for text in texts:
        list(splitter(text, "fr"))
    return sum(len(text.encode()) for text in texts) / 1e6 / (time.perf_counter() - started)


if __name__ == "__main__":
    sys.exit(main())
