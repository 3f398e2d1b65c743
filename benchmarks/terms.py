"""How well terms are held, and what that costs in quality and time.

    python benchmarks/terms.py [--lines N]

Measured on TICO-19 with its terminology and on FLORES-101 dev with the names common to both of its sides, from the
folder that the environment variable TRANSLATE_DESK_DATA names (../shared when it is not set). Each table is one run:

- *none*: the model alone. *glossary*: the ladder with the glossary. *random*: the ladder with as many rows made of
  words of the text that are no terms, each to be rendered as the model renders it alone (the control that the WMT
  terminology task uses: what holding costs when the rows mean nothing).
- the same with a model whose placeholders are destroyed, and with one that has none: the upper rungs.

A term counts as found when its target, its plural or an allowed form stands in the output as whole words; places are
found in the source by plain search, not by the program's own matcher.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import sacrebleu
from terminologies import Text, common_names, count_found, random_rows, read_terminology, read_text

from translate import documents
from translate.drafting.figures import FigurePolicy
from translate.drafting.ladder import hold_terms
from translate.drafting.request import Held, make_request
from translate.engine.opening import open_engine
from translate.engine.options import EngineOptions
from translate.forms import COMMON_NOUNS, expect, find_lost
from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.glossary.rows import bundled_path, merge
from translate.segmentation import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.model import Hypothesis, Term
    from translate.protocols import Engine, TermPolicy

DATA = Path(os.environ.get("TRANSLATE_DESK_DATA", "../shared")) / "eval"
PLACEHOLDER = re.compile("\uff5f\\d\uff60")


class Destroying:
    """The bundled engine with its placeholders dropped from every output, as a model that never met them would."""

    def __init__(self, engine: Engine, placeholders: tuple[str, ...]) -> None:
        self.engine = engine
        self.name = engine.name
        self.signature = f"{engine.signature} destroyed"
        self.placeholders = placeholders

    def translate(
        self,
        sources: Sequence[str],
        *,
        hypotheses: int = 1,
        align: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> list[list[Hypothesis]]:
        """Translate, and destroy."""
        outputs = self.engine.translate(sources, hypotheses=hypotheses, align=align, progress=progress)
        return [[destroy(one) for one in group] for group in outputs]


def destroy(hypothesis: Hypothesis) -> Hypothesis:
    """Return an output without its placeholders, its alignments moved to where their pieces stand then."""

    def moved(offset: int) -> int:
        return len(PLACEHOLDER.sub("", hypothesis.text[:offset]))

    links = tuple(
        replace(link, target_start=moved(link.target_start), target_end=moved(link.target_end))
        for link in hypothesis.alignments
        if not PLACEHOLDER.search(hypothesis.text[link.target_start : link.target_end])
    )
    return replace(hypothesis, text=PLACEHOLDER.sub("", hypothesis.text), alignments=links)


class NoTerms:
    """A policy that holds nothing."""

    signature = "none"

    def find(self, text: str) -> tuple[()]:  # noqa: ARG002 - the protocol of policies
        """Find nothing."""
        return ()


def draft(text: Text, engine: Engine, policy: TermPolicy) -> tuple[list[Held], float]:
    """Draft a text; return the drafts and the seconds that it took."""
    start = time.perf_counter()
    held = hold_terms([make_request(source, policy) for source in text.sources], engine)
    return held, time.perf_counter() - start


def print_rows(title: str, text: Text, terms: Sequence[Term], runs: Sequence[tuple[str, Engine, TermPolicy]]) -> None:
    """Draft the text once for each run and print a table."""
    print(f"\n## {title}\n")
    print("| run | terms found | share | BLEU | chrF | seconds | rungs | flagged |")
    print("|---|---|---|---|---|---|---|---|")
    for name, engine, policy in runs:
        held, seconds = draft(text, engine, policy)
        outputs = [one.target for one in held]
        places, hits = count_found(text, outputs, terms)
        rungs = Counter(step.partition(":")[0] for one in held for step in one.steps)
        flagged = sum(bool(one.lost) for one in held)
        leaks = sum(bool(PLACEHOLDER.search(output)) for output in outputs)
        bleu = sacrebleu.corpus_bleu(outputs, [text.references]).score
        chrf = sacrebleu.corpus_chrf(outputs, [text.references]).score
        share = f"{100 * hits / places:.1f} %" if places else "-"
        told = ", ".join(f"{rung} {count}" for rung, count in rungs.most_common())
        note = f"{flagged}" + (f" ({leaks} leaks)" if leaks else "")
        print(
            f"| {name} | {hits} / {places} | {share} | {bleu:.2f} | {chrf:.2f} | {seconds:.1f} | {told} | {note} |",
            flush=True,
        )


def print_articles(engine: Engine, folders: Sequence[Path]) -> None:
    """Draft whole articles with the bundled glossary; count names in their canonical form, and what holding costs."""
    glossary = Glossary(merge([bundled_path()]))
    finder = TermFinder(glossary)
    print("\n## Articles, with the bundled glossary and uncovered names\n")
    print("| article | segments | names | canonical | terms | held | seconds | without terms | ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    for path in sorted(path for folder in folders for path in folder.glob("*.*") if path.suffix in (".md", ".txt")):
        segments = segment(documents.read(path, language="fr"))
        policy = FigurePolicy(finder.knowing(finder.tell_names("\n".join(one.source for one in segments))))
        names = kept = terms = held_terms = 0
        drafts: list[Held] = []
        timed: dict[str, list[float]] = {"with": [], "without": []}
        for _ in range(3):
            for label, used in (("with", policy), ("without", NoTerms())):
                start = time.perf_counter()
                held = hold_terms([make_request(one.source, used, one.placeables) for one in segments], engine)
                timed[label].append(time.perf_counter() - start)
                drafts = held if used is policy else drafts
        for one in drafts:
            lost = find_lost(one.target, [expect(match) for match in one.matches])
            for number, match in enumerate(one.matches):
                is_name = match.term.kind not in COMMON_NOUNS
                names, kept = names + is_name, kept + (is_name and number not in lost)
                terms, held_terms = terms + (not is_name), held_terms + (not is_name and number not in lost)
        seconds, plain = min(timed["with"]), min(timed["without"])
        print(
            f"| {path.name} | {len(segments)} | {names} | {100 * kept / max(names, 1):.1f} % | {terms} "
            f"| {100 * held_terms / max(terms, 1):.1f} % | {seconds:.2f} | {plain:.2f} | {seconds / plain:.2f} |"
        )
    negatives = Path("tests/corpora/negative/terms.fr.txt").read_text("utf-8").splitlines()
    wrong = 0
    for line in negatives:
        text, _, allowed = line.partition("\t")
        wrong += any(match.surface not in allowed.split(",") for match in glossary.find(text))
    print(f"\n{len(negatives)} hard negatives, {wrong} with a false match of the bundled glossary")


def print_whole_articles(engine: Engine, _lines: int) -> None:
    """Print the table of the sample articles and those of the data folder."""
    print_articles(engine, [Path("articles"), DATA.parent / "articles"])


def list_runs(engine: Engine, label: str, policy: TermPolicy) -> list[tuple[str, Engine, TermPolicy]]:
    """Return the runs of a table: nothing held, `policy` held, and the same by the two imitated models."""
    return [
        ("none", engine, NoTerms()),
        (label, engine, policy),
        (f"{label}, placeholders destroyed", Destroying(engine, engine.placeholders), policy),
        (f"{label}, no placeholders", Destroying(engine, ()), policy),
    ]


def print_tico(engine: Engine, lines: int) -> None:
    """Print the table of TICO-19 with its terminology."""
    tico = read_text(DATA / "terms", "tico19", lines)
    terms = read_terminology(DATA / "terms" / "tico19-terms.csv")
    glossary, control = Glossary(terms), Glossary(random_rows(tico, engine, terms))
    rows = list_runs(engine, "glossary", glossary)
    rows.insert(2, ("random", engine, control))
    print_rows(f"TICO-19: {len(tico.sources)} sentences, {len(terms)} rows", tico, terms, rows)


def print_flores(engine: Engine, lines: int) -> None:
    """Print the table of FLORES-101 dev with the names common to both sides."""
    flores = read_text(DATA / "mt", "flores-dev", lines)
    names = common_names(flores)
    title = f"FLORES-101 dev: {len(flores.sources)} sentences, {len(names)} names common to both sides"
    print_rows(title, flores, names, list_runs(engine, "names", Glossary(names)))


def main() -> int:
    """Print the tables; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=100_000, help="only the first N lines of each text")
    parser.add_argument("--part", choices=("articles", "tico", "flores"), help="only one of the tables")
    chosen = parser.parse_args()
    if not (DATA / "terms" / "tico19-terms.csv").is_file():
        print(f"skipped: there is no {DATA / 'terms'}; set TRANSLATE_DESK_DATA")
        return 0
    engine = open_engine("argos", "fr", "en", EngineOptions())
    engine.translate(["Bonjour."])
    print(f"{engine.signature}; sacrebleu {sacrebleu.__version__}, {os.cpu_count()} cores")
    parts = {"articles": print_whole_articles, "tico": print_tico, "flores": print_flores}
    for name, print_part in parts.items():
        if chosen.part in (None, name):
            print_part(engine, chosen.lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
