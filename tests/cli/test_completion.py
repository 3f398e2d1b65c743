"""Completion in a real bash, set up as `--show-completion` says, and the completion key pressed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.commands import Run

BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(BASH is None, reason="install bash to test its completion")

PRESS = """
eval "$(translate --show-completion bash)"
while IFS= read -r line; do
    IFS=' ' read -r -a COMP_WORDS <<< "$line"
    [[ "$line" == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
    COMP_LINE="$line" COMP_POINT=${#line} COMPREPLY=()
    _translate_completion translate
    (IFS=$'\\t'; echo "${COMPREPLY[*]}")
done
complete -p translate
"""
"""What bash does when the key is pressed behind each line of its input, and what it has completion set up for."""


def _complete(*lines: str) -> list[list[str]]:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",
    }
    found = subprocess.run(
        [str(BASH), "--norc", "-c", PRESS], input="".join(f"{line}\n" for line in lines), env=environment,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stderr == ""
    *offered, setup = found.stdout.splitlines()
    assert setup == "complete -o default -F _translate_completion translate"
    return [line.split("\t") if line else [] for line in offered]


def test_bash_completes_commands_options_articles_catalogues_and_checks(run: Run, workspace: Path) -> None:
    (workspace / "articles" / "vol.fr.txt").write_text("Le vol dure deux heures et demie.\n", "utf-8")
    (workspace / "articles" / "image.png").write_bytes(b"")
    run("draft", "--engine", "pseudo", "articles/tir.fr.txt")

    commands, options, articles, second, checked, checks, kinds = _complete(
        "translate re",
        "translate report --",
        "translate update ",
        "translate publish articles/tir.fr.txt articles/",
        "translate check l",
        "translate check --off num",
        "translate glossary list --kind l",
    )

    assert {"report", "review"} <= set(commands)
    assert {"--html", "--json", "--csv"} <= set(options)
    assert articles == ["articles/tir.fr.txt", "articles/vol.fr.txt"]
    assert second == ["articles/vol.fr.txt"]
    assert checked == ["locales/en/tir.po"]
    assert checks == ["numbers", "number-format"]
    assert kinds == ["launcher"]


def test_another_workspace_is_completed_from_where_one_is(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace.parent)

    (found,) = _complete(f"translate -C {workspace.name} status ")

    assert found == [f"{workspace.name}/articles/tir.fr.txt"]


def test_outside_a_workspace_nothing_is_offered_and_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _complete("translate status ", "translate -C nowhere status ") == [[], []]
