"""One case a command: how it is run under faults. A command without a case fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from tests.commands import ARTICLE
from tests.faults.world import FIRST, HUMAN, PSEUDO, SECOND, THIRD, damage_memory
from translate.cli import app


def _nothing(_room: Path) -> None:
    """Leave the newsroom as it is."""


@dataclass(frozen=True, slots=True)
class Case:
    """A command with its arguments, run in the workspace after `prepare` has been at it.

    `again` are the arguments with which it is run once more after a fault: its own where nothing is given. A command
    that is run `once` does something else the second time, so that it is run again only where it had not finished.
    One that only `reads` makes no call that writes, and only its output can be cut. One that goes on until it is told
    to end has a `user`, by the name in `users.USERS`, who does so.
    """

    arguments: tuple[str, ...]
    again: tuple[str, ...] = ()
    once: bool = False
    reads: bool = False
    user: str = ""
    prepare: Callable[[Path], None] = _nothing


def _give_another_name(room: Path) -> None:
    """Rename an article whose catalogue is up to date."""
    article = room / SECOND
    text = article.read_text("utf-8").replace("Trois", "Deux").removesuffix("\nElles partiront lundi.\n")
    (room / "articles" / "samara.fr.md").write_text(text, "utf-8")
    article.unlink()


def _exchange_names(room: Path) -> None:
    """Let two articles whose catalogues are up to date have one another's names."""
    visit = (room / SECOND).read_text("utf-8").replace("Trois", "Deux").removesuffix("\nElles partiront lundi.\n")
    (room / FIRST).unlink()
    (room / SECOND).unlink()
    (room / "articles" / "tir.fr.md").write_text(visit, "utf-8")
    (room / "articles" / "visite.fr.txt").write_text(ARTICLE.replace("mardi 12", "mercredi 13"), "utf-8")


def _damage_memory(room: Path) -> None:
    damage_memory(room / ".translate" / "memory" / "fr-en.sqlite")


def _repeat_words(room: Path) -> None:
    """Let people have typed a word twice, in both catalogues: what `check --fix` takes out."""
    for catalogue in (room / "locales" / "en").glob("*.po"):
        text = catalogue.read_text("utf-8")
        assert HUMAN in text
        catalogue.write_text(text.replace(HUMAN, f"{HUMAN} for the the newspaper"), "utf-8")


CASES: dict[str, tuple[Case, ...]] = {
    "init": (Case(("init", "../second"), once=True),),
    "draft": (
        Case(("draft", *PSEUDO, THIRD), ("draft", *PSEUDO, "--update", THIRD)),
        Case(("draft", *PSEUDO, "--update", FIRST, SECOND, THIRD)),
    ),
    "update": (
        Case(("update", *PSEUDO)),
        Case(("update", *PSEUDO, "--yes"), prepare=_give_another_name),
        Case(("update", *PSEUDO, "--yes"), prepare=_exchange_names),
        Case(("update", *PSEUDO, "--dry-run"), reads=True),
    ),
    "publish": (
        Case(("publish", "--drafts", FIRST, SECOND)),
        Case(("publish", FIRST, "--output", "out/tir.txt")),
    ),
    "check": (
        Case(("check", "--fix"), prepare=_repeat_words),
        Case(("check",), reads=True),
    ),
    "watch": (Case(("watch", *PSEUDO), ("update", *PSEUDO, FIRST, SECOND), user="patient"),),
    "review": (Case(("review", "--no-browser", SECOND), once=True, user="reviewer"),),
    "status": (Case(("status",), reads=True),),
    "segment": (Case(("segment", FIRST), reads=True),),
    "history": (Case(("history", FIRST), reads=True),),
    "undo": (Case(("undo", FIRST), once=True),),
    "glossary list": (Case(("glossary", "list"), reads=True),),
    "glossary add": (Case(("glossary", "add", "coiffe", "fairing"), once=True),),
    "glossary lint": (Case(("glossary", "lint"), reads=True),),
    "glossary suggest": (Case(("glossary", "suggest", FIRST, "--minimum", "1"), reads=True),),
    "glossary import": (Case(("glossary", "import", "../inbox/terms.csv"), once=True),),
    "glossary export": (
        Case(("glossary", "export", "--to", "tbx", "--output", "out.tbx", "--force")),
        Case(("glossary", "export", "--to", "csv")),
    ),
    "memory lookup": (Case(("memory", "lookup", "Le tir est reporté.")),),
    "memory concordance": (Case(("memory", "concordance", "le tir")),),
    "memory stats": (Case(("memory", "stats")), Case(("memory", "stats"), prepare=_damage_memory)),
    "memory import": (Case(("memory", "import", "../inbox/new.tmx"), once=True),),
    "memory export": (Case(("memory", "export", "out.tmx", "--force")),),
    "memory rebuild": (Case(("memory", "rebuild")),),
    "export csv": (Case(("export", "csv", FIRST, "--output", "../out/tir.csv", "--force")),),
    "export xliff": (Case(("export", "xliff", FIRST, "--output", "../out/tir.xlf", "--force")),),
    "export xlsx": (Case(("export", "xlsx", FIRST, "--output", "../out/tir.xlsx", "--force")),),
    "export omegat": (Case(("export", "omegat", "../out/kit")),),
    "import csv": (Case(("import", "csv", "../inbox/tir.csv"), once=True),),
    "import xliff": (Case(("import", "xliff", "../inbox/tir.xliff"), once=True),),
    "import xlsx": (Case(("import", "xlsx", "../inbox/tir.xlsx"), once=True),),
    "import omegat": (Case(("import", "omegat", "../inbox/kit"), once=True),),
    "report": (Case(("report", "--html", "report.html")), Case(("report",), reads=True)),
    "diff": (Case(("diff", FIRST), reads=True),),
    "model list": (Case(("model", "list"), reads=True),),
    "model info": (Case(("model", "info"), reads=True),),
    "model install": (Case(("model", "install", "../inbox/fr_xx.argosmodel")),),
    "model fetch": (Case(("model", "fetch", "fr", "xx")),),
}


def list_commands() -> list[str]:
    """Return the program's commands, as they are typed after its name."""
    return list(_leaves(typer.main.get_command(app), ""))


def _leaves(command: Any, path: str) -> Iterator[str]:
    children = getattr(command, "commands", None)
    if not children:
        yield path
    for name, child in (children or {}).items():
        yield from _leaves(child, f"{path} {name}".strip())
