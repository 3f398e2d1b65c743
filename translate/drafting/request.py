"""What is asked of the ladder, and what comes back: a source with its tags and terms, and its draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.model import Placeable, TermMatch
    from translate.protocols import TermPolicy


@dataclass(frozen=True, slots=True)
class Request:
    """A source to be drafted, with the inline tags that stand in it and the terms that must be held."""

    source: str
    placeables: tuple[Placeable, ...] = ()
    matches: tuple[TermMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A drafted target. `steps` names the terms held on each rung, `lost` those that could not be held and why."""

    target: str
    score: float
    matches: tuple[TermMatch, ...]
    steps: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def make_request(source: str, policy: TermPolicy, placeables: tuple[Placeable, ...] = ()) -> Request:
    """Return the request for a source whose terms `policy` finds; matches that touch an inline tag are left out."""
    tags = [tag for tag in placeables if tag.number]
    matches = tuple(
        match for match in policy.find(source) if all(match.end <= tag.start or tag.end <= match.start for tag in tags)
    )
    return Request(source, placeables, matches)
