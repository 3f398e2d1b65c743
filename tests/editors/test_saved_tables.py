"""Tables that LibreOffice 7.4.7 opened and saved: a workbook as XLSX, and as CSV with semicolons."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.commands import Run

WILD = Path(__file__).parents[1] / "corpora" / "wild"


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_nobody_edited_comes_back_as_it_went(workspace: Path, run: Run, suffix: str) -> None:
    path = workspace / "locales" / "en" / "ariane-6-kourou.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(WILD / "omegat-3.6.0" / "source" / path.name, path)
    before = path.read_bytes()
    shown = run("import", suffix, WILD / f"libreoffice-7.4.7.{suffix}").stdout
    assert "55 unchanged (nothing to write)" in shown
    assert path.read_bytes() == before
