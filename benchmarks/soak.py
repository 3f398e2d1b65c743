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
from collections import Counter
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from typer.testing import CliRunner

from benchmarks.elsewhere import EDITORS, REWRITERS, save_as
from benchmarks.histories import SOURCE_STEPS, sentence
from tests.catalogue.histories import ACTIONS, Desk, edit_source, gettext, segments
from tests.catalogue.test_no_word_is_lost import masked
from tests.commands import build_tree_once
from tests.editors.test_omegat import save as save_in_omegat
from tests.faults.world import describe_memory
from translate import catalogue as po
from translate.cli import app
from translate.engine.pseudo import PseudoEngine
from translate.glossary import rows
from translate.model import State

if TYPE_CHECKING:
    from translate.errors import GlossaryError
    from translate.model import Term

MOST_ARTICLES = 6
EVENTS = (
    *("edit", "edit", "edit", "edit", "people", "people", "people", "people", "people", "people"),
    *("create", "rename", "move", "delete", "tool", "tool", "save", "exchange", "glossary", "model", "undo", "fix"),
    "forget",
)


class Newsroom:
    """A workspace in `root`, what its articles say, and what has happened so far."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root = root
        self.chance = chance
        self.articles: dict[str, list[tuple[str, str]]] = {}
        self.done: Counter[str] = Counter()
        self.born = self.words = 0
        self.run("init", ".")

    def run(self, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
        """Run a command and return what it printed. Raises AssertionError where it ends in another way than it may."""
        result = CliRunner().invoke(app, list(arguments))
        if result.exit_code not in codes:
            raise AssertionError(
                f"translate {' '.join(arguments)}: {result.output}{result.stderr}"
            ) from result.exception
        return result.stdout

    def catalogues(self) -> dict[Path, bytes]:
        """Return the catalogues with their bytes."""
        return {path: path.read_bytes() for path in sorted((self.root / "locales").rglob("*.po"))}

    def write(self, name: str) -> None:
        """Write an article's file."""
        text = "\n\n".join(source for _, source in self.articles[name])
        (self.root / "articles" / name).write_text(text + "\n", "utf-8")

    def live_a_day(self) -> None:
        """Let one to four things happen, then bring everything up to date."""
        for _ in range(self.chance.randint(1, 4)):
            event = self.chance.choice(EVENTS) if self.articles else "create"
            self.done[event] += 1
            getattr(self, f"_{event}")()

    def _create(self) -> None:
        if len(self.articles) < MOST_ARTICLES:
            self.born += 1
            name = f"article-{self.born}.fr.{self.chance.choice(('txt', 'md'))}"
            self.articles[name] = [("", sentence(self.chance)) for _ in range(self.chance.randint(1, 8))]
            self.write(name)

    def _edit(self) -> None:
        name = self.chance.choice(list(self.articles))
        step = (self.chance.choice(SOURCE_STEPS), self.chance.randrange(10**6), self.chance.randrange(10**6))
        self.articles[name] = edit_source(self.articles[name], (*step, sentence(self.chance)))
        self.write(name)

    def _rename(self) -> None:
        old = self.chance.choice(list(self.articles))
        self.born += 1
        new = f"article-{self.born}.fr{Path(old).suffix}"
        self.articles[new] = self.articles.pop(old)
        (self.root / "articles" / old).rename(self.root / "articles" / new)

    def _move(self) -> None:
        """Rename an article and edit it before anybody looks."""
        self._rename()
        name = list(self.articles)[-1]
        step = (self.chance.choice(SOURCE_STEPS), self.chance.randrange(10**6), self.chance.randrange(10**6))
        self.articles[name] = edit_source(self.articles[name], (*step, sentence(self.chance)))
        self.write(name)

    def _delete(self) -> None:
        if self.chance.random() < 0.3:
            name = self.chance.choice(list(self.articles))
            del self.articles[name]
            (self.root / "articles" / name).unlink()

    def _people(self) -> None:
        for path, data in self.catalogues().items():
            if self.chance.random() < 0.5:
                desk = Desk(data, self.words)
                for _ in range(self.chance.randint(1, 3)):
                    desk.work((self.chance.choice(ACTIONS), self.chance.randrange(10**6)))
                self.words = desk.words
                path.write_bytes(desk.data)

    def _tool(self) -> None:
        found = self.catalogues()
        if not found:
            return
        path = self.chance.choice(list(found))
        tool = self.chance.choice(("msgcat", "msgattrib", "msgmerge", "polib"))
        self.done[tool] += 1
        data = found[path].removeprefix(b"\xef\xbb\xbf")
        if tool == "polib":
            polib.pofile(data.decode(), wrapwidth=self.chance.choice((0, 79))).save(str(path))
        elif shutil.which(tool) and tool == "msgmerge":
            sources = [(unit.context, unit.source) for unit in po.parse(data, path).units if ":" not in unit.context]
            labels = {"article": "a", "source_language": "fr", "target_language": "en", "source_digest": "d"}
            template = po.render(po.merge(None, segments(sources), **labels).catalogue)
            with tempfile.NamedTemporaryFile(suffix=".po") as old:
                Path(old.name).write_bytes(data)
                path.write_bytes(
                    gettext(
                        ["msgmerge", "--quiet", "--previous", "--force-po", "--no-fuzzy-matching", old.name], template
                    )
                )
        elif shutil.which(tool):
            # Without --force-po they write nothing at all where a catalogue holds no entry but the header.
            path.write_bytes(gettext([tool, "--force-po", f"--width={self.chance.choice((40, 79, 200))}"], data))

    def _save(self) -> None:
        """Save a catalogue as a program does in which somebody has approved a unit."""
        found = self.catalogues()
        if not found:
            return
        path = self.chance.choice(list(found))
        editor = self.chance.choice(list(EDITORS))
        self.done[editor] += 1
        desk = Desk(found[path].removeprefix(b"\xef\xbb\xbf"), self.words)
        desk.work(("approve", self.chance.randrange(10**6)))
        save_as(editor, path, desk.data)

    def _exchange(self) -> None:
        """Hand an article off, write a target elsewhere, and take it back."""
        name = self.chance.choice(list(self.articles))
        path = self.root / "locales" / "en" / f"{name.split('.')[0]}.po"
        units = po.read(path).units if path.exists() else ()
        sources = [unit.source for unit in units if unit.state is not State.OBSOLETE]
        if not sources:
            return
        form = self.chance.choice(("csv", "xliff", "xlsx", "omegat"))
        self.done[form] += 1
        self.words += 1
        text = f"people elsewhere H{self.words}x"
        away = self.root / f"away.{form}"
        article = f"articles/{name}"
        if form == "omegat":
            self.run("export", form, str(away), article, "--quiet")
            save_in_omegat(away, (self.chance.choice(sources), text, "", "*"))
        else:
            self.run("export", form, article, "--output", str(away), "--quiet")
            REWRITERS[form](away, text, self.chance)
        self.run("import", form, str(away), "--quiet")
        shutil.rmtree(away) if away.is_dir() else away.unlink()
        if text not in everything(path.read_bytes()):
            raise AssertionError(f"{path}: {text!r} came back as {form} and is not there")

    def _glossary(self) -> None:
        self.born += 1
        source = self.chance.choice(("fusée", "lanceur", "moteur", "équipage")) + f" {self.born}"
        self.run("glossary", "add", source, f"term {self.born}", "--quiet")

    def _model(self) -> None:
        PseudoEngine.signature = f"pseudo {self.chance.randrange(10**6)}"

    def _undo(self) -> None:
        self.run("undo", f"articles/{self.chance.choice(list(self.articles))}", codes=(0, 2))

    def _fix(self) -> None:
        self.run("check", "--fix", "--quiet", codes=(0, 1) if all(self.articles.values()) else (0, 1, 2))

    def _forget(self) -> None:
        shutil.rmtree(
            self.root / ".translate" / self.chance.choice(("cache", "chronicle", "memory")), ignore_errors=True
        )

    def check(self) -> None:
        """Update everything and check the laws. Raises AssertionError."""
        before = self.catalogues()
        texts = [text for data in before.values() for text in human_texts(data)]
        self._update("--yes")
        after = self.catalogues()
        kept = masked("\n".join(everything(data) for data in after.values()))
        for text in texts:
            if masked(text) not in kept:
                raise AssertionError(f"lost: {text!r}")
        self._update()
        if self.catalogues() != after:
            raise AssertionError("a second update has changed a file")
        for path in after:
            if after[path] != before.get(path) and shutil.which("msgfmt"):
                command = ["msgfmt", "--check", "--output-file=/dev/null", "-"]
                # An editor's byte order mark stays, though msgfmt itself takes none.
                data = after[path].removeprefix(b"\xef\xbb\xbf")
                done = subprocess.run(command, input=data, check=False, capture_output=True)
                if done.returncode:
                    raise AssertionError(f"{path}: msgfmt refuses it: {done.stderr.decode()}")
        self._check_publication()
        self._check_memory()
        litter = [path for path in self.root.rglob("*") if path.name.endswith((".tmp", ".lock", "-wal"))]
        if litter:
            raise AssertionError(f"left: {litter}")

    def _filled(self) -> list[str]:
        return [f"articles/{name}" for name, segments in self.articles.items() if segments]

    def _update(self, *options: str) -> None:
        """Update everything; an article that was emptied ends such a run with a refusal, and the others are named."""
        command = ("update", "--engine", "pseudo", "--source", "fr", "--quiet", *options)
        names = self._filled()
        if len(names) == len(self.articles):
            self.run(*command)
        else:
            self.run(*command, codes=(2,))
            if names:
                self.run(*command, *names)

    def _check_publication(self) -> None:
        names = self._filled()
        for options in ([], ["--drafts"]) if names else ():
            self.run("publish", "--force", "--quiet", "--source", "fr", *options, *names, codes=(0, 1))
            for path in (self.root / "published").rglob("*.*"):
                if re.search("[｟｠]", path.read_text("utf-8")):
                    raise AssertionError(f"{path}: a placeholder is published")

    def _check_memory(self) -> None:
        path = self.root / ".translate" / "memory" / "fr-en.sqlite"
        self.run("memory", "stats", "--quiet")
        if path.exists():
            learnt = describe_memory(path)
            self.run("memory", "rebuild", "--quiet")
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


def human_texts(data: bytes) -> list[str]:
    """Return the targets that people approved, and the remarks, and all else that holds a word of theirs."""
    entries = polib.pofile(data.decode("utf-8-sig"))
    approved = [entry.msgstr for entry in entries if entry.msgstr and "fuzzy" not in entry.flags]
    return approved + re.findall(r"\b[HR]\d+x\b", _texts(entries))


def everything(data: bytes) -> str:
    """Return all targets and remarks of a catalogue."""
    return _texts(polib.pofile(data.decode("utf-8-sig")))


def _texts(entries: polib.POFile) -> str:
    return "\n".join(text for entry in entries for text in (entry.msgstr, entry.tcomment))


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
                room.check()
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
