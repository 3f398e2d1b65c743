"""How often the inline tags of a sentence end up at the right words of its draft, and how often they are flagged.

    python benchmarks/tags.py [--errors]

`benchmarks/tags.tsv` holds sentences of our own with tags, and for each tag the English words that it should enclose
(`1=first flight|...`) or follow (`1@minutes`), several where several are right. A draft whose words are none of them
counts as wrong, even where its words are only another translation; articles, case and punctuation aside. "Flagged" is a
draft that says itself that a tag was lost or could not be placed. The bundled model and its settings are used.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from translate.drafting.ladder import hold_terms  # noqa: E402 - run from a checkout
from translate.drafting.request import Held, Request  # noqa: E402
from translate.engine.opening import open_engine  # noqa: E402
from translate.engine.options import EngineOptions  # noqa: E402
from translate.model import Placeable, PlaceableKind, PlaceableRole  # noqa: E402
from translate.placeables import tag_problems  # noqa: E402

_TAG = re.compile(r"<(/?)([0-9]+)(/?)>")
_ARTICLE = re.compile(r"^(?:the|a|an) ")


class Case(NamedTuple):
    """A source with tags, and for each tag the words that it may enclose, or stand after."""

    source: str
    enclosed: dict[str, list[str]]
    behind: dict[str, list[str]]


def read_cases() -> list[Case]:
    """Return the cases of the made set."""
    cases = []
    for line in (ROOT / "benchmarks" / "tags.tsv").read_text("utf-8").splitlines():
        source, *wanted = line.split("\t")
        parts = [re.fullmatch(r"([0-9]+)([=@])(.*)", one) for one in wanted]
        known = [(part[1], part[2], part[3].split("|")) for part in parts if part]
        cases.append(Case(source, {n: w for n, k, w in known if k == "="}, {n: w for n, k, w in known if k == "@"}))
    return cases


def make_request(source: str) -> Request:
    """Return the request for a source with its tags as placeables."""
    tags = []
    for found in _TAG.finditer(source):
        role = PlaceableRole.SINGLE if found[3] else PlaceableRole.CLOSE if found[1] else PlaceableRole.OPEN
        tags.append(Placeable(*found.span(), found[0], PlaceableKind.TAG, role, int(found[2])))
    return Request(source, tuple(tags))


def plain(text: str) -> str:
    """Return words as they are compared: without tags, case, articles and marks at their ends."""
    return _ARTICLE.sub("", " ".join(_TAG.sub("", text).lower().strip(" .,;:!?\"'“”").split()))


def judge(case: Case, target: str) -> dict[str, str]:
    """Return for each tag of a case what became of it: right, wrong or missing."""
    found: dict[str, str] = {}
    for number, wanted in case.enclosed.items():
        inside = re.search(rf"<{number}>(.*?)</{number}>", target)
        right = inside and plain(inside[1]) in {plain(one) for one in wanted}
        found[number] = "missing" if not inside else "right" if right else "wrong"
    for number, wanted in case.behind.items():
        left, tag, _ = target.partition(f"<{number}/>")
        words = plain(left).split() or [""]
        found[number] = "missing" if not tag else "right" if words[-1] in wanted else "wrong"
    return found


def is_flagged(request: Request, held: Held) -> bool:
    """Return whether a draft says itself that a tag is lost, doubtful or misplaced."""
    return bool(held.lost or held.warnings or tag_problems(held.target, request.placeables, request.source))


def main() -> int:
    """Print the table; with --errors each draft whose tags are not all right, too."""
    cases = read_cases()
    requests = [make_request(case.source) for case in cases]
    drafts = hold_terms(requests, open_engine("argos", "fr", "en", EngineOptions(threads=1)))
    counts: Counter[tuple[str, str, bool]] = Counter()
    for case, request, held in zip(cases, requests, drafts, strict=True):
        flagged = is_flagged(request, held)
        verdicts = judge(case, held.target)
        for number, verdict in verdicts.items():
            counts["pair" if number in case.enclosed else "single", verdict, flagged] += 1
        if "--errors" in sys.argv and set(verdicts.values()) != {"right"}:
            print(f"{verdicts} {'flagged' if flagged else ''}\n  {case.source}\n  {held.target}")
    print(
        "\n| tags | all | at the right words | elsewhere, flagged | elsewhere, unflagged | missing, flagged | missing |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|")
    for kind in ("pair", "single"):
        one = {key[1:]: count for key, count in counts.items() if key[0] == kind}
        right = one.get(("right", False), 0) + one.get(("right", True), 0)
        cells = [one.get(key, 0) for key in (("wrong", True), ("wrong", False), ("missing", True), ("missing", False))]
        total = sum(one.values())
        print(f"| {kind} | {total} | {right} ({100 * right / total:.1f} %) | {' | '.join(map(str, cells))} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
