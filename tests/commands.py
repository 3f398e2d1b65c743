"""What tests of commands share: the type of the function that runs one, and an article with the usual troubles."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer.testing
from typer.testing import CliRunner, Result

from translate.cli import app

if TYPE_CHECKING:
    import pytest

Run = Callable[..., Result]


def build_tree_once() -> None:
    """Let the test runner make the tree of commands and options once: that takes longer than most runs."""
    if not hasattr(typer.testing._get_command, "cache_info"):
        typer.testing._get_command = functools.cache(typer.testing._get_command)


ARTICLE = """\
Un second lanceur Soyouz-2 décolle de Vostotchny

Dmitri Bakanov, directeur général de Roscosmos, a suivi le tir mardi 12 mai à 14 h 05. [NDLR : ne pas confondre avec \
Dmitry Baranov. Le premier dirige l'agence.]La fusée emportait 3,5 tonnes de charge utile.

« Tout s'est passé comme prévu », a déclaré Dmitry Bakanov.
Crédits photographiques : Roscosmos
"""


def make_drafted(root: Path, articles: Mapping[str, str]) -> Path:
    """Make a workspace whose articles, {file name: text}, are drafted by pseudo-translation; return its folder.

    To be made once for several tests, each of which works in a copy: see `work_in_copy`.
    """
    paths = [root / "articles" / name for name in articles]
    commands = [["init", str(root)], ["-C", str(root), "draft", "--engine", "pseudo", *map(str, paths)]]
    for arguments in commands:
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output + result.stderr
        for path in paths:
            path.write_text(articles[path.name], "utf-8")
    return root


def work_in_copy(template: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy a workspace, with the times of its files, and make the copy the current folder."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    return folder
