"""XLIFF documents that a person worked on in Lokalize and Poedit."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from translate import catalogue as po
from translate.model import State

if TYPE_CHECKING:
    from tests.commands import Run
    from translate.model import Unit

WILD = Path(__file__).parents[1] / "corpora" / "wild"


@pytest.fixture
def catalogue(workspace: Path) -> Path:
    """The catalogue that the documents were made of."""
    path = workspace / "locales" / "en" / "ariane-6-kourou.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(WILD / "omegat-3.6.0" / "source" / path.name, path)
    return path


def take_back(run: Run, catalogue: Path, name: str) -> list[tuple[Unit, Unit]]:
    """Import a document; return the changed units, as they are and as they were."""
    before = po.read(catalogue).units
    run("import", "xliff", WILD / name)
    return [(new, old) for new, old in zip(po.read(catalogue).units, before, strict=True) if new != old]


@pytest.mark.parametrize("name", ["lokalize-22.12.3-xliff12.xlf", "poedit-3.2.2-xliff20.xlf"])
def test_one_rewritten_one_approved_as_it_was_one_with_tags_continued(run: Run, catalogue: Path, name: str) -> None:
    changed = take_back(run, catalogue, name)
    assert [new.state for new, _ in changed] == [State.POST_EDITED] * 3
    (first, _), (second, draft), (third, tagged) = changed
    assert first.target == "Ariane 6: a night launch for two Galileo satellites"
    assert second.target == draft.target
    assert third.target == f"{tagged.target} More"
    assert "<1>" in third.target
    assert "</1>" in third.target


def test_poedit_marks_a_draft_as_needing_work(run: Run, catalogue: Path) -> None:
    """Poedit's own state for it, `needs-l10n`, changes nothing; a unit with tags was continued."""
    ((new, old),) = take_back(run, catalogue, "poedit-3.2.2-xliff12.xlf")
    assert (new.target, new.state) == (f"{old.target} More", State.POST_EDITED)
