"""A workbook that LibreOffice opened and saved comes back as it went."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.commands import Run


@pytest.mark.parametrize(("exported", "saved_as"), [("xlsx", "xlsx"), ("xlsx", "csv")])
def test_a_table_that_libreoffice_saved(drafted: Path, run: Run, exported: str, saved_as: str) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice: apt-get install libreoffice-calc")
    before = Path("locales/en/tir.po").read_bytes()
    run("export", exported, "articles/tir.fr.txt")
    # Fields: semicolon, quote, UTF-8, first line, cells as they are.
    form = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true" if saved_as == "csv" else saved_as
    command = [program, f"-env:UserInstallation={drafted.as_uri()}/home", "--headless"]
    done = subprocess.run(
        [*command, "--convert-to", form, "--outdir", "saved", f"tir.{exported}"], capture_output=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (saved,) = Path("saved").iterdir()
    shown = run("import", saved_as, saved).stdout
    assert "unchanged (nothing to write)" in shown
    assert Path("locales/en/tir.po").read_bytes() == before
