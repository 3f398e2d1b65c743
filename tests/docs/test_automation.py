"""The hook and the workflow that the documents show do what they say."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest
import yaml

if TYPE_CHECKING:
    from tests.commands import Run

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
PAGE = (ROOT / "docs" / "automation.md").read_text("utf-8")
EXAMPLES = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", PAGE, re.M | re.S)]


@pytest.fixture
def catalogue(run: Run, workspace: Path) -> Path:
    """A drafted catalogue with faults in its drafts and one approved target that is sound."""
    (workspace / "articles" / "vol.fr.txt").write_text("Le vol dure 3 heures.\n\nQui volera lundi ?\n", "utf-8")
    run("draft", "--engine", "pseudo", "articles/vol.fr.txt")
    path = workspace / "locales" / "en" / "vol.po"
    _approve(path, 0, "The flight takes 3 hours.")
    return path


def _approve(path: Path, number: int, target: str) -> None:
    file = polib.pofile(str(path), wrapwidth=0)
    file[number].msgstr, file[number].flags = target, []
    file.save(str(path))


def _hook(*files: Path) -> list[str]:
    return [*shlex.split(HOOKS[0]["entry"])[1:], *map(str, files)]


def test_the_hook_passes_drafts_and_refuses_approved_mistakes(run: Run, catalogue: Path) -> None:
    run("check", code=1)
    run(*_hook(catalogue))

    _approve(catalogue, 1, "Who will fly on Tuesday?")

    assert "articles/vol.fr.txt:3: dates" in run(*_hook(catalogue), code=1).stdout


def test_the_hook_is_for_catalogues_alone() -> None:
    files = re.compile(HOOKS[0]["files"])
    assert files.search("locales/en/vol.po")
    assert not files.search("articles/vol.fr.md")


def test_a_catalogue_that_names_no_article_is_refused(run: Run, catalogue: Path) -> None:
    catalogue.write_text(re.sub(r'"X-Source-Article:.*\n', "", catalogue.read_text("utf-8")), "utf-8")
    assert "Name the article instead" in run(*_hook(catalogue), code=2).stderr


def test_fixing_what_is_approved_leaves_drafts_alone(run: Run, catalogue: Path) -> None:
    _approve(catalogue, 0, "The flight takes 3 hours .")
    draft = polib.pofile(str(catalogue), wrapwidth=0)[1].msgstr

    run("check", "--approved", "--fix", catalogue)

    entries = polib.pofile(str(catalogue), wrapwidth=0)
    assert (entries[0].msgstr, entries[1].msgstr) == ("The flight takes 3 hours.", draft)


def test_the_workflow_of_the_page_is_one_and_its_commands_work(run: Run, catalogue: Path) -> None:
    (workflow,) = (example for example in EXAMPLES if isinstance(example, dict) and "jobs" in example)
    steps = workflow["jobs"]["check"]["steps"]
    commands = [
        line for step in steps for line in str(step.get("run", "")).splitlines() if line.startswith("translate ")
    ]

    assert commands == ["translate check --approved", "translate report --html report.html"]
    for command in commands:
        run(*shlex.split(command)[1:])
    assert (catalogue.parents[2] / steps[-1]["with"]["path"]).exists()
    targets = re.findall(r"make .* (\S+)$", "\n".join(str(step.get("run", "")) for step in steps), re.M)
    assert [f"$(VENV)/{target.removeprefix('.venv/')}" for target in targets] == ["$(VENV)/.installed"]
    assert "$(VENV)/.installed:" in (ROOT / "Makefile").read_text("utf-8")


def test_the_hook_of_the_page_is_the_one_that_there_is() -> None:
    shown = [
        hook["id"]
        for example in EXAMPLES
        if isinstance(example, dict)
        for repo in example.get("repos", ())
        for hook in repo["hooks"]
    ]
    assert shown == [hook["id"] for hook in HOOKS]


@pytest.mark.skipif(shutil.which("pre-commit") is None, reason="install pre-commit to run the hook by it")
def test_pre_commit_refuses_a_commit_with_an_approved_mistake(
    catalogue: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hooks = tmp_path_factory.mktemp("hooks")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home")),
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_{what}": "a@b.invalid" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }

    def git(*arguments: str, folder: Path = catalogue.parents[2]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "The hook")):
        git(*arguments, folder=hooks)
    revision = git("rev-parse", "HEAD", folder=hooks).stdout.strip()
    config = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": [{"id": "translate-check"}]}]}
    Path(".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    git("init", "-q")
    subprocess.run(["pre-commit", "install"], env=environment, check=True, capture_output=True)
    git("add", ".")
    sound = git("commit", "-m", "A sound translation")
    assert sound.returncode == 0, sound.stderr

    _approve(catalogue, 1, "Who will fly on Tuesday?")
    git("add", ".")
    refused = git("commit", "-m", "A wrong one")

    assert refused.returncode == 1
    assert "articles/vol.fr.txt:3: dates" in refused.stdout + refused.stderr
