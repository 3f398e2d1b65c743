"""Catalogues that real programs saved: read with the right states, and given back byte for byte."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from translate import catalogue as po
from translate.model import Segment, State

WILD = sorted((Path(__file__).parents[1] / "corpora" / "wild").glob("*.po"))


@pytest.mark.parametrize("path", WILD, ids=lambda path: path.name)
def test_a_saved_file_comes_back_byte_for_byte(path: Path) -> None:
    assert po.render(po.read(path)) == path.read_bytes()


def _saved_by(name: str) -> po.Catalogue:
    return po.read(next(path for path in WILD if path.name.startswith(name)))


def test_poedit() -> None:
    """One unit was rewritten and approved in Poedit 3.2.2; all others are the drafts that this program had written."""
    catalogue = _saved_by("poedit")

    assert Counter(unit.state for unit in catalogue.units) == {State.POST_EDITED: 1, State.DRAFT: 36}
    (approved,) = [unit for unit in catalogue.units if unit.state is State.POST_EDITED]
    assert approved.target == "Vostochny: a Soyuz-2.1b puts a Resurs-P into orbit"
    assert approved.draft is not None
    assert approved.draft.target != approved.target


def test_lokalize() -> None:
    """In Lokalize 22.12.3: one unit rewritten and left as needing work, one approved as it was, one rewritten and
    approved with a note beside it; the other 34 are untouched drafts."""
    catalogue = _saved_by("lokalize")

    first, second, third, *others = catalogue.units
    assert (first.state, first.target.partition(":")[0]) == (State.IN_EDIT, "Vostochny")
    assert second.draft is not None
    assert (second.state, second.target) == (State.POST_EDITED, second.draft.target)
    assert (third.state, third.target) == (State.POST_EDITED, "[Editor's note: half done")
    assert third.note == "Ask the desk about the brackets."
    assert {unit.state for unit in others} == {State.DRAFT}
    assert all(unit.draft is not None for unit in catalogue.units)


def test_gtranslator() -> None:
    """In Gtranslator 42.0: one draft continued, one approved as it was; the other 35 are untouched drafts."""
    catalogue = _saved_by("gtranslator")

    first, second, *others = catalogue.units
    assert first.draft is not None
    assert first.state is State.POST_EDITED
    assert first.target.startswith(first.draft.target)
    assert first.target != first.draft.target
    assert second.draft is not None
    assert (second.state, second.target) == (State.POST_EDITED, second.draft.target)
    assert {unit.state for unit in others} == {State.DRAFT}
    assert all(unit.draft is not None for unit in catalogue.units)


def test_weblate() -> None:
    """By the library of Weblate 5.14.3 (`weblate_session.py`): one draft rewritten, one approved as it was,
    one rewritten and left as needing work, one whose source had changed approved; the other 33 are untouched drafts."""
    catalogue = _saved_by("weblate")

    first, second, third, *_ = catalogue.units
    assert (first.target, first.state) == ("A target that was written in Weblate", State.POST_EDITED)
    assert second.draft is not None
    assert (second.state, second.target) == (State.POST_EDITED, second.draft.target)
    assert (third.target, third.state) == ("Half of it, in Weblate", State.IN_EDIT)
    assert Counter(unit.state for unit in catalogue.units) == {
        State.POST_EDITED: 3,
        State.IN_EDIT: 1,
        State.DRAFT: 33,
    }
    assert not any(unit.previous_source for unit in catalogue.units)


def test_what_editors_saved_survives_an_update() -> None:
    """Nobody's work is touched when the segments are the same, whatever the editor did to wrapping and header."""
    for path in WILD:
        old = po.read(path)
        segments = [
            Segment(unit.source, unit.context, n, 0, len(unit.source), n) for n, unit in enumerate(old.units, 1)
        ]
        merge = po.merge(
            old, segments, article=old.article, source_digest="new", source_language="fr", target_language="en"
        )
        assert [unit.target for unit in merge.catalogue.units] == [unit.target for unit in old.units], path.name
        assert [unit.state for unit in merge.catalogue.units] == [unit.state for unit in old.units], path.name
        assert [unit.note for unit in merge.catalogue.units] == [unit.note for unit in old.units], path.name
