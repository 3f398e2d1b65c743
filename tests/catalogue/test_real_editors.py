"""Catalogues that real programs saved: read with the right states, and given back byte for byte."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from translate import catalogue as po
from translate.model import State

WILD = sorted((Path(__file__).parents[1] / "corpora" / "wild").glob("*.po"))


@pytest.mark.parametrize("path", WILD, ids=lambda path: path.name)
def test_a_saved_file_comes_back_byte_for_byte(path: Path) -> None:
    assert po.render(po.read(path)) == path.read_bytes()


def test_poedit() -> None:
    """One unit was rewritten and approved in Poedit 3.2.2; all others are the drafts that this program had written."""
    catalogue = po.read(next(path for path in WILD if path.name.startswith("poedit")))

    assert Counter(unit.state for unit in catalogue.units) == {State.POST_EDITED: 1, State.DRAFT: 36}
    (approved,) = [unit for unit in catalogue.units if unit.state is State.POST_EDITED]
    assert approved.target == "Vostochny: a Soyuz-2.1b puts a Resurs-P into orbit"
    assert approved.draft is not None
    assert approved.draft.target != approved.target
