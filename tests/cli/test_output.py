"""`-` stands for standard output wherever a command takes a file to write: nothing else is printed there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands import ARTICLE

if TYPE_CHECKING:
    from tests.commands import Run

ARTICLE_PATH = "articles/tir.fr.txt"
COMMANDS = (
    ("publish", "--drafts", ARTICLE_PATH, "--output"),
    ("publish", ARTICLE_PATH, "--output"),
    ("export", "csv", ARTICLE_PATH, "--output"),
    ("export", "xliff", ARTICLE_PATH, "--output"),
    ("glossary", "export", "--to", "tbx", "--output"),
    ("glossary", "export", "--to", "csv", "--output"),
    ("memory", "export"),
)


@pytest.mark.parametrize("options", [(), ("--quiet",), ("--json",)])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_standard_output_gets_what_a_file_would(
    run: Run, drafted: Path, command: tuple[str, ...], options: tuple[str, ...]
) -> None:
    filed = run(*command, "out.file", *options, code=None)

    printed = run(*command, "-", *options, code=None)

    assert printed.stdout_bytes == Path("out.file").read_bytes()
    assert printed.exit_code == filed.exit_code
    assert not Path("-").exists()
    if options == ("--quiet",):
        assert printed.stderr == ""
    if options == ("--json",):
        assert json.loads(printed.stderr).keys() == json.loads(filed.stdout).keys()


def test_what_is_printed_is_no_published_file(run: Run, drafted: Path) -> None:
    printed = run("publish", ARTICLE_PATH, "-o", "-", code=1)

    assert printed.stderr.startswith("articles/tir.fr.txt: 0 of ")
    assert not Path(".translate/published.json").exists()
    assert not Path("published").exists()


def test_a_file_called_by_a_hyphen_is_not_in_the_way(run: Run, drafted: Path) -> None:
    Path("-").write_text("mine", "utf-8")

    for command in COMMANDS:
        run(*command, "-", code=None)

    assert Path("-").read_text("utf-8") == "mine"


def test_a_workbook_goes_through_a_pipe(run: Run, drafted: Path) -> None:
    assert run("export", "xlsx", ARTICLE_PATH, "-o", "-").stdout_bytes.startswith(b"PK\x03\x04")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_a_terminal_gets_a_text_and_no_workbook(drafted: Path) -> None:
    shown, told = _run_in_terminal("publish", ARTICLE_PATH, "-o", "-")
    assert ARTICLE.splitlines()[0].encode() in shown
    assert "0 of " in told

    shown, told = _run_in_terminal("export", "xlsx", ARTICLE_PATH, "-o", "-")
    assert shown == b""
    assert told == (
        "translate: standard output: this is no text that a terminal can show. "
        "Name a file, or send standard output to one: > FILE\n"
    )


def _run_in_terminal(*words: str) -> tuple[bytes, str]:
    """Run a command with a terminal for its standard output; return what that shows, and standard error."""
    master, slave = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "translate", *words], check=False, stdout=slave, stderr=subprocess.PIPE
        )
        os.set_blocking(master, False)
        try:
            shown = os.read(master, 65536)
        except BlockingIOError:
            shown = b""
    finally:
        os.close(master)
        os.close(slave)
    return shown, done.stderr.decode()
