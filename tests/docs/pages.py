"""What a page of the documentation tells its reader to do, step by step, and doing it.

A page's fenced blocks are its steps, in their order:

- `console`: each line after `$ ` is run; other lines must stand in what the command prints, in their order, `…` for
  anything. `# exits with N` behind a command is its exit code, 0 without; `# exits with 1 if …` allows either.
- a language and a file, as in `text articles/launch.fr.txt`: the reader saves the block under that name.
- `po FILE`: a translator corrects these entries in an editor, which is polib here.
- `diff FILE`: the lines with `-` become those with `+`.
- `LANGUAGE FILE shows`: these lines stand in the file, in their order.

Other blocks are for reading only.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from typer.testing import CliRunner

from translate.cli import app

_FENCE = re.compile(r"^```(\w+)(?: (\S+))?( shows)?\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Step:
    """A block of a page: its language, the file that it is about ("" for none), whether it only shows, its text."""

    language: str
    file: str
    shows: bool
    text: str


def find_steps(page: Path) -> list[Step]:
    """Return the steps of a page."""
    blocks = _FENCE.findall(page.read_text("utf-8"))
    found = [Step(language, file, bool(shows), text) for language, file, shows, text in blocks]
    return [step for step in found if step.file or step.language == "console"]


def take(step: Step) -> None:
    """Do what a step says in the current folder; fail where it does not come out as the page says."""
    path = Path(step.file)
    if step.language == "console":
        for command, shown in _commands(step.text):
            _run(command, shown)
    elif step.shows:
        _expect(step.text.splitlines(), path.read_text("utf-8"), step.file)
    elif step.language == "po":
        _correct(path, polib.pofile(f'msgid ""\nmsgstr ""\n\n{step.text}'))
    elif step.language == "diff":
        _change(path, step.text)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, "utf-8")


def _commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a console block with the lines that it is said to print."""
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, *shown = part.splitlines()
        yield command, [line for line in shown if line.strip()]


def _run(command: str, shown: list[str]) -> None:
    words = shlex.split(command, comments=True)
    if words[0] == "cd":
        os.chdir(words[1])
    elif words[0] == "cp":
        shutil.copy(words[1], words[2])
    elif words[0] == "mv":
        shutil.move(words[1], words[2])
    else:
        assert words[0] == "translate", f"nothing here runs: {command}"
        result = CliRunner().invoke(app, words[1:])
        found = re.search(r"# exits with (\d)( if)?", command)
        wanted = {int(found[1])} | ({0} if found[2] else set()) if found else {0}
        assert result.exit_code in wanted, f"{command}\n{result.output}\n{result.exception!r}"
        _expect(shown, result.output, command)


def _expect(lines: list[str], text: str, where: str) -> None:
    """Fail unless `lines` stand in `text` one after another, whatever the blanks, and `…` for anything."""
    rest = [_plain(line) for line in text.splitlines()]
    for line in filter(None, map(_plain, lines)):
        pattern = re.compile(".*".join(map(re.escape, line.split("…"))))
        place = next((number for number, one in enumerate(rest) if pattern.fullmatch(one)), None)
        assert place is not None, f"{where}\nlacks: {line}\n{text}"
        del rest[: place + 1]


def _plain(line: str) -> str:
    return " ".join(line.split())


def _correct(path: Path, saved: polib.POFile) -> None:
    """Save a catalogue with the targets, marks and remarks that the entries of `saved` have."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in saved:
        found = [one for one in catalogue if (one.msgid, one.msgctxt) == (entry.msgid, entry.msgctxt)]
        assert len(found) == 1, f"{path} has {len(found)} entries of: {entry.msgid}"
        found[0].msgstr, found[0].flags = entry.msgstr, entry.flags
        found[0].tcomment = entry.tcomment or found[0].tcomment
    catalogue.save(str(path))


def _change(path: Path, text: str) -> None:
    """Put the lines with `+` in the place of the lines with `-` before them."""
    content = path.read_text("utf-8")
    for gone, come in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)*)", text, re.M):
        old, new = (re.sub(r"^[-+]", "", lines, flags=re.M) for lines in (gone, come))
        assert content.count(old) == 1, f"{path} has {content.count(old)} times:\n{old}"
        content = content.replace(old, new)
    path.write_text(content, "utf-8")
