"""How long a glossary of 100,000 terms takes to build and to search; see matching.md for the figures.

Run: python benchmarks/matching.py
"""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

from translate.glossary.finder import TermFinder
from translate.glossary.matcher import Glossary
from translate.glossary.rows import bundled_path, read
from translate.model import CaseRule, Term, TermKind

if TYPE_CHECKING:
    from collections.abc import Callable

TERMS = 100_000
WORDS = 1_000
ROUNDS = 7
ONSETS = ["b", "br", "c", "cr", "d", "f", "fl", "g", "gr", "j", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "v"]
VOWELS = ["a", "e", "i", "o", "u", "é", "ou", "ai", "oi"]
CODAS = ["l", "n", "r", "s", "t", "x", "c", "", "", "", "", "", ""]


def invent(rng: random.Random, syllables: int) -> str:
    """Return a made-up word of that many syllables."""
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(syllables))


def make_terms(rng: random.Random) -> list[Term]:
    """Return made-up terms: three fifths names of two words, the rest common nouns with a plural."""
    terms: list[Term] = []
    for number in range(TERMS):
        first, second = invent(rng, 2), invent(rng, rng.choice((2, 3)))
        if number % 5 < 3:
            kind = rng.choice((TermKind.PERSON, TermKind.ORGANISATION, TermKind.SPACECRAFT))
            name = f"{first.capitalize()} {second.capitalize()}"
            terms.append(Term(name, name + "a", kind, case=CaseRule.EXACT))
        else:
            source = first if number % 2 else f"{first} de {second}"
            terms.append(Term(source, f"{second} {first}", TermKind.TERM, plural=f"{second} {first}s"))
    return terms


def make_text(rng: random.Random, terms: list[Term]) -> str:
    """Return an article of WORDS words, one in ten the source of a term."""
    words: list[str] = []
    while len(words) < WORDS:
        words += (rng.choice(terms).source if rng.random() < 0.1 else invent(rng, rng.choice((1, 2, 3)))).split()
    return " ".join(word + "." if place % 20 == 19 else word for place, word in enumerate(words[:WORDS]))


def measure(action: Callable[[], object]) -> tuple[float, float, float]:
    """Return, of ROUNDS runs in milliseconds, the best and the median processor time and the best wall time."""
    used: list[float] = []
    passed: list[float] = []
    for _ in range(ROUNDS):
        processor, clock = time.process_time(), time.perf_counter()
        action()
        used.append((time.process_time() - processor) * 1000)
        passed.append((time.perf_counter() - clock) * 1000)
    return min(used), statistics.median(used), min(passed)


def main() -> None:
    """Print the table."""
    rng = random.Random(20)
    terms = make_terms(rng)
    text = make_text(rng, terms)
    bundled = read(bundled_path())
    glossary = Glossary(terms)
    finder = TermFinder(glossary)
    longer = {times: "\n".join([text] * times) for times in (1, 10, 100)}
    rows = [
        (f"build, {TERMS:,} terms", *measure(lambda: Glossary(terms).find(terms[0].source))),
        (f"build, bundled glossary ({len(bundled):,} rows)", *measure(lambda: Glossary(bundled).find("lanceur"))),
        *(
            (f"find terms, {WORDS * times:,} words", *measure(lambda t=longer[times]: glossary.find(t)))
            for times in longer
        ),
        (f"find terms and names, {WORDS:,} words", *measure(lambda: finder.find(text))),
    ]
    print(f"{len(glossary.find(text))} matches in the {WORDS:,} words\n")
    print("| what | CPU ms, best | CPU ms, median | wall ms, best |\n|---|---:|---:|---:|")
    for name, best, median, wall in rows:
        print(f"| {name} | {best:.1f} | {median:.1f} | {wall:.1f} |")


if __name__ == "__main__":
    main()
