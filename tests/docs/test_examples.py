"""What the documents promise works as they say."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from translate.cli import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")


def _commands(page: Path) -> list[str]:
    text = page.read_text("utf-8")
    return [line[2:] for block in _CONSOLE.findall(text) for line in block.splitlines() if line.startswith("$ ")]


@pytest.mark.parametrize("page", [page for page in PAGES if _commands(page)], ids=lambda page: page.name)
def test_the_commands_of_a_page_run_one_after_another(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run each `$` line of a page's console blocks, from a folder that holds the articles of the examples."""
    shutil.copy(ROOT / "articles" / "ariane-6-kourou.fr.md", tmp_path / "launch.fr.md")
    shutil.copy(ROOT / "articles" / "soyouz-vostotchny.fr.txt", tmp_path / "soyuz.fr.txt")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    for command in _commands(page):
        words = shlex.split(command, comments=True)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
        elif words[0] == "cp":
            shutil.copy(words[1], words[2])
        elif words[0] == "translate":
            result = CliRunner().invoke(app, words[1:])
            wanted = int(found.group(1)) if (found := re.search(r"# exits with (\d)", command)) else 0
            assert result.exit_code == wanted, f"{command}\n{result.output}\n{result.exception!r}"


@pytest.mark.parametrize("page", [*PAGES, *ROOT.glob("C*.md")], ids=lambda page: page.name)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`|^    [^\n]*", "", page.read_text("utf-8"), flags=re.S | re.M)
    for link in _LINK.findall(prose):
        assert (page.parent / link).exists(), link


def _walk(command: object, path: str) -> list[tuple[str, object]]:
    found = [(path, command)]
    for name, child in getattr(command, "commands", {}).items():
        found += _walk(child, f"{path} {name}")
    return found


COMMANDS = _walk(typer.main.get_command(app), "translate")


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_command_explains_itself_with_an_example(path: str, command: object) -> None:
    assert command.help, path  # type: ignore[attr-defined]
    if not getattr(command, "commands", None):
        assert command.epilog.startswith(f"Example: {path}"), path  # type: ignore[attr-defined]
        for parameter in command.params:  # type: ignore[attr-defined]
            assert getattr(parameter, "help", None), f"{path}: {parameter.name}"


def test_no_page_names_a_machine() -> None:
    for page in PAGES:
        assert not re.search(r"/(?:home|root|work)/", page.read_text("utf-8")), page
