"""What an update costs and how much it keeps, beside gettext's msgmerge on the same catalogues.

    python benchmarks/update.py [--units 5000] [--changed 1500] [--no-msgmerge]

The segments are French news sentences from `corpus/domain.tsv.xz` in the folder that the environment variable
TRANSLATE_DESK_DATA names (../shared when it is not set). A changed sentence gets the edits of a reporter: a word
replaced, inserted or taken out, a figure changed, a clause added. A target names the sentence that it was made for, so
that a match can be told right or wrong. Short strings that look alike and mean something else come from lookalikes.tsv.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polib

from translate import catalogue as po
from translate.model import Draft, Origin, Segment

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("TRANSLATE_DESK_DATA", "../shared")) / "corpus" / "domain.tsv.xz"
LABELS = {"article": "articles/archive.txt", "source_language": "fr", "target_language": "en", "source_digest": "0"}
WORDS = ("hier", "finalement", "désormais", "russe", "européen", "prévu", "officiel", "encore", "toujours", "nouveau")
CLAUSES = (", a précisé l'agence", ", selon nos informations", " malgré le vent", " pour la première fois")


def read_sentences(count: int) -> list[str]:
    """Return distinct French sentences of the corpus."""
    with lzma.open(DATA, "rt", encoding="utf-8") as lines:
        found = dict.fromkeys(line.split("\t")[0] for line in lines if "｟" not in line)
    return list(found)[:count]


def edit(sentence: str, chance: random.Random) -> str:
    """Return a sentence as a reporter would leave it after a correction."""
    words = sentence.split(" ")
    place = chance.randrange(len(words))
    kind = chance.choice(("replace", "insert", "delete", "figure", "clause"))
    if kind == "figure" and re.search(r"\d", sentence):
        return re.sub(r"\d", lambda match: str((int(match.group()) + 3) % 10), sentence, count=2)
    if kind == "clause":
        return re.sub(r"([.!?»…]*)$", lambda match: chance.choice(CLAUSES) + match.group(), sentence, count=1)
    if kind == "delete" and len(words) > 4:
        del words[place]
    elif kind == "insert":
        words.insert(place, chance.choice(WORDS))
    else:
        words[place] = chance.choice(WORDS)
    return " ".join(words)


def make_segments(sources: list[str]) -> list[Segment]:
    """Return a segment a source, as paragraphs of one article."""
    return [Segment(source, "", number, 0, len(source), number + 1) for number, source in enumerate(sources)]


def make_catalogue(sources: list[str]) -> po.Catalogue:
    """Return a catalogue in which a person has approved every unit with a target that names its source."""
    empty = po.merge(None, make_segments(sources), **LABELS).catalogue
    drafts = {("", source): Draft(f"T{n}", Origin.ENGINE, "bench") for n, source in enumerate(sources)}
    text = po.render(po.fill(empty, drafts)).decode().replace("#, fuzzy\n", "")
    return po.parse(text.encode(), Path("archive.po"))


def change(sources: list[str], count: int, chance: random.Random) -> tuple[list[str], dict[str, str]]:
    """Return the sources with `count` of them edited, and for each new one the target that belongs to it."""
    new = list(sources)
    owners: dict[str, str] = {}
    for number in sorted(chance.sample(range(len(sources)), count)):
        edited = edit(sources[number], chance)
        if edited not in sources and edited not in owners:
            new[number] = edited
            owners[edited] = f"T{number}"
    return new, owners


def judge(found: dict[str, str], owners: dict[str, str]) -> tuple[int, int]:
    """Return how many edited segments got their own old target, and how many somebody else's."""
    right = sum(found.get(source, "") == target for source, target in owners.items())
    wrong = sum(found.get(source, "") not in ("", target) for source, target in owners.items())
    return right, wrong


def run_msgmerge(old: po.Catalogue, template: bytes) -> tuple[bytes, float]:
    """Merge a catalogue with a template by msgmerge; return the new catalogue and the seconds that it took."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old.po", "new.pot", "out.po")]
        paths[0].write_bytes(po.render(old))
        paths[1].write_bytes(template)
        start = time.perf_counter()
        subprocess.run(
            ["msgmerge", "--quiet", "--previous", "-o", paths[2], paths[0], paths[1]], check=True, timeout=1500
        )
        return paths[2].read_bytes(), time.perf_counter() - start


def merge_with_msgmerge(old: po.Catalogue, new: list[str]) -> tuple[dict[str, str], float]:
    """Return the targets by source that msgmerge leaves, and its seconds."""
    data, seconds = run_msgmerge(old, po.render(po.merge(None, make_segments(new), **LABELS).catalogue))
    return {entry.msgid: entry.msgstr for entry in polib.pofile(data.decode()) if not entry.obsolete}, seconds


def print_merge(units: int, changed: int, *, peer: bool) -> None:
    """Print the table of one large merge."""
    sources = read_sentences(units)
    old = make_catalogue(sources)
    new, owners = change(sources, changed, random.Random(5))
    print(f"\n## {len(sources)} segments, {len(owners)} changed\n")
    print("| program | seconds | own translation found | somebody else's | none |")
    print("|---|---|---|---|---|")
    start = time.perf_counter()
    merge = po.merge(old, make_segments(new), **LABELS)
    seconds = time.perf_counter() - start
    rows = [("translate-desk", {unit.source: unit.target for unit in merge.catalogue.units}, seconds)]
    if peer and shutil.which("msgmerge"):
        rows.append(("msgmerge", *merge_with_msgmerge(old, new)))
    for name, found, seconds in rows:
        right, wrong = judge(found, owners)
        share = f"{100 * right / len(owners):.2f} %"
        print(f"| {name} | {seconds:.2f} | {right} ({share}) | {wrong} | {len(owners) - right - wrong} |", flush=True)


def print_lookalikes(*, peer: bool) -> None:
    """Print how often a short new segment gets the target of one that only looks like it."""
    pairs = [line.split("\t") for line in Path(__file__).with_name("lookalikes.tsv").read_text("utf-8").splitlines()]
    frames = ("{}", "{} !", "« {} »")
    cases = [(frame.format(a), frame.format(b)) for a, b in pairs for frame in frames]
    wrong = {"translate-desk": 0, "msgmerge": 0}
    for old_source, new_source in cases:
        kept = ["Une phrase qui reste en place.", "Une autre phrase, plus loin."]
        old = make_catalogue([kept[0], old_source, kept[1]])
        new = [kept[0], kept[1], new_source]
        merged = po.merge(old, make_segments(new), **LABELS).catalogue
        wrong["translate-desk"] += any(unit.source == new_source and unit.target for unit in merged.units)
        if peer and shutil.which("msgmerge"):
            wrong["msgmerge"] += bool(merge_with_msgmerge(old, new)[0].get(new_source))
    print(f"\n## {len(cases)} short strings that look like a removed one\n")
    print("| program | wrong fuzzy matches |\n|---|---|")
    for name, count in wrong.items():
        print(f"| {name} | {count if peer or name != 'msgmerge' else '-'} |")


class Cost(NamedTuple):
    """What a command cost, in seconds: by the clock, and of processor time."""

    wall: float
    processor: float


def run(arguments: list[str | Path], folder: Path, environment: dict[str, str]) -> Cost:
    """Return what one run of a command costs."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def least(action: Callable[[], Cost], times: int = 5) -> Cost:
    """Return the least of several runs, by the clock and of processor time."""
    costs = [action() for _ in range(times)]
    return Cost(min(cost.wall for cost in costs), min(cost.processor for cost in costs))


def print_runs() -> None:
    """Print what whole commands cost: a full draft, one changed sentence in 1,000, and nothing changed."""
    sources = read_sentences(1000)
    changed = [*sources[:500], edit(sources[500], random.Random(1)), *sources[501:]]
    with tempfile.TemporaryDirectory() as name:
        base, work = Path(name) / "base", Path(name) / "work"
        (base / "articles").mkdir(parents=True)
        article = base / "articles" / "archive.txt"
        article.write_text("\n".join(sources) + "\n", "utf-8")
        (base / "empty.py").write_text("import typer\napp = typer.Typer()\napp.command()(lambda: None)\napp()\n")
        # As an installed program has them, all modules are compiled already, by a first run.
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(Path(name) / "compiled")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        program: list[str | Path] = [sys.executable, "-m", "translate"]
        shutil.copytree(base, work)
        (work / "articles" / "archive.txt").write_text("Une phrase pour commencer.\n", "utf-8")
        run([*program, "draft", "articles/archive.txt", "--source", "fr"], work, environment)
        full = run([*program, "draft", "articles/archive.txt"], base, environment)
        run([*program, "update"], base, environment)

        def update_one() -> Cost:
            shutil.rmtree(work)
            shutil.copytree(base, work)
            (work / "articles" / "archive.txt").write_text("\n".join(changed) + "\n", "utf-8")
            return run([*program, "update"], work, environment)

        rows = {
            "full draft": full,
            "one sentence changed": least(update_one),
            "update, nothing changed": least(lambda: run([*program, "update"], base, environment)),
            "status": least(lambda: run([*program, "status"], base, environment)),
            "--help": least(lambda: run([*program, "--help"], base, environment)),
        }
        empty = least(lambda: run([sys.executable, "empty.py"], base, environment))
    print_costs(rows, full, empty)


def print_costs(rows: dict[str, Cost], full: Cost, empty: Cost) -> None:
    """Print the table of the runs beside a full draft and an empty Typer program."""
    print("\n## Whole commands on an article of 1,000 sentences\n")
    print("| run | wall | processor time | over an empty Typer program | of the draft: wall, processor, over Typer |")
    print("|---|---|---|---|---|")
    for label, cost in (*rows.items(), ("an empty Typer program", empty)):
        over = cost.processor - empty.processor
        shares = [full.wall / cost.wall, full.processor / cost.processor]
        if over > 0:
            shares.append((full.processor - empty.processor) / over)
        shown = ", ".join(f"1/{share:.0f}" for share in shares)
        print(f"| {label} | {cost.wall:.2f} s | {cost.processor:.2f} s | {over:.2f} s | {shown} |")


def main() -> int:
    """Print the tables; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=5000)
    parser.add_argument("--changed", type=int, default=1500)
    parser.add_argument("--no-msgmerge", action="store_true", help="leave out the slow comparison")
    chosen = parser.parse_args()
    if not DATA.is_file():
        print(f"skipped: there is no {DATA}; set TRANSLATE_DESK_DATA")
        return 0
    print_merge(chosen.units, chosen.changed, peer=not chosen.no_msgmerge)
    print_lookalikes(peer=not chosen.no_msgmerge)
    print_runs()
    return 0


if __name__ == "__main__":
    sys.exit(main())
