"""Weblate, by the library that it reads and writes files with, from an environment of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.editors.programs import run_weblate
from tests.review.desks import revise
from translate import catalogue as po
from translate import project as projects
from translate.model import State

if TYPE_CHECKING:
    from tests.commands import Run

CATALOGUE = Path("locales/en/tir.po")
APPROVED = "The rocket carried 3.5 metric tons of payload."


def test_a_catalogue_is_read_edited_and_saved_without_loss(drafted: Path, run: Run) -> None:
    article = Path("articles/tir.fr.txt")
    text = article.read_text("utf-8")
    old = "La fusée emportait 3,5 tonnes de charge utile."
    revise(projects.load(Path()), article, old, APPROVED, approve=True)
    article.write_text(text.replace(old, "La fusée emportait enfin 3,5 tonnes de charge utile."), "utf-8")
    run("update", "--engine", "pseudo", article)
    before = po.read(CATALOGUE)
    live = [unit for unit in before.units if unit.state is not State.OBSOLETE]

    seen = run_weblate(CATALOGUE, CATALOGUE.with_name("saved.po"))
    after = po.read(CATALOGUE.with_name("saved.po"))

    assert [(one["context"], one["source"], one["target"], one["previous"]) for one in seen] == [
        (unit.context, unit.source, unit.target, unit.previous_source) for unit in live
    ]
    assert all(one["notes"].startswith("\n".join(unit.comments)) for one, unit in zip(seen, live, strict=True))
    assert [one["fuzzy"] for one in seen] == [unit.state is not State.POST_EDITED for unit in live]
    assert [(unit.context, unit.source, unit.comments, unit.draft, unit.note) for unit in after.units] == [
        (unit.context, unit.source, unit.comments, unit.draft, unit.note) for unit in before.units
    ]
    first, second, third, *_ = after.units
    assert (first.target, first.state) == ("A target that was written in Weblate", State.POST_EDITED)
    assert (second.target, second.state) == (before.units[1].target, State.POST_EDITED)
    assert (third.target, third.state) == ("Half of it, in Weblate", State.IN_EDIT)
    (changed,) = (unit for unit in after.units if unit.target == APPROVED)
    assert changed.state is State.POST_EDITED
    rest = [unit for unit in live[3:] if unit.target != APPROVED]
    assert {unit.state for unit in after.units if unit.source in {one.source for one in rest}} == {State.DRAFT}
