"""Articles that are renamed and edited at once: which catalogue they come from, over many random histories.

    PYTHONPATH=. python benchmarks/renames.py [--histories 2000] [--seed 1]

Each history is a newsroom of random articles of 6 to 40 sentences, a fifth of them from a stock that all share, such as
credits. Some leave their names and are edited by random steps (insert, delete, move, split, join, retype, renumber,
recast), so many for every hundred sentences; others are gone for good, and as many new ones come, which share the stock
and up to two quoted sentences with what is gone. The first table says how many of the renamed are recognised, by the
share that is asked for; the second, how many of the new ones are taken for one that is gone. A history can be repeated
by its seed. The steps are those of the property tests.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

from benchmarks.histories import SOURCE_STEPS, sentence
from tests.catalogue.histories import edit_source
from translate.workflow import kinship

SHARES = (30, 40, 50, 60, 70)
RATES = (0, 10, 20, 30, 40, 50, 70, 100)
"""Edits for every hundred sentences."""
ARTICLES = 6

Text = list[tuple[str, str]]


def long_sentence(chance: random.Random) -> str:
    """Return a sentence of a newsroom's length."""
    return f"{sentence(chance)[:-1]} {sentence(chance)}"


def write_article(chance: random.Random, stock: list[str], quoted: list[str]) -> Text:
    """Return a random article in which these sentences are quoted."""
    own = [long_sentence(chance) for _ in range(chance.randint(5, 32))] + quoted
    shared = chance.sample(stock, max(1, len(own) // 5))
    return [("", one) for one in [*own, *shared]]


def edit(text: Text, rate: int, chance: random.Random) -> Text:
    """Return an article after `rate` random edits for every hundred sentences."""
    steps = [step for step in SOURCE_STEPS if step != "none"]
    for _ in range(round(len(text) * rate / 100)):
        step = (chance.choice(steps), chance.randrange(10**6), chance.randrange(10**6), long_sentence(chance))
        text = edit_source(text, step)
    return text


def sources(text: Text) -> list[str]:
    """Return the sources of an article."""
    return [source for _, source in text]


def live(seed: int, tally: Counter[tuple[str, int, int]]) -> None:
    """Live one history and count what is recognised, for each share."""
    chance = random.Random(seed)
    stock = [long_sentence(chance) for _ in range(10)]
    rate = RATES[seed % len(RATES)]
    old = {Path(f"{n}.po"): write_article(chance, stock, []) for n in range(2 * ARTICLES)}
    present = {source for _ in range(ARTICLES) for source in sources(write_article(chance, stock, []))}
    renamed = {Path(f"{n}.fr.txt"): edit(old[Path(f"{n}.po")], rate, chance) for n in range(ARTICLES)}
    gone = [source for n in range(ARTICLES, 2 * ARTICLES) for source in sources(old[Path(f"{n}.po")])]
    fresh = {
        Path(f"new-{n}.fr.txt"): write_article(chance, stock, chance.sample(gone, chance.randint(0, 2)))
        for n in range(ARTICLES)
    }
    articles = {
        path: kinship.profile(one for one in sources(text) if one not in present)
        for path, text in {**renamed, **fresh}.items()
    }
    catalogues = {path: set(sources(text)) - present for path, text in old.items()}
    for share in SHARES:
        kinship.SHARE = share
        kin = kinship.find_kin(articles, catalogues)
        for path in renamed:
            found = [one.catalogue.stem for one in kin.get(path, ())]
            kind = "missed" if not found else "right" if found == [path.name.split(".")[0]] else "wrong"
            tally[kind, share, rate] += 1
        for path in fresh:
            tally["taken" if kin.get(path) else "left", share, 0] += 1


def main() -> int:
    """Print the tables; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--histories", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    tally: Counter[tuple[str, int, int]] = Counter()
    used = kinship.SHARE
    for seed in range(chosen.seed, chosen.seed + chosen.histories):
        live(seed, tally)
    print("| edits for 100 sentences | " + " | ".join(f"{share} %" for share in SHARES) + " | wrong one |")
    print("|---|" + "---|" * (len(SHARES) + 1))
    for rate in RATES:
        cells = []
        for share in SHARES:
            counts = [tally[kind, share, rate] for kind in ("right", "missed", "wrong")]
            cells.append(f"{100 * counts[0] / (sum(counts) or 1):.1f} %")
        wrong = sum(tally["wrong", share, rate] for share in SHARES)
        print(f"| {rate} | " + " | ".join(cells) + f" | {wrong} |")
    print(f"\nIn use: {used} %.\n\n| share | new articles | taken for one that is gone |\n|---|---|---|")
    for share in SHARES:
        taken, left = tally["taken", share, 0], tally["left", share, 0]
        print(f"| {share} % | {taken + left:,} | {taken:,} ({100 * taken / (taken + left):.2f} %) |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
