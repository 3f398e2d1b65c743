"""One-line articles: how many French ones are refused as another language, and how many others are taken for French.

    PYTHONPATH=. python benchmarks/languages.py [--lines 300] [--seed 1]

The lines are made from patterns of our own, in the ways of a newsroom, with names in French transliteration put into
them: headlines, captions and lists of names in French; headlines, captions and sentences in seven other languages. The
patterns lie in languages.tsv. The "seen" ones were there when the first rule was chosen, the "unseen" ones were written
after it, and the "short" ones, of three to ten words, after that, before the rule for short lines; the "blind" ones
after that. "Foreign titles" are French lines with titles and institutions in other languages. Lines in capitals and
lines that are names alone are counted by themselves. The last rows are for pieces of the sample articles: as many of
their words without a capital letter, in their order, as make so many letters. The workspace's language is French, the
threshold that of the settings. Exit code 0.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

from translate import documents
from translate.errors import LanguageError
from translate.workflow.language import require_language

if TYPE_CHECKING:
    from collections.abc import Iterator

THRESHOLD = 60
"""That of a new workspace."""
PEOPLE = (
    "Anatoli Ivanichine",
    "Sergueï Prokopiev",
    "Ivan Vagner",
    "Oleg Kononenko",
    "Nikolaï Tchoub",
    "Alexandre Grebionkine",
    "Dmitri Peteline",
    "Andreï Fediaïev",
    "Oleg Artemiev",
    "Denis Matveïev",
    "Sergueï Korsakov",
    "Mikhaïl Korniïenko",
    "Piotr Doubrov",
    "Oleg Novitski",
    "Konstantin Borissov",
    "Iouri Malentchenko",
    "Valeri Poliakov",
    "Guennadi Padalka",
    "Elena Serova",
    "Anna Kikina",
    "Igor Komarov",
    "Vladimir Solovtsov",
    "Boris Jdanovitch",
    "Stepan Kroutov",
    "Lev Zelionyi",
    "Marina Vasnetsova",
    "Pavel Tchernychov",
    "Timofeï Rybnikov",
)
PLACES = (
    "Baïkonour",
    "Vostotchny",
    "Plessetsk",
    "Samara",
    "Korolev",
    "Krasnoïarsk",
    "Omsk",
    "Perm",
    "Voronej",
    "Khimki",
    "Jeleznogorsk",
    "Toula",
)
CRAFT = (
    "Soyouz MS-28",
    "Progress MS-33",
    "Angara-A5",
    "Luna-26",
    "Bion-M",
    "Resurs-P",
    "Kondor-FKA",
    "Soyouz-2.1b",
    "Meteor-M",
    "Elektro-L",
    "Ekspress-AT",
    "Proton-M",
    "Sphère",
    "Yamal-601",
)


def read_patterns() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the patterns of languages.tsv by their language and the time when they were written."""
    with Path(__file__).with_name("languages.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows:
        group = found.setdefault(row["language"], {})
        group[row["patterns"]] = (*group.get(row["patterns"], ()), row["line"])
    return found


def fill(pattern: str, chance: random.Random) -> str:
    """Return a line: the pattern with people for {p}, places for {l}, and craft for {c}."""
    for slot, names in (("{p}", PEOPLE), ("{l}", PLACES), ("{c}", CRAFT)):
        count = pattern.count(slot)
        for name in chance.sample(names, count):
            pattern = pattern.replace(slot, name, 1)
    return pattern


def lines(patterns: tuple[str, ...], count: int, chance: random.Random) -> Iterator[str]:
    """Yield so many lines from patterns in turn."""
    for number in range(count):
        yield fill(patterns[number % len(patterns)], chance)


def names_alone(count: int, chance: random.Random) -> Iterator[str]:
    """Yield lists of names with nothing between them but commas."""
    for _ in range(count):
        yield ", ".join(chance.sample(PEOPLE, chance.randint(4, 9)))


def pieces(letters: int, count: int, chance: random.Random) -> Iterator[str]:
    """Yield pieces of the sample articles with so many letters, at least, in words that are no names."""
    samples = sorted(Path(__file__).parents[1].joinpath("articles").glob("*.fr.*"))
    text = " ".join(path.read_text("utf-8") for path in samples)
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word[0].islower()]
    for _ in range(count):
        start = end = chance.randrange(len(words) - letters)
        while sum(map(len, words[start:end])) < letters:
            end += 1
        yield " ".join(words[start:end])


def refused(line: str) -> bool:
    """Tell whether an article of one line is refused as one in another language."""
    article = documents.read_bytes((line + "\n").encode(), Path("une.fr.txt"), language="fr")
    try:
        require_language(article, Path("une.fr.txt"), "fr", THRESHOLD)
    except LanguageError:
        return True
    return False


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    print("| lines | language | patterns | refused |\n|---|---|---|---:|")

    def tell(kind: str, language: str, group: str, made: Iterator[str]) -> None:
        found = [refused(line) for line in made]
        print(f"| {kind} | {language} | {group} | {100 * sum(found) / len(found):.1f} % |")

    tell("names alone", "fr", "", names_alone(arguments.lines, chance))
    for language, groups in read_patterns().items():
        for group, patterns in groups.items():
            tell("one line", language, group, lines(patterns, arguments.lines, chance))
            if language == "fr":
                tell("in capitals", "fr", group, (one.upper() for one in lines(patterns, arguments.lines, chance)))
    for letters in (20, 30, 40, 60):
        tell(f"pieces of {letters} letters", "fr", "", pieces(letters, arguments.lines, chance))


if __name__ == "__main__":
    main()
