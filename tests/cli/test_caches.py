"""What is kept between runs only saves time: without it, or with it damaged, an update comes out the same."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands import Run


def _remove(cache: Path) -> None:
    shutil.rmtree(cache)


def _garble(cache: Path) -> None:
    for path in cache.rglob("*.json"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)


def _cut(cache: Path) -> None:
    for path in cache.rglob("*.json"):
        path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize("damage", [_remove, _garble, _cut])
def test_an_update_comes_out_the_same_without_its_caches(
    run: Run, workspace: Path, damage: Callable[[Path], None]
) -> None:
    article, catalogue = workspace / "articles" / "tir.fr.txt", workspace / "locales" / "en" / "tir.po"
    run("draft", "articles/tir.fr.txt", "--engine", "pseudo")
    kept = workspace / ".translate" / "cache"
    assert list((kept / "terms").glob("*.json"))
    drafted = catalogue.read_bytes()
    text = article.read_text("utf-8").replace(".", " depuis Baïkonour avec Oleg Kononenko.", 1)
    article.write_text(text, "utf-8")

    run("update", "articles/tir.fr.txt", "--engine", "pseudo")
    with_caches = catalogue.read_bytes()
    catalogue.write_bytes(drafted)
    damage(kept)
    run("update", "articles/tir.fr.txt", "--engine", "pseudo")

    assert with_caches == catalogue.read_bytes() != drafted
    assert "Baikonur" in with_caches.decode()
