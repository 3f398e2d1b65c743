"""What is left of a translation after real edits: articles with their history in git, beside gettext's msgmerge.

    python benchmarks/leverage.py [REPOSITORY] [--under FOLDER] [--steps 400]

REPOSITORY is any git repository with Markdown articles; it is only read. Without one, the articles of `newsroom` are
built into a repository of their own. For every two versions of an article that follow each other, the older one is
taken as translated and approved from end to end, and its catalogue is brought up to date with the newer one by this
program and by msgmerge. Words of the newer version count as *kept* (their target is in place), as *fuzzy* (a candidate
is offered), or as *open*. Files that were only renamed give no step.

Of the newsroom's articles it is known where each character comes from. A new segment was made from an old one that
gave it half of its own letters, or that has half of its letters there; a candidate is *right* where it is made of the
targets of such old segments alone.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import newsroom
from update import LABELS, run_msgmerge

from translate import catalogue as po
from translate import documents, segmentation
from translate.errors import DocumentError
from translate.model import Draft, Origin, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.model import Segment, Unit


def git(repository: str, *arguments: str) -> bytes:
    """Return what a git command prints."""
    return subprocess.run(["git", "-C", repository, *arguments], capture_output=True, check=True).stdout


def find_versions(repository: str, under: str) -> dict[str, list[str]]:
    """Return the articles below a folder, each with the commits that changed it, the oldest first."""
    log = git(repository, "log", "--reverse", "--format=%x00%H", "--name-only", "--", under or ".").decode()
    versions: dict[str, list[str]] = {}
    for entry in log.split("\0")[1:]:
        commit, *names = entry.split("\n")
        for name in names:
            if name.endswith(".md"):
                versions.setdefault(name, []).append(commit)
    return versions


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article: its segments, and where in the file each of them begins."""

    segments: tuple[Segment, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Two versions of the article `name` that follow each other; the newer one is number `number`, from 0."""

    name: str
    number: int
    old: Version
    new: Version


def read_version(repository: str, commit: str, name: str) -> Version:
    """Return one version of an article; one without segments where it cannot be read or is gone."""
    try:
        article = documents.read_bytes(git(repository, "show", f"{commit}:{name}"), PurePath(name), language="fr")
    except (subprocess.CalledProcessError, DocumentError):
        return Version((), ())
    offsets = [0, *accumulate(len(block.raw) for block in article.blocks)]
    segments = segmentation.segment(article)
    return Version(segments, tuple(offsets[one.block] + one.start for one in segments))


def find_steps(repository: str, under: str) -> Iterator[Step]:
    """Yield pairs of versions that follow each other and differ in their segments."""
    for name, commits in sorted(find_versions(repository, under).items()):
        old = Version((), ())
        for number, commit in enumerate(commits):
            new = read_version(repository, commit, name)
            if old.segments and new.segments and [s.source for s in old.segments] != [s.source for s in new.segments]:
                yield Step(name, number, old, new)
            old = new


def find_owners(step: Step, origins: Sequence[int]) -> dict[po.Key, set[po.Key]]:
    """Return the old segments that each new one was made from, by `origins`, the characters' places in the old file."""
    places = {
        start + offset: (one.context, one.source)
        for one, start in zip(step.old.segments, step.old.starts, strict=True)
        for offset in range(one.end - one.start)
    }
    text = newsroom.read_articles()[step.name]
    before, after = text[step.number - 1].text, text[step.number].text
    sizes = Counter(key for place, key in places.items() if before[place].isalnum())
    owners: dict[po.Key, set[po.Key]] = {}
    for one, start in zip(step.new.segments, step.new.starts, strict=True):
        letters = [place for place in range(start, start + one.end - one.start) if after[place].isalnum()]
        given = Counter(places.get(origins[place]) for place in letters)
        owners.setdefault((one.context, one.source), set()).update(
            key for key, count in given.items() if key and 2 * count >= min(len(letters), sizes[key])
        )
    return owners


def judge(step: Step, old: po.Catalogue, units: dict[po.Key, Unit]) -> Counter[str]:
    """Count the segments that were not there before by what was found for them."""
    version = newsroom.read_articles()[step.name][step.number]
    targets = {(unit.context, unit.source): unit.target for unit in old.units}
    counts: Counter[str] = Counter()
    for key, owners in find_owners(step, version.origins).items():
        if key in targets:
            continue
        own = {targets[owner] for owner in owners}
        found = set(units[key].target.split()) if key in units else set()
        if own:
            counts["changed"] += 1
            counts["right" if found and found <= own else "wrong" if found else "missed"] += 1
        else:
            counts["new"] += 1
            counts["stray"] += bool(found)
    return counts


def approve(segments: tuple[Segment, ...]) -> po.Catalogue:
    """Return the catalogue of a version, translated and approved."""
    empty = po.merge(None, segments, **LABELS).catalogue
    drafts = {(unit.context, unit.source): Draft(f"T{n}", Origin.ENGINE, "bench") for n, unit in enumerate(empty.units)}
    text = po.render(po.fill(empty, drafts)).decode().replace("#, fuzzy\n", "")
    return po.parse(text.encode(), PurePath("old.po"))


def count_words(segments: tuple[Segment, ...], units: dict[po.Key, Unit]) -> Counter[str]:
    """Count the words of a version by what is at hand for them."""
    counts: Counter[str] = Counter()
    for one in segments:
        unit = units.get((one.context, one.source))
        label = {State.POST_EDITED: "kept", State.FUZZY: "fuzzy"}.get(unit.state, "open") if unit else "open"
        counts[label] += len(one.source.split())
    return counts


def index(catalogue: po.Catalogue) -> dict[po.Key, Unit]:
    """Return the units in use by their keys."""
    return {(unit.context, unit.source): unit for unit in catalogue.units if unit.state is not State.OBSOLETE}


def merge_with_msgmerge(old: po.Catalogue, segments: tuple[Segment, ...]) -> tuple[dict[po.Key, Unit], float]:
    """Return the units that msgmerge leaves, and its seconds."""
    data, seconds = run_msgmerge(old, po.render(po.merge(None, segments, **LABELS).catalogue))
    return index(po.parse(data, PurePath("new.po"))), seconds


def merge_ourselves(old: po.Catalogue, segments: tuple[Segment, ...]) -> tuple[dict[po.Key, Unit], float]:
    """Return the units that this program leaves, and its seconds."""
    start = time.perf_counter()
    merged = po.merge(old, segments, **LABELS).catalogue
    return index(merged), time.perf_counter() - start


def measure(repository: str, under: str, limit: int, *, known: bool) -> None:
    """Print the tables; with `known` the repository holds the newsroom's articles."""
    programs = {"translate-desk": merge_ourselves, "msgmerge": merge_with_msgmerge}
    words: dict[str, Counter[str]] = {name: Counter() for name in programs}
    judged: dict[str, Counter[str]] = {name: Counter() for name in programs}
    seconds = Counter[str]()
    steps = list(islice(find_steps(repository, under), limit))
    for step in steps:
        catalogue = approve(step.old.segments)
        for name, merge in programs.items():
            units, spent = merge(catalogue, step.new.segments)
            seconds[name] += spent
            words[name] += count_words(step.new.segments, units)
            if known:
                judged[name] += judge(step, catalogue, units)
    print(f"{len(steps)} steps, {sum(words['msgmerge'].values()):,} words\n")
    print("| program | kept | fuzzy | open | leverage | seconds |\n|---|---|---|---|---|---|")
    for name, counts in words.items():
        total = max(1, sum(counts.values()))
        shares = " | ".join(f"{100 * counts[label] / total:.2f} %" for label in ("kept", "fuzzy", "open"))
        leverage = 100 * (counts["kept"] + counts["fuzzy"]) / total
        print(f"| {name} | {shares} | {leverage:.2f} % | {seconds[name]:.1f} |")
    if known:
        print("\n| program | changed segments | right candidate | somebody else's | none | new ones with a candidate |")
        print("|---|---|---|---|---|---|")
        for name, counts in judged.items():
            row = " | ".join(str(counts[label]) for label in ("changed", "right", "wrong", "missed"))
            print(f"| {name} | {row} | {counts['stray']} of {counts['new']} |")


def main() -> int:
    """Print the tables; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", nargs="?")
    parser.add_argument("--under", default="", help="only articles below this folder")
    parser.add_argument("--steps", type=int, default=400)
    chosen = parser.parse_args()
    if chosen.repository:
        measure(chosen.repository, chosen.under, chosen.steps, known=False)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        newsroom.build_repository(Path(folder))
        measure(folder, chosen.under, chosen.steps, known=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
