"""Years in a newsroom: random days of articles, catalogues, glossary and models, with every law checked after each.

    PYTHONPATH=. python benchmarks/soak.py [--days 2000] [--seed 1] [--minutes 10]

A day: articles are created, edited, renamed, renamed and edited at once, and deleted; people work in the PO files
(approve, rewrite, touch up, clear, delete, add remarks); gettext's msgcat, msgattrib and msgmerge, where they are
installed, and polib rewrite them; they are saved as Poedit, OmegaT and Weblate save them, with their header fields and
line breaks; other habits (other line ends, a byte order mark, no comments, no wrapping, another order) come over them;
an article goes out as CSV, XLIFF, XLSX or an OmegaT project and comes back with a target written there; rows are added
to the glossary, the model is replaced, runs are taken back, the state folder is emptied. Then the catalogues are
updated and these laws checked:

- no text of a person is lost: in place, as a fuzzy candidate, obsolete, or in a remark;
- what was written in a file that came back stands in the catalogue;
- a second update changes no byte;
- every catalogue is read by polib and passes `msgfmt --check`, where it is installed;
- what is published, with drafts and without, holds no placeholder;
- the memory holds what one made anew from the catalogues holds;
- no temporary file is left.

A glossary file is parsed again only when its bytes have changed, which a command in a process of its own cannot spare.
A day is repeated by its seed. The run ends after so many minutes, whatever the day, and says how far it came.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.days import Newsroom, everything, human_texts
from tests.catalogue.test_no_word_is_lost import masked
from tests.commands import build_tree_once
from tests.faults.world import describe_memory
from translate.glossary import rows

if TYPE_CHECKING:
    from translate.errors import GlossaryError
    from translate.model import Term


def check(room: Newsroom) -> None:
    """Update everything and check the laws. Raises AssertionError."""
    before = room.catalogues()
    texts = [text for data in before.values() for text in human_texts(data)]
    room.update("--yes")
    after = room.catalogues()
    kept = masked("\n".join(everything(data) for data in after.values()))
    for text in texts:
        if masked(text) not in kept:
            raise AssertionError(f"lost: {text!r}")
    room.update()
    if room.catalogues() != after:
        raise AssertionError("a second update has changed a file")
    for path in after:
        if after[path] != before.get(path) and shutil.which("msgfmt"):
            _check_form(path, after[path])
    _check_publication(room)
    _check_memory(room)
    litter = [path for path in room.root.rglob("*") if path.name.endswith((".tmp", ".lock", "-wal"))]
    if litter:
        raise AssertionError(f"left: {litter}")


def _check_form(path: Path, data: bytes) -> None:
    command = ["msgfmt", "--check", "--output-file=/dev/null", "-"]
    # An editor's byte order mark stays, though msgfmt itself takes none.
    done = subprocess.run(command, input=data.removeprefix(b"\xef\xbb\xbf"), check=False, capture_output=True)
    if done.returncode:
        raise AssertionError(f"{path}: msgfmt refuses it: {done.stderr.decode()}")


def _check_publication(room: Newsroom) -> None:
    names = room.filled()
    for options in ([], ["--drafts"]) if names else ():
        room.run("publish", "--force", "--quiet", "--source", "fr", *options, *names, codes=(0, 1))
        for path in (room.root / "published").rglob("*.*"):
            if re.search("[｟｠]", path.read_text("utf-8")):
                raise AssertionError(f"{path}: a placeholder is published")


def _check_memory(room: Newsroom) -> None:
    path = room.root / ".translate" / "memory" / "fr-en.sqlite"
    room.run("memory", "stats", "--quiet")
    if path.exists():
        learnt = describe_memory(path)
        room.run("memory", "rebuild", "--quiet")
        if describe_memory(path) != learnt:
            raise AssertionError("the memory is not what one made anew is")


def parse_glossaries_once() -> None:
    """Let a glossary file be parsed again only when its bytes have changed."""
    examine, known = rows.examine, {}

    def examine_once(path: Path) -> tuple[tuple[Term, ...], tuple[GlossaryError, ...]]:
        key = (path, path.read_bytes())
        if key not in known:
            for former in [one for one in known if one[0] == path]:
                del known[former]
            known[key] = examine(path)
        return known[key]

    rows.examine = examine_once


def quick_place() -> str | None:
    """Return a folder in memory, where there is one: what a disk does is not looked at, and days would wait for it."""
    place = "/dev/shm"  # noqa: S108 - the folder below it is made with a name that nobody knows
    return place if os.access(place, os.W_OK) else None


def main() -> int:
    """Live the days; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10.0)
    chosen = parser.parse_args()
    build_tree_once()
    parse_glossaries_once()
    start = time.monotonic()
    days = 0
    with tempfile.TemporaryDirectory(dir=quick_place()) as folder, chdir(folder):
        room = Newsroom(Path(folder), random.Random(chosen.seed))
        while days < chosen.days and time.monotonic() - start < chosen.minutes * 60:
            days += 1
            try:
                room.live_a_day()
                check(room)
            except AssertionError as error:
                kept = shutil.copytree(folder, Path(tempfile.mkdtemp()) / f"day-{days}")
                print(f"day {days} of seed {chosen.seed}: {error}\nThe newsroom is kept in {kept}", file=sys.stderr)
                return 1
    print("| days | seed | articles | what happened | laws broken | seconds | of a processor |")
    print("|---|---|---|---|---|---|---|")
    events = ", ".join(f"{count} {event}" for event, count in sorted(room.done.items()))
    took, busy = time.monotonic() - start, sum(os.times()[:4])
    print(f"| {days:,} | {chosen.seed} | {room.born:,} | {events} | 0 | {took:.0f} | {busy:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
