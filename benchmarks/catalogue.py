"""Time a merge of a long catalogue: python benchmarks/catalogue.py [units] [changed].

The article is random words of one's own making, seeded; a changed unit has one word in six replaced, one change in
ten is an inserted, deleted, split or moved sentence, and the last row changes everything in one stretch.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from translate import catalogue as po
from translate.model import Draft, Origin, Segment, State

LABELS = {"article": "articles/long.md", "source_language": "fr", "target_language": "en"}


def sentence(chance: random.Random, vocabulary: list[str]) -> str:
    """Return a sentence of random words."""
    return " ".join(chance.choice(vocabulary) for _ in range(chance.randint(4, 30))).capitalize() + "."


def changed(text: str, chance: random.Random, vocabulary: list[str]) -> str:
    """Return the text with one word in six replaced."""
    words = text.split(" ")
    for place in chance.sample(range(len(words)), max(1, len(words) // 6)):
        words[place] = chance.choice(vocabulary)
    return " ".join(words)


def edited(texts: list[str], share: set[int], chance: random.Random, vocabulary: list[str]) -> list[str]:
    """Return the article with the texts numbered in `share` changed, split or moved."""
    result = []
    for number, text in enumerate(texts):
        if number not in share:
            result.append(text)
        elif number % 10:
            result.append(changed(text, chance, vocabulary))
        elif number % 20:
            half = len(text.split(" ")) // 2
            result += [" ".join(text.split(" ")[:half]) + ".", " ".join(text.split(" ")[half:])]
        else:
            result.insert(chance.randrange(len(result) + 1), text)
    return result


def segments(texts: list[str]) -> list[Segment]:
    """Return one segment a text."""
    return [Segment(text, "", number, 0, len(text), number + 1) for number, text in enumerate(texts)]


def timed(label: str, call, note=lambda _result: ""):
    """Print how long a call takes, and what `note` says of its result."""
    start = time.perf_counter()
    result = call()
    print(f"{label:<44} {time.perf_counter() - start:8.3f} s  {note(result)}")
    return result


def main() -> None:
    """Print the table."""
    units, share = (int(text) for text in (*sys.argv[1:], "5000", "1500")[:2])
    chance = random.Random(20)
    letters = "aeiouéèrstlnmpdcvbg"
    vocabulary = ["".join(chance.choice(letters) for _ in range(chance.randint(2, 10))) for _ in range(6000)]
    texts = [sentence(chance, vocabulary) for _ in range(units)]
    fresh = timed("merge into nothing", lambda: po.merge(None, segments(texts), source_digest="1", **LABELS).catalogue)
    drafts = {(unit.context, unit.source): Draft(f"EN {unit.source}", Origin.ENGINE, "none") for unit in fresh.units}
    filled = timed("fill", lambda: po.fill(fresh, drafts))
    data = timed("render", lambda: po.render(filled), lambda result: f"{len(result):,} bytes")
    data = data.replace(b"#, fuzzy\n", b"", units * 2 // 3)
    old = timed("parse", lambda: po.parse(data, "long.po"))
    timed("render what was read", lambda: po.render(old))
    timed("merge, nothing changed", lambda: po.merge(old, segments(texts), source_digest="1", **LABELS))
    scattered = edited(texts, set(chance.sample(range(units), share)), chance, vocabulary)
    in_a_row = edited(texts, set(range(units // 4, units // 4 + share)), chance, vocabulary)
    everything = edited(texts, set(range(units)), chance, vocabulary)
    for label, new in (
        (f"merge, {share} of {units} changed here and there", scattered),
        (f"merge, {share} of {units} changed in a row", in_a_row),
        ("merge, all changed", everything),
    ):
        merge = timed(
            label,
            lambda new=new: po.merge(old, segments(new), source_digest="2", **LABELS),
            lambda result: ", ".join(f"{kind} {n}" for kind, n in counted(result)),
        )
    with TemporaryDirectory() as folder:
        timed("save", lambda: po.save(Path(folder) / "long.po", merge.catalogue, read_digest=None))
    waiting = sum(unit.state is State.FUZZY for unit in merge.catalogue.units)
    print(f"{waiting} fuzzy candidates after the last merge")


def counted(merge: po.Merge) -> list[tuple[str, int]]:
    """Return how many changes of each kind a merge made."""
    kinds = [str(change.kind) for change in merge.changes]
    return sorted({kind: kinds.count(kind) for kind in kinds}.items())


if __name__ == "__main__":
    main()
