"""An article drafted once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from translate.cli import app


@pytest.fixture(scope="session")
def draft(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The catalogue of the article that every workspace of the tests has."""
    from tests.commands import ARTICLE

    folder = tmp_path_factory.mktemp("drafted")
    for words in (["init", str(folder)], ["-C", str(folder), "draft", str(folder / "articles" / "tir.fr.txt")]):
        if words[0] == "-C":
            (folder / "articles" / "tir.fr.txt").write_text(ARTICLE, "utf-8")
            words += ["--engine", "pseudo"]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, result.output
    return (folder / "locales" / "en" / "tir.po").read_bytes()


@pytest.fixture
def drafted(workspace: Path, draft: bytes) -> Path:
    """A workspace whose article has its catalogue."""
    path = workspace / "locales" / "en" / "tir.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draft)
    return workspace
