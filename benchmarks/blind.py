"""How many of the blind cases come out right in drafts of the bundled model, by kind.

    python benchmarks/blind.py [--wrong]

A case of `tests/corpora/terms/blind.jsonl` is a short Markdown article of our own writing, with what must stand in its
draft and what never may; it was marked before the program had seen it. Capitals do not count for what must stand, and
tags are taken out. The bundled glossary holds, below `blind-rows.csv` for the subjects that it does not know. `--wrong`
prints each case that comes out wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from translate import documents
from translate.drafting.figures import FigurePolicy
from translate.drafting.ladder import hold_terms
from translate.drafting.request import make_request
from translate.engine.opening import open_engine
from translate.engine.options import EngineOptions
from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.glossary.rows import bundled_path, merge
from translate.segmentation import segment

if TYPE_CHECKING:
    from translate.drafting.request import Request

CORPUS = Path(__file__).parents[1] / "tests" / "corpora" / "terms"
_TAG = re.compile(r"</?\d+/?>")


def prepare(text: str, finder: TermFinder, folder: Path) -> list[Request]:
    """Return the requests of a case's segments, in order."""
    path = folder / "case.fr.md"
    path.write_text(text + "\n", "utf-8")
    segments = segment(documents.read(path, language="fr"))
    policy = FigurePolicy(finder.knowing(finder.tell_names("\n".join(one.source for one in segments))))
    return [make_request(one.source, policy, one.placeables) for one in segments]


def is_right(draft: str, case: dict[str, list[str]]) -> bool:
    """Tell whether a draft holds all that it must and nothing that it may not."""
    plain = " ".join(_TAG.sub("", draft).replace("’", "'").split())
    return all(want.lower() in plain.lower() for want in case["want"]) and not any(no in plain for no in case["never"])


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print the cases that come out wrong")
    chosen = parser.parse_args()
    cases = [json.loads(line) for line in (CORPUS / "blind.jsonl").read_text("utf-8").splitlines()]
    finder = TermFinder(Glossary(merge([CORPUS / "blind-rows.csv", bundled_path()])))
    engine = open_engine("argos", "fr", "en", EngineOptions())
    with tempfile.TemporaryDirectory() as folder:
        groups = [prepare(case["text"], finder, Path(folder)) for case in cases]
    drafts = iter(hold_terms([request for group in groups for request in group], engine))
    count: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case, group in zip(cases, groups, strict=True):
        draft = "\n".join(next(drafts).target for _ in group)
        fits = is_right(draft, case)
        count[case["kind"]] += 1
        right[case["kind"]] += fits
        if chosen.wrong and not fits:
            print(f"{case['kind']}: {case['text']!r}\n    {draft!r}")
    print(f"{engine.signature}\n\n| kind | cases | right |\n|---|---|---|")
    for kind, cases_of_kind in count.items():
        print(f"| {kind} | {cases_of_kind} | {right[kind]} |")
    print(f"| all | {count.total()} | {right.total()} ({100 * right.total() / count.total():.1f} %) |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
