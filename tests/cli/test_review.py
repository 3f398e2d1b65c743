"""The command that opens the review page."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.commands import Run

PSEUDO = ("--engine", "pseudo")
PAGE = Path(__file__).parents[2] / "translate" / "review" / "page"
DOCUMENT = Path(__file__).parents[2] / "docs" / "review.md"


def test_it_answers_until_ctrl_c_and_ends_well(run: Run, workspace: Path) -> None:
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    command = [sys.executable, "-m", "translate", "review", "--no-browser", "articles/tir.fr.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert found
        with urllib.request.urlopen(found[0], timeout=20) as answer:  # noqa: S310 - our own address
            assert b"<title>Review</title>" in answer.read()
        os.kill(process.pid, signal.SIGINT)
        _, complaints = process.communicate(timeout=30)

    assert process.returncode == 0
    assert complaints == ""
    assert not (workspace / ".translate" / "locks").exists() or not any((workspace / ".translate" / "locks").iterdir())


def test_an_article_without_a_catalogue_is_refused(run: Run, workspace: Path) -> None:
    result = run("review", "--no-browser", "articles/tir.fr.txt", code=2)

    assert "Run: translate draft articles/tir.fr.txt" in result.stderr


def test_a_port_that_is_taken_is_refused(run: Run, workspace: Path) -> None:
    run("draft", *PSEUDO, "articles/tir.fr.txt")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("review", "--no-browser", "--port", taken.getsockname()[1], code=2)

    assert "Choose another --port." in result.stderr


def test_every_key_of_the_page_is_documented() -> None:
    keys = re.findall(r'\{ keys: "([^"]+)", what: "[^"]', (PAGE / "keys.js").read_text("utf-8"))
    shown = {"ArrowDown": "↓", "ArrowUp": "↑", "Escape": "Esc"}
    table = DOCUMENT.read_text("utf-8")

    assert len(keys) > 10
    for key in keys:
        name = "+".join(shown.get(part, part) for part in key.split("+"))
        assert f"| `{name}` |" in table, name


def test_the_files_of_the_page_stay_readable_and_load_nothing_from_outside() -> None:
    for path in PAGE.iterdir():
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= 250, path.name
        assert not re.search(r"(?:src|href|url\(|from|import)\s*[=(]?\s*[\"']?https?://", text), path.name
        assert "innerHTML" not in text, path.name
