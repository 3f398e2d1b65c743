"""A workspace to run commands in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from translate.cli import app

Run = Callable[..., Result]

ARTICLE = """\
Un second lanceur Soyouz-2 décolle de Vostotchny

Dmitri Bakanov, directeur général de Roscosmos, a suivi le tir mardi 12 mai à 14 h 05. [NDLR : ne pas confondre avec \
Dmitry Baranov. Le premier dirige l'agence.]La fusée emportait 3,5 tonnes de charge utile.

« Tout s'est passé comme prévu », a déclaré Dmitry Bakanov.
Crédits photographiques : Roscosmos
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace made by `translate init`, with one article in it; it is the current folder."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["init", "."])
    assert result.exit_code == 0, result.output
    (tmp_path / "articles" / "tir.fr.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


@pytest.fixture
def run() -> Run:
    """Run a command of the program in this process."""

    def invoke(*arguments: str | Path, code: int | None = 0) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert code is None or result.exit_code == code, result.output + result.stderr
        return result

    return invoke
