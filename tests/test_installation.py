"""What the program may load, and how large what it installs may be."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEVER = ("torch", "stanza", "spacy", "minisbd")
LATE = (
    "ctranslate2",
    "sentencepiece",
    "argostranslate",
    "langdetect",
    "polib",
    "numpy",
    "rich",
    "markdown_it",
    "rapidfuzz",
    "ahocorasick",
)
LARGEST = {"the program": 350 * 10**6, "with the tests' tools": 450 * 10**6}


def _modules_after(code: str, cwd: Path = ROOT) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded after running `code`."""
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted({{n.partition('.')[0] for n in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", script], cwd=cwd, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_command_line_loads_nothing_heavy() -> None:
    assert not _modules_after("import translate.cli").intersection({*LATE, *NEVER})


def _command(*arguments: str) -> str:
    return (
        "from typer.testing import CliRunner\nfrom translate.cli import app\n"
        f"result = CliRunner().invoke(app, {list(arguments)!r})\nassert result.exit_code in (0, 1), result.stderr"
    )


def test_no_command_loads_what_argos_translate_declares(tmp_path: Path) -> None:
    commands = [
        ["init", "."],
        ["draft", "articles/a.txt"],
        ["update"],
        ["status"],
        ["publish", "--drafts", "articles/a.txt"],
        ["segment", "articles/a.txt"],
        ["model", "list"],
        ["model", "info", "fr", "en"],
    ]
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("La fusée a décollé hier matin de Kourou.\n", "utf-8")

    code = "\n".join(_command(*command) for command in commands)

    loaded = _modules_after(code, tmp_path)
    assert {"ctranslate2", "sentencepiece"} <= loaded
    assert not loaded.intersection(NEVER)


@pytest.mark.parametrize("arguments", [["status"], ["update"]])
def test_an_unchanged_workspace_loads_no_model(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("La fusée a décollé hier matin de Kourou.\n", "utf-8")
    _modules_after(_command("draft", "articles/a.txt"), tmp_path)

    assert not _modules_after(_command(*arguments), tmp_path).intersection({"ctranslate2", "sentencepiece", *NEVER})


@pytest.mark.parametrize("what", LARGEST)
def test_the_environment_stays_small(what: str) -> None:
    """What `make` put into its environment; linters are not counted, and their tools only with the tests."""
    if not (Path(sys.prefix) / ".installed").is_file():
        pytest.skip("this environment was not made by make")
    tools = ("lint",) if "tests" in what else ("lint", "test")
    left_out = set[str]().union(*(_names(ROOT / f"requirements-{tool}.lock") for tool in tools))
    size = sum(
        Path(str(distribution.locate_file(file))).stat().st_size
        for distribution in importlib.metadata.distributions()
        if distribution.metadata["Name"].lower() not in left_out
        for file in distribution.files or ()
        if Path(str(distribution.locate_file(file))).is_file()
    )

    assert size < LARGEST[what]


def _names(lock: Path) -> set[str]:
    return {line.partition("==")[0].lower() for line in lock.read_text("utf-8").splitlines() if "==" in line}


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_locks_name_versions_and_no_addresses(lock: Path) -> None:
    for line in lock.read_text("utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[\w.-]+==[\w.]+", line), line


def test_the_lock_holds_everything_that_the_program_declares() -> None:
    declared = importlib.metadata.requires("translate-desk") or []
    needed = [requirement for requirement in declared if "extra ==" not in requirement]
    names = {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in needed}

    assert names <= _names(ROOT / "requirements.lock")
    assert not _names(ROOT / "requirements.lock").intersection(NEVER)
