"""Small catalogues for tests that look at one case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.catalogue.histories import LABELS, approved, segments, with_target
from translate import catalogue as po
from translate.model import Draft, Origin, Unit

if TYPE_CHECKING:
    from translate.catalogue import ChangeKind

FIRST = "La fusée décolle du pas de tir numéro 5."
SECOND = "Le moteur du deuxième étage s'allume ensuite."
THIRD = "Le satellite rejoint enfin son orbite de travail."


def merged(old: po.Catalogue | None, *sources: str | tuple[str, str], digest: str = "d") -> po.Merge:
    pairs = [source if isinstance(source, tuple) else ("", source) for source in sources]
    return po.merge(old, segments(pairs), source_digest=digest, **LABELS)


def written(targets: dict[str, str], *, digest: str = "d") -> po.Catalogue:
    """A catalogue of sentences with targets: approved ones, or drafts where they begin with an asterisk."""
    fresh = merged(None, *targets, digest=digest).catalogue
    drafts = {("", s): Draft(t.removeprefix("*"), Origin.ENGINE, "test 1") for s, t in targets.items() if t}
    head, *blocks = po.render(po.fill(fresh, drafts)).decode().rstrip("\n").split("\n\n")
    for number, target in enumerate(targets.values()):
        if target and not target.startswith("*"):
            blocks[number] = approved(with_target(blocks[number], target))
    return po.parse("\n\n".join([head, *blocks, ""]).encode(), "a.po")


def edited(catalogue: po.Catalogue, old: str, new: str) -> po.Catalogue:
    """The catalogue after a text in its file was replaced."""
    text = po.render(catalogue).decode()
    assert old in text
    return po.parse(text.replace(old, new, 1).encode(), "a.po")


def unit(catalogue: po.Catalogue, source: str) -> Unit:
    return next(unit for unit in catalogue.units if unit.source == source)


def kinds(merge: po.Merge) -> list[ChangeKind]:
    return [change.kind for change in merge.changes]
