"""What is left of a translation after real edits: articles with their history in git, beside gettext's msgmerge.

    python benchmarks/leverage.py REPOSITORY [--under FOLDER] [--steps 400]

REPOSITORY is any git repository with Markdown articles; it is only read. For every two versions of an article that
follow each other, the older one is taken as translated and approved from end to end, and its catalogue is brought up to
date with the newer one by this program and by msgmerge. Words of the newer version count as *kept* (their target is in
place), as *fuzzy* (a candidate is offered), or as *open*. Files that were only renamed give no step.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from update import LABELS, run_msgmerge

from translate import catalogue as po
from translate import documents, segmentation
from translate.errors import DocumentError
from translate.model import Draft, Origin, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.model import Segment


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


def read_segments(repository: str, commit: str, name: str) -> tuple[Segment, ...]:
    """Return the segments of one version of an article; none where it cannot be read or is gone."""
    try:
        data = git(repository, "show", f"{commit}:{name}")
        return segmentation.segment(documents.read_bytes(data, PurePath(name), language="fr"))
    except (subprocess.CalledProcessError, DocumentError):
        return ()


def find_steps(repository: str, under: str) -> Iterator[tuple[tuple[Segment, ...], tuple[Segment, ...]]]:
    """Yield pairs of versions that follow each other and differ in their segments."""
    for name, commits in sorted(find_versions(repository, under).items()):
        old: tuple[Segment, ...] = ()
        for commit in commits:
            new = read_segments(repository, commit, name)
            if old and new and [one.source for one in old] != [one.source for one in new]:
                yield old, new
            old = new


def approve(segments: tuple[Segment, ...]) -> po.Catalogue:
    """Return the catalogue of a version, translated and approved."""
    empty = po.merge(None, segments, **LABELS).catalogue
    drafts = {(unit.context, unit.source): Draft(f"T{n}", Origin.ENGINE, "bench") for n, unit in enumerate(empty.units)}
    text = po.render(po.fill(empty, drafts)).decode().replace("#, fuzzy\n", "")
    return po.parse(text.encode(), PurePath("old.po"))


def count_words(segments: tuple[Segment, ...], states: dict[tuple[str, str], State]) -> Counter[str]:
    """Count the words of a version by what is at hand for them."""
    counts: Counter[str] = Counter()
    for one in segments:
        state = states.get((one.context, one.source), State.UNTRANSLATED)
        label = {State.POST_EDITED: "kept", State.FUZZY: "fuzzy"}.get(state, "open")
        counts[label] += len(one.source.split())
    return counts


def merge_with_msgmerge(old: po.Catalogue, segments: tuple[Segment, ...]) -> tuple[dict[tuple[str, str], State], float]:
    """Return the states by (context, source) that msgmerge leaves, and its seconds."""
    data, seconds = run_msgmerge(old, po.render(po.merge(None, segments, **LABELS).catalogue))
    merged = po.parse(data, PurePath("new.po"))
    return {(unit.context, unit.source): unit.state for unit in merged.units}, seconds


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository")
    parser.add_argument("--under", default="", help="only articles below this folder")
    parser.add_argument("--steps", type=int, default=400)
    chosen = parser.parse_args()
    words: dict[str, Counter[str]] = {"translate-desk": Counter(), "msgmerge": Counter()}
    seconds = Counter[str]()
    steps = 0
    for old, new in find_steps(chosen.repository, chosen.under):
        catalogue = approve(old)
        start = time.perf_counter()
        merged = po.merge(catalogue, new, **LABELS).catalogue
        seconds["translate-desk"] += time.perf_counter() - start
        states = {(unit.context, unit.source): unit.state for unit in merged.units if unit.state is not State.OBSOLETE}
        words["translate-desk"] += count_words(new, states)
        peer, spent = merge_with_msgmerge(catalogue, new)
        seconds["msgmerge"] += spent
        words["msgmerge"] += count_words(new, peer)
        steps += 1
        if steps == chosen.steps:
            break
    print(f"{steps} steps, {sum(words['msgmerge'].values()):,} words\n")
    print("| program | kept | fuzzy | open | leverage | seconds |\n|---|---|---|---|---|---|")
    for name, counts in words.items():
        total = max(1, sum(counts.values()))
        shares = " | ".join(f"{100 * counts[label] / total:.2f} %" for label in ("kept", "fuzzy", "open"))
        leverage = 100 * (counts["kept"] + counts["fuzzy"]) / total
        print(f"| {name} | {shares} | {leverage:.2f} % | {seconds[name]:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
