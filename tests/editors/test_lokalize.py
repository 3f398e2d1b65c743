"""An XLIFF document that a person worked on in Lokalize 22.12.3."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from translate import catalogue as po
from translate.model import State

if TYPE_CHECKING:
    from tests.commands import Run

WILD = Path(__file__).parents[1] / "corpora" / "wild"


def test_what_was_edited_and_approved_there_comes_back(workspace: Path, run: Run) -> None:
    """One unit was rewritten, one approved as it was, one with three inline elements continued; 52 are untouched."""
    catalogue = workspace / "locales" / "en" / "ariane-6-kourou.po"
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(WILD / "omegat-3.6.0" / "source" / catalogue.name, catalogue)
    before = po.read(catalogue)

    shown = run("import", "xliff", WILD / "lokalize-22.12.3.xlf").stdout

    assert "3 approved, 52 unchanged" in shown
    pairs = zip(po.read(catalogue).units, before.units, strict=True)
    changed = {unit.source: (unit, old) for unit, old in pairs if unit != old}
    assert [unit.state for unit, _ in changed.values()] == [State.POST_EDITED] * 3
    assert [unit.target == old.target for unit, old in changed.values()] == [False, True, False]
    tagged, old = list(changed.values())[2]
    assert tagged.target == f"{old.target} More"
    assert "<1>Ariane 6</1>" in tagged.target
