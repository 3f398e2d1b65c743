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

import polib

from translate import catalogue as po
from translate.model import Draft, Origin, Segment

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


def cpu(arguments: list[str], folder: Path) -> float:
    """Return the seconds of processor time of a command, the least of five runs."""
    least = float("inf")
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return least


def print_runs() -> None:
    """Print what whole commands cost: a full draft, one changed sentence in 1,000, and nothing changed."""
    program = [sys.executable, "-m", "translate"]
    sources = read_sentences(1000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        article = folder / "articles" / "archive.txt"
        article.write_text("\n".join(sources) + "\n", "utf-8")
        (folder / "empty.py").write_text("import typer\napp = typer.Typer()\napp.command()(lambda: None)\napp()\n")
        start = time.perf_counter()
        subprocess.run([*program, "draft", article], cwd=folder, check=True, capture_output=True)
        full = time.perf_counter() - start
        typer_alone = cpu([sys.executable, "empty.py"], folder)
        unchanged = cpu([*program, "update"], folder)
        status = cpu([*program, "status"], folder)
        start_up = cpu([*program, "--help"], folder)
        article.write_text("\n".join([*sources[:500], edit(sources[500], random.Random(1)), *sources[501:]]), "utf-8")
        start = time.perf_counter()
        subprocess.run([*program, "update"], cwd=folder, check=True, capture_output=True)
        one = time.perf_counter() - start
        article.write_text("\n".join(sources), "utf-8")
    print("\n## Whole commands on an article of 1,000 segments\n")
    print("| run | wall seconds | processor seconds over an empty Typer program |\n|---|---|---|")
    print(f"| full draft | {full:.2f} | |")
    print(f"| one sentence changed | {one:.2f} (1/{full / one:.0f} of the draft) | |")
    for label, seconds in (("update, nothing changed", unchanged), ("status", status), ("--help", start_up)):
        print(f"| {label} | | {seconds - typer_alone:.2f} |")


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
