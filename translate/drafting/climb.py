"""One request on its way up the ladder: made ready for the model, its best result so far, and its draft at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from translate.drafting import grammar
from translate.drafting.endings import end_like
from translate.drafting.frame import Framed, is_shouted, peel, reframe
from translate.drafting.plan import Plan, make_plan
from translate.drafting.quotations import is_torn
from translate.drafting.request import Held
from translate.drafting.restoration import Restored

if TYPE_CHECKING:
    from translate.drafting.request import Request
    from translate.model import Placeable, PlaceableRole, TermMatch
    from translate.protocols import Engine

_Spanned = TypeVar("_Spanned", "TermMatch", "Placeable")


@dataclass(slots=True)
class Climb:
    """One request on its way up: the best result so far and the rung that each slot was held on."""

    framed: Framed
    plan: Plan
    matches: tuple[TermMatch, ...]
    roles: dict[int, PlaceableRole]
    shouted: bool = False
    result: Restored | None = None
    score: float = 0.0
    rungs: dict[int, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a slot is still to be held."""
        return self.result is None or bool(self.result.lost)

    def offer(self, restored: Restored, score: float, rung: str, warnings: tuple[str, ...] = ()) -> None:
        """Keep a result that loses fewer slots than the one at hand."""
        if self.result is not None and len(restored.lost) >= len(self.result.lost):
            return
        held = set(range(len(self.plan.slots))) - set(restored.lost)
        before = set(range(len(self.plan.slots))) - set(self.result.lost) if self.result else set()
        self.rungs.update(dict.fromkeys(held - before, rung))
        self.take(restored, score, warnings)

    def take(self, restored: Restored, score: float, warnings: tuple[str, ...]) -> None:
        """Put a result in the place of the one at hand; the terms stay on the rungs that they were held on."""
        self.result, self.score, self.warnings = restored, score, warnings

    def is_torn(self, restored: Restored) -> bool:
        """Tell whether a result has not the quotation marks of its source."""
        return is_torn(self.plan.source, restored.target)

    @property
    def lost(self) -> tuple[int, ...]:
        """The numbers of the slots that the best result does not hold."""
        return self.result.lost if self.result else tuple(range(len(self.plan.slots)))


def start(request: Request, engine: Engine) -> Climb:
    """Make a request's plan; where nothing is left to translate, its target is ready."""
    framed = peel(request.source)
    shift = len(framed.before)
    limit = shift + len(framed.core)
    inside = [_shifted(match, shift) for match in request.matches if shift <= match.start and match.end <= limit]
    tags = [
        _shifted(tag, shift) for tag in request.placeables if tag.number and shift <= tag.start and tag.end <= limit
    ]
    shouted = is_shouted(framed.core)
    plan = make_plan(_whispered(framed.core) if shouted else framed.core, inside, tags, engine.placeholders)
    by_start = {tag.start: tag.role for tag in tags}
    roles = {n: by_start[slot.start] for n, slot in enumerate(plan.slots) if slot.match is None}
    climb = Climb(framed, plan, request.matches, roles, shouted)
    if not plan.is_prose:
        target = grammar.capitalise_start(grammar.tidy(plan.filled()), plan.source, ())
        climb.offer(Restored(target if plan.slots else framed.core, ()), 0.0, "copied")
    return climb


def finish(climb: Climb) -> Held:
    """Return the draft that a request has come to, in its frame and with the end and the capitals of its source."""
    result = climb.result or Restored(climb.plan.filled(), ())
    by_rung: dict[str, list[str]] = {}
    for number, slot in enumerate(climb.plan.slots):
        if slot.match is not None:
            by_rung.setdefault(climb.rungs.get(number, "lost"), []).append(slot.form)
    steps = tuple(f"{rung}: {', '.join(dict.fromkeys(forms))}" for rung, forms in by_rung.items())
    lost = tuple(
        f"{climb.plan.slots[number].form}: not found in the model's output on any rung" for number in result.lost
    )
    target = end_like(result.target, climb.plan.source, [slot.form for slot in climb.plan.slots])
    core = _shouted_again(target, climb.plan) if climb.shouted else target
    return Held(reframe(climb.framed, core), climb.score, climb.matches, steps, lost, climb.warnings)


def _whispered(text: str) -> str:
    """Return a text in capitals as an ordinary sentence, which a model knows better; its length stays the same."""
    lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    first = next((offset for offset, char in enumerate(lowered) if char.isalpha()), 0)
    return lowered[:first] + text[first : first + 1] + lowered[first + 1 :]


def _shouted_again(target: str, plan: Plan) -> str:
    """Return a target in capitals; names and terms keep the form that they must have."""
    forms = sorted({slot.form for slot in plan.slots}, key=len, reverse=True)
    if not forms:
        return target.upper()
    pieces = re.split(f"({'|'.join(map(re.escape, forms))})", target)
    shouted = "".join(piece if piece in forms else piece.upper() for piece in pieces)
    owned = "|".join(re.escape(form) for form in forms if not form.isupper())
    return re.sub(rf"((?:{owned})['’])S(?!\w)", r"\1s", shouted) if owned else shouted


def _shifted(span: _Spanned, shift: int) -> _Spanned:
    return replace(span, start=span.start - shift, end=span.end - shift)
