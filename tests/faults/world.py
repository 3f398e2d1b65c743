"""A newsroom in the middle of its work, and what of it is looked at after a fault.

There are two articles with catalogues that people have edited, a published one, a memory with imported units, a journal
with runs in it, and sources that have changed since; beside the workspace lie files to import.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from tests.commands import ARTICLE

if TYPE_CHECKING:
    from tests.faults.stage import Stage

PSEUDO = ("--engine", "pseudo")
FIRST, SECOND = "articles/tir.fr.txt", "articles/visite.fr.md"
THIRD = "articles/essai.fr.txt"
"""An article without a catalogue."""
_VISIT = "# Une visite à Samara\n\nLe directeur a visité l'usine. **Deux fusées** y sont assemblées.\n"
_TEST = "Essai du moteur\n\nLe moteur a tourné douze secondes. Il sera démonté lundi.\n"
_TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="fr" segtype="sentence" datatype="plaintext" adminlang="en" creationtool="x" \
creationtoolversion="1" o-tmf="x"/><body>
<tu><tuv xml:lang="fr"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu></body></tmx>
"""
_OMEGAT = """<?xml version="1.0"?>
<tmx version="1.1"><header srclang="FR" creationtool="OmegaT"/><body>
<tu><tuv lang="FR"><seg>{}</seg></tuv><tuv lang="EN" changeid="t" changedate="20260512T100000Z"><seg>{}</seg></tuv></tu>
</body></tmx>
"""
HUMAN = "A person wrote this"
OUTSIDE = "Edited in another program."
_PASSING = re.compile(
    r"\.tmp$|\.lock$|-journal$|-wal$|-shm$|\.sqlite\.new$|\.damaged-\d+(-\w+)?$|^\.installing-|/\.unfinished$"
    r"|\.moving(\.json)?(/|$)"
)
"""What may lie about for as long as a killed run has not been run again."""
_MARK, _DAMAGE = 68, b"none"
"""What a case writes where a memory's header says whose database it is."""
_DISPENSABLE = re.compile(r"/\.translate/(chronicle|cache/terms|handback)/")
"""Records of when things happened, of what came back and of the program's age: a cut run may not come to write them."""
_UNWATCHED = ("tmp", "home")


def make_world(stage: Stage) -> Path:
    """Make the newsroom below the stage's root and return the workspace."""
    root, room = stage.root, stage.root / "room"

    def run(*arguments: str) -> None:
        outcome = stage.run(arguments, room if room.exists() else root)
        assert outcome.code in (0, 1), outcome.stderr

    run("init", "room")
    (room / FIRST).write_text(ARTICLE, "utf-8")
    (room / SECOND).write_text(_VISIT, "utf-8")
    inbox = root / "inbox"
    inbox.mkdir()
    (inbox / "old.tmx").write_text(_TMX.format("Le tir est reporté.", "The launch is put off."), "utf-8")
    (inbox / "new.tmx").write_text(_TMX.format("Le tir est annulé.", "The launch is off."), "utf-8")
    (inbox / "terms.csv").write_text("source,target,kind\ncoiffe,fairing,term\n", "utf-8")
    with zipfile.ZipFile(inbox / "fr_xx.argosmodel", "w") as archive:
        described = {"package_version": "1.0", "from_code": "fr", "to_code": "xx"}
        archive.writestr("translate-fr_xx-1_0/metadata.json", json.dumps(described))
        archive.writestr("translate-fr_xx-1_0/model/model.bin", b"model" * 1000)
        archive.writestr("translate-fr_xx-1_0/sentencepiece.model", b"tokenizer")
    offered = {**described, "links": [f"{stage.address}/fr_xx.argosmodel"], "type": "translate"}
    (inbox / "index.json").write_text(json.dumps([offered]), "utf-8")
    run("draft", *PSEUDO, FIRST, SECOND)
    for name in ("tir", "visite"):
        _approve(room / "locales" / "en" / f"{name}.po")
    run("memory", "import", "../inbox/old.tmx")
    run("update", *PSEUDO)
    run("publish", "--drafts", FIRST, SECOND)
    (room / FIRST).write_text(ARTICLE.replace("mardi 12 mai", "mercredi 13 mai"), "utf-8")
    run("update", *PSEUDO)
    (room / FIRST).write_text(ARTICLE.replace("mardi 12", "jeudi 14") + "Une phrase de plus.\n", "utf-8")
    (room / SECOND).write_text(_VISIT.replace("Deux", "Trois") + "\nElles partiront lundi.\n", "utf-8")
    (room / THIRD).write_text(_TEST, "utf-8")
    for form in ("csv", "xliff", "xlsx"):
        run("export", form, FIRST, "--output", f"../inbox/tir.{form}")
    run("export", "omegat", "../inbox/kit", FIRST)
    _edit_elsewhere(inbox)
    return room


def _approve(catalogue: Path) -> None:
    """Rewrite and approve every second unit, as a person does in an editor."""
    head, *blocks = catalogue.read_text("utf-8").split("\n\n")
    for number in range(0, len(blocks), 2):
        head_lines = re.split(r"^msgstr", blocks[number].replace("#, fuzzy\n", ""), maxsplit=1, flags=re.M)[0]
        blocks[number] = f'{head_lines}msgstr "{HUMAN}, number {number}."'
    catalogue.write_text("\n\n".join([head, *(block.rstrip("\n") for block in blocks)]) + "\n", "utf-8")


def _edit_elsewhere(inbox: Path) -> None:
    """Rewrite a target in each of the files that were handed off, as other programs save them."""
    with (inbox / "tir.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    column = rows[0].index("target [en]")
    next(row for row in rows[1:] if row[column].startswith("["))[column] = OUTSIDE
    with (inbox / "tir.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    xliff = inbox / "tir.xliff"
    xliff.write_text(
        re.sub(r"(<target xml:lang[^>]*>)\[[^<]*", rf"\1{OUTSIDE}", xliff.read_text("utf-8"), count=1), "utf-8"
    )
    book = openpyxl.load_workbook(inbox / "tir.xlsx")
    cells = (cell for row in book.active.iter_rows() for cell in row)
    next(cell for cell in cells if str(cell.value).startswith("[")).value = OUTSIDE
    book.save(inbox / "tir.xlsx")
    source = next(row[rows[0].index("source [fr]")] for row in rows if row[column] == OUTSIDE)
    (inbox / "kit" / "omegat" / "project_save.tmx").write_text(_OMEGAT.format(source, OUTSIDE), "utf-8")


Snapshot = dict[str, bytes | str]


def take_snapshot(root: Path) -> Snapshot:
    """Return the files below `root` with their contents; of a memory, what it holds. Raises where one is damaged.

    Lock files are left out: the system holds the lock, and one that nobody holds stops nobody.
    """
    found: Snapshot = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if name.split("/")[0] in _UNWATCHED or not path.is_file() or path.name.endswith(("-wal", "-shm", ".lock")):
            continue
        found.update(_describe(name, path))
    return found


def _describe(name: str, path: Path) -> Snapshot:
    """Return what matters in a file: its bytes, or of one of the program's own records what it says."""
    if _DISPENSABLE.search(name):
        return {}
    if path.suffix == ".xlsx":
        return {name: _describe_book(path.read_bytes())}
    if path.suffix == ".sqlite":
        return {name: describe_memory(path)}
    if "/.translate/cache/units/" in name and path.suffix == ".json":
        return {name: repr({**json.loads(path.read_bytes()), "stamp": "the program's own age"})}
    if path.name == "published.json":
        return {f"{name}: {article}": digest for article, digest in json.loads(path.read_bytes()).items()}
    return {name: path.read_bytes()}


@lru_cache(maxsize=64)
def _describe_book(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as book:
        return repr({member: book.read(member) for member in book.namelist()})


def describe_memory(path: Path) -> str:
    """Return what a memory holds, without the numbers that depend on the order of runs."""
    return _describe_parts(tuple((part.name, part.read_bytes()) for part in sorted(path.parent.glob(f"{path.name}*"))))


@lru_cache(maxsize=64)
def _describe_parts(parts: tuple[tuple[str, bytes], ...]) -> str:
    """Return what a memory holds whose files, itself first, have these names and bytes."""
    name, data = parts[0]
    if data[_MARK : _MARK + len(_DAMAGE)] == _DAMAGE:
        return "damaged"
    with tempfile.TemporaryDirectory() as folder:
        for part, content in parts:
            (Path(folder) / part).write_bytes(content)
        try:
            return _read_memory(Path(folder) / name)
        except sqlite3.DatabaseError as error:
            return f"cannot be read: {error}"


def _read_memory(path: Path) -> str:
    with closing(sqlite3.connect(path)) as memory:
        (state,) = memory.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            raise sqlite3.DatabaseError(state)
        if not memory.execute("SELECT 1 FROM sqlite_master").fetchone():
            return "empty"
        columns = "document.name, source, target, context, before, after, article, date, editor, draft"
        lines = [
            *memory.execute("SELECT name, digest FROM document ORDER BY name"),
            *memory.execute(f"SELECT {columns} FROM unit JOIN document ON document.id = document ORDER BY 1, 2, 3"),  # noqa: S608
        ]
    return "\n".join(map(repr, lines))


def damage_memory(path: Path) -> None:
    """Write over the beginning of a memory, as a bad disk would."""
    data = path.read_bytes()
    path.write_bytes(data[:_MARK] + _DAMAGE + data[_MARK + len(_DAMAGE) :])


def is_passing(name: str) -> bool:
    """Tell whether a file is one that a killed run may leave for the next one to clear."""
    return bool(_PASSING.search(name))
