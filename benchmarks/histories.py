"""No human word is lost: the law of this program over many random histories of articles and their catalogues.

    PYTHONPATH=. python benchmarks/histories.py [--histories 100000] [--seed 1] [--gettext 50]

Each history is an article of one to eight sentences and one to five rounds: people work in the PO file (approve,
rewrite, touch up, clear, delete entries, drop the program's comments, add remarks, reorder, re-wrap, change line ends,
add a byte order mark), the source is edited (insert, delete, move, split, join, retype, renumber, recast), and the
catalogue is brought up to date. One history in N also goes through gettext's own msgcat, msgattrib or msgmerge between
two rounds. After each round every text of a person must be in place, a fuzzy candidate, or obsolete; a second merge
must change nothing. A history can be repeated by its seed. The steps are those of the property tests.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.catalogue.histories import ACTIONS, CONTEXTS, LABELS, Desk, edit_source, gettext, segments
from tests.catalogue.test_no_word_is_lost import kept_texts, masked
from translate import catalogue as po

SOURCE_STEPS = ("insert", "delete", "move", "split", "join", "retype", "retype", "renumber", "recast", "none")
WORDS = (
    *("le", "la", "un", "fusée", "lanceur", "étage", "moteur", "orbite", "satellite", "décolle", "rejoint", "mission"),
    *("équipage", "Soyouz-2", "«réussi»", "d’hier", "[NDLR:", "vols]", "12", "7,5", "%", "l'usine", '"Samara"', "été"),
)


def sentence(chance: random.Random) -> str:
    """Return a sentence of random words."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 14))) + chance.choice(".!?")


def rework(desk: Desk, article: list[tuple[str, str]], chance: random.Random) -> None:
    """Let one of gettext's tools rewrite the file, as a colleague's script would."""
    data = desk.data.removeprefix(b"\xef\xbb\xbf")
    tool = chance.choice(("msgcat", "msgattrib", "msgmerge"))
    if tool == "msgcat":
        desk.data = gettext(["msgcat", f"--width={chance.choice((40, 80, 200))}"], data)
    elif tool == "msgattrib":
        desk.data = gettext(["msgattrib"], data)
    else:
        template = po.render(po.merge(None, segments(article), source_digest="d", **LABELS).catalogue)
        with tempfile.TemporaryDirectory() as folder:
            old = Path(folder) / "old.po"
            old.write_bytes(data)
            desk.data = gettext(["msgmerge", "--quiet", "--previous", "--no-fuzzy-matching", str(old)], template)


def live(seed: int, *, tools: bool) -> tuple[int, int]:
    """Live one history; return how many rounds it had and how many texts of people were looked for.

    Raises AssertionError with the seed where the law is broken.
    """
    chance = random.Random(seed)
    article = [(chance.choice(CONTEXTS), sentence(chance)) for _ in range(chance.randint(1, 8))]
    desk = Desk()
    desk.run(article, draft=True)
    rounds, texts = chance.randint(1, 5), 0
    for _ in range(rounds):
        for _ in range(chance.randint(0, 3)):
            desk.work((chance.choice(ACTIONS), chance.randrange(10**6)))
        if tools:
            rework(desk, article, chance)
        for _ in range(chance.randint(0, 3)):
            step = (chance.choice(SOURCE_STEPS), chance.randrange(10**6), chance.randrange(10**6), sentence(chance))
            article = edit_source(article, step)
        before = desk.human_texts()
        desk.run(article, draft=chance.random() < 0.7)
        kept = "\n".join(kept_texts(desk))
        for text in before:
            texts += 1
            if masked(text.removeprefix("# ")) not in kept:
                raise AssertionError(f"history {seed} has lost {text!r}")
        once = desk.data
        desk.run(article, draft=False)
        if desk.data != once:
            raise AssertionError(f"history {seed}: a second run with nothing changed has changed the file")
    return rounds, texts


def live_some(first: int, count: int, every: int) -> tuple[int, int]:
    """Live the histories `first` to `first + count - 1`, one in `every` with gettext's tools."""
    rounds = texts = 0
    for seed in range(first, first + count):
        more = live(seed, tools=bool(every) and seed % every == 0)
        rounds, texts = rounds + more[0], texts + more[1]
    return rounds, texts


def main() -> int:
    """Print a table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--histories", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gettext", type=int, default=50, help="one history in N goes through gettext's tools")
    chosen = parser.parse_args()
    every = chosen.gettext if shutil.which("msgmerge") else 0
    start = time.perf_counter()
    size = 500
    blocks = range(chosen.seed, chosen.seed + chosen.histories, size)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        counts = list(
            pool.map(
                live_some,
                blocks,
                [min(size, chosen.seed + chosen.histories - first) for first in blocks],
                [every] * len(blocks),
            )
        )
    seconds = time.perf_counter() - start
    print("| histories | rounds | texts of people looked for | lost | no-op runs that changed a file | seconds |")
    print("|---|---|---|---|---|---|")
    rounds, texts = sum(one[0] for one in counts), sum(one[1] for one in counts)
    print(f"| {chosen.histories:,} | {rounds:,} | {texts:,} | 0 | 0 | {seconds:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
