"""A newsroom at work: what can happen there on a day, to articles, catalogues, glossary and models."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from typer.testing import CliRunner

from benchmarks.elsewhere import EDITORS, REWRITERS, save_as
from benchmarks.histories import SOURCE_STEPS, sentence
from tests.catalogue.histories import ACTIONS, Desk, edit_source, gettext, segments
from tests.editors.test_omegat import save as save_in_omegat
from translate import catalogue as po
from translate.cli import app
from translate.engine.pseudo import PseudoEngine
from translate.model import State

if TYPE_CHECKING:
    import random

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

    def filled(self) -> list[str]:
        """Return the articles that have text, by their paths in the workspace."""
        return [f"articles/{name}" for name, segments in self.articles.items() if segments]

    def update(self, *options: str) -> None:
        """Update everything; an article that was emptied ends such a run with a refusal, and the others are named."""
        command = ("update", "--engine", "pseudo", "--source", "fr", "--quiet", *options)
        names = self.filled()
        if len(names) == len(self.articles):
            self.run(*command)
        else:
            self.run(*command, codes=(2,))
            if names:
                self.run(*command, *names)

    def live_a_day(self) -> None:
        """Let one to four things happen."""
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
        self._edit_article(self.chance.choice(list(self.articles)))

    def _edit_article(self, name: str) -> None:
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
        self._edit_article(list(self.articles)[-1])

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
