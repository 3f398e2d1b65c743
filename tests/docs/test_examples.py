"""What the documents promise works as they say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.docs.pages import find_steps, take
from tests.docs.reference import walk
from translate.cli import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")


@pytest.mark.parametrize("page", [page for page in PAGES if find_steps(page)], ids=lambda page: page.name)
def test_the_steps_of_a_page_can_be_taken_one_after_another(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Take each step of a page, from a folder that holds the articles of the examples."""
    shutil.copy(ROOT / "articles" / "ariane-6-kourou.fr.md", tmp_path / "launch.fr.md")
    shutil.copy(ROOT / "articles" / "soyouz-vostotchny.fr.txt", tmp_path / "soyuz.fr.txt")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    for step in find_steps(page):
        take(step)


@pytest.mark.parametrize("page", [*PAGES, *ROOT.glob("C*.md")], ids=lambda page: page.name)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`|^    [^\n]*", "", page.read_text("utf-8"), flags=re.S | re.M)
    for link in _LINK.findall(prose):
        assert (page.parent / link).exists(), link


def test_the_index_leads_to_every_page() -> None:
    linked = set(_LINK.findall((ROOT / "docs" / "README.md").read_text("utf-8")))
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert {page for page in pages if not page.startswith("decisions/")} - linked == {"README.md"}


COMMANDS = [(" ".join(("translate", *words)), command) for words, command in walk(app)]


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
