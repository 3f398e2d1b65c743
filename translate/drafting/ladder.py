"""Drafts with every term held: one rung after another until the whole segment verifies.

1. *placeholder*: terms travel as pieces that the model carries through. Tags stay at home: they are put around the
   words aligned with theirs, or travel like terms where that fails.
2. *n-best*: the best of several outputs that holds them all.
3. *inline*: what was lost stands in the source in the target's own form, and is expected to be copied.
4. *attention*: the words aligned with a lost term are written over with its form.
5. *clauses*: the segment is translated clause by clause, and what is still lost, between the terms themselves.

Each rung gets only the segments that the one before it failed, all of them in one batch, so that a model that carries
its placeholders pays for the first rung alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from translate.drafting import attention, clauses, grammar, notes
from translate.drafting.endings import end_like
from translate.drafting.frame import Framed, is_shouted, peel, reframe
from translate.drafting.plan import Plan, make_plan
from translate.drafting.quotations import is_torn, tag_marks, untag_marks
from translate.drafting.restoration import Restored, restore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.model import Hypothesis, Placeable, PlaceableRole, TermMatch
    from translate.protocols import Engine, TermPolicy

N_BEST = 6
_Spanned = TypeVar("_Spanned", "TermMatch", "Placeable")


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


@dataclass(slots=True)
class _Climb:
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
        return self.result is None or bool(self.result.lost)

    def offer(self, restored: Restored, score: float, rung: str, warnings: tuple[str, ...] = ()) -> None:
        """Keep a result that loses fewer slots than the one at hand."""
        if self.result is not None and len(restored.lost) >= len(self.result.lost):
            return
        held = set(range(len(self.plan.slots))) - set(restored.lost)
        before = set(range(len(self.plan.slots))) - set(self.result.lost) if self.result else set()
        self.rungs.update(dict.fromkeys(held - before, rung))
        self.result, self.score, self.warnings = restored, score, warnings

    def is_torn(self, restored: Restored) -> bool:
        """Tell whether a result has not the quotation marks of its source."""
        return is_torn(self.plan.source, restored.target)

    @property
    def lost(self) -> tuple[int, ...]:
        return self.result.lost if self.result else tuple(range(len(self.plan.slots)))


def make_request(source: str, policy: TermPolicy, placeables: tuple[Placeable, ...] = ()) -> Request:
    """Return the request for a source whose terms `policy` finds; matches that touch an inline tag are left out."""
    tags = [tag for tag in placeables if tag.number]
    matches = tuple(
        match for match in policy.find(source) if all(match.end <= tag.start or tag.end <= match.start for tag in tags)
    )
    return Request(source, placeables, matches)


def hold_terms(
    requests: Sequence[Request], engine: Engine, progress: Callable[[int], None] | None = None
) -> list[Held]:
    """Draft each request with its terms held. `progress` is called with the number of requests finished.

    Raises EngineError when the engine fails.
    """
    folded, drafted = _fold_notes(requests, engine)
    climbs = [_start(request, engine) for request in folded]
    _report(progress, sum(not climb.is_open for climb in climbs))
    _climb_aligned(climbs, engine, progress)
    _climb_placeholders(climbs, engine, progress)
    for rung in (_climb_n_best, _climb_inline, _climb_attention, _climb_clauses):
        stuck = [climb for climb in climbs if climb.is_open]
        if stuck:
            rung(stuck, engine)
    _climb_quotations(climbs, engine)
    return [
        _unfold_notes(_finish(climb), request, other, inside)
        for climb, request, other, inside in zip(climbs, requests, folded, drafted, strict=True)
    ]


def _fold_notes(requests: Sequence[Request], engine: Engine) -> tuple[list[Request], list[list[Held]]]:
    """Return the requests with each editor's note behind a name in that name's match, and the notes' own drafts."""
    found = [list(notes.find_notes(one.source, one.matches, one.placeables)) for one in requests]
    flat = [
        Request(note.words, (), notes.inside(note, one.matches))
        for one, group in zip(requests, found, strict=True)
        for note in group
    ]
    drafts = iter(hold_terms(flat, engine) if flat else ())
    drafted = [[next(drafts) for _ in group] for group in found]
    folded = [
        replace(one, matches=notes.fold(one.source, one.matches, group, held)) if group else one
        for one, group, held in zip(requests, found, drafted, strict=True)
    ]
    return folded, drafted


def _unfold_notes(held: Held, request: Request, folded: Request, drafted: Sequence[Held]) -> Held:
    """Return the draft of a request with folded notes as the request's own."""
    if not drafted:
        return held
    steps, lost = (
        tuple(notes.unfold(line, request.matches, folded.matches) for line in lines)
        for lines in (held.steps, held.lost)
    )
    return replace(
        held,
        matches=request.matches,
        steps=tuple(dict.fromkeys((*steps, *(step for one in drafted for step in one.steps)))),
        lost=(*lost, *(term for one in drafted for term in one.lost)),
    )


def _report(progress: Callable[[int], None] | None, count: int) -> None:
    if progress is not None and count:
        progress(count)


def _start(request: Request, engine: Engine) -> _Climb:
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
    climb = _Climb(framed, plan, request.matches, roles, shouted)
    if not plan.is_prose:
        target = grammar.capitalise_start(grammar.tidy(plan.filled()), plan.source, ())
        climb.offer(Restored(target if plan.slots else framed.core, ()), 0.0, "copied")
    return climb


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


def _climb_aligned(climbs: list[_Climb], engine: Engine, progress: Callable[[int], None] | None) -> None:
    """Translate without the tags, which disturb a model, and put them at the words that it made of theirs."""
    waiting = [(climb, [n for n in climb.roles if attention.is_placeable(climb.plan, n)]) for climb in climbs]
    waiting = [(climb, tags) for climb, tags in waiting if climb.is_open and tags]
    exposed = [attention.expose(climb.plan, tags) for climb, tags in waiting]
    outputs = engine.translate([item.text for item in exposed], align=True) if exposed else []
    for (climb, tags), item, hypotheses in zip(waiting, exposed, outputs, strict=True):
        placed = attention.place(item, climb.plan, hypotheses[0], climb.roles) if hypotheses else None
        if placed is not None:
            restored = restore(climb.plan.without_carriers(tags), placed)
            sure = attention.is_sure(item, climb.plan, hypotheses[0], climb.roles)
            if not restored.lost:
                warnings = hypotheses[0].warnings if sure else (*hypotheses[0].warnings, "tags")
                climb.offer(restored, hypotheses[0].score, "placeholder", warnings)
    _report(progress, sum(not climb.is_open for climb, _ in waiting))


def _climb_placeholders(climbs: list[_Climb], engine: Engine, progress: Callable[[int], None] | None) -> None:
    waiting = [climb for climb in climbs if climb.is_open]
    outputs = engine.translate([climb.plan.text for climb in waiting], progress=progress)
    for climb, hypotheses in zip(waiting, outputs, strict=True):
        _offer_all(climb, climb.plan, hypotheses[:1], "placeholder")


def _climb_n_best(stuck: list[_Climb], engine: Engine) -> None:
    outputs = engine.translate([climb.plan.text for climb in stuck], hypotheses=N_BEST)
    for climb, hypotheses in zip(stuck, outputs, strict=True):
        _offer_all(climb, climb.plan, hypotheses, "n-best")


def _climb_inline(stuck: list[_Climb], engine: Engine) -> None:
    plans = [climb.plan.without_carriers(climb.lost) for climb in stuck]
    outputs = engine.translate([plan.text for plan in plans], hypotheses=N_BEST)
    for climb, plan, hypotheses in zip(stuck, plans, outputs, strict=True):
        _offer_all(climb, plan, hypotheses, "inline")


def _climb_attention(stuck: list[_Climb], engine: Engine) -> None:
    exposed = [attention.expose(climb.plan, climb.lost) for climb in stuck]
    outputs = engine.translate([item.text for item in exposed], align=True)
    for climb, item, hypotheses in zip(stuck, exposed, outputs, strict=True):
        placed = attention.place(item, climb.plan, hypotheses[0], climb.roles) if hypotheses else None
        if placed is not None:
            plan = climb.plan.without_carriers(climb.lost)
            climb.offer(restore(plan, placed), hypotheses[0].score, "attention", hypotheses[0].warnings)


def _climb_clauses(stuck: list[_Climb], engine: Engine) -> None:
    parts = [clauses.split_clauses(climb.plan) for climb in stuck]
    flat = [part for group in parts for part in group]
    drafted = iter(_translate_parts(flat, engine))
    for climb, group in zip(stuck, parts, strict=True):
        target = "".join(next(drafted) for _ in group)
        plan = climb.plan.without_carriers(range(len(climb.plan.slots)))
        climb.offer(restore(plan, target), climb.score, "clauses", climb.warnings)


def _translate_parts(parts: list[Plan], engine: Engine) -> list[str]:
    """Translate each part with its slots masked; one that loses a slot all the same, between its slots."""
    texts = [clauses.trim(part.text) for part in parts]
    outputs = engine.translate([words for _, words, _ in texts], hypotheses=N_BEST)
    done: list[str] = []
    for part, (before, words, after), hypotheses in zip(parts, texts, outputs, strict=True):
        whole = next(
            (
                restored.target
                for hypothesis in hypotheses
                if not (restored := restore(part, clauses.as_fragment(words, hypothesis.text))).lost
            ),
            None,
        )
        done.append(before + whole + after if whole is not None else _translate_between(part, engine))
    return done


def _translate_between(part: Plan, engine: Engine) -> str:
    """Translate the texts between a part's slots one by one and put the slots' forms between them as they are."""
    pieces = [clauses.trim(piece) for piece in clauses.between_slots(part)]
    outputs = engine.translate([words for _, words, _ in pieces])
    texts = [
        before + (clauses.as_fragment(words, hypotheses[0].text) if words and hypotheses else words) + after
        for (before, words, after), hypotheses in zip(pieces, outputs, strict=True)
    ]
    forms = [slot.form for slot in part.slots]
    return texts[0] + "".join(form + text for form, text in zip(forms, texts[1:], strict=True))


def _climb_quotations(climbs: list[_Climb], engine: Engine) -> None:
    """Take the best output that has all quotation marks, where the one at hand has lost some and no term."""
    torn = [climb for climb in climbs if climb.result and not climb.is_open and climb.is_torn(climb.result)]
    outputs = engine.translate([climb.plan.text for climb in torn], hypotheses=N_BEST) if torn else []
    for climb, hypotheses in zip(torn, outputs, strict=True):
        for hypothesis in hypotheses:
            restored = restore(climb.plan, hypothesis.text)
            if not restored.lost and not climb.is_torn(restored):
                climb.result, climb.score, climb.warnings = restored, hypothesis.score, hypothesis.warnings
                break
    _climb_tagged_quotations([climb for climb in torn if climb.result and climb.is_torn(climb.result)], engine)


def _climb_tagged_quotations(torn: list[_Climb], engine: Engine) -> None:
    """Translate with the quotation marks as tags, which are put at the words aligned with theirs."""
    tagged = [(climb, found) for climb in torn if (found := tag_marks(climb.plan, climb.roles)) is not None]
    again = []
    for climb, found in tagged:
        plan = make_plan(found.source, found.matches, found.tags, engine.placeholders)
        roles = {n: tag.role for n, slot in enumerate(plan.slots) for tag in found.tags if tag.start == slot.start}
        again.append(_Climb(climb.framed, plan, climb.matches, roles, climb.shouted))
    _climb_aligned(again, engine, None)
    for (climb, _), other in zip(tagged, again, strict=True):
        if other.result is not None and not other.is_open:
            untagged = grammar.tidy(untag_marks(other.result.target))
            climb.result, climb.score, climb.warnings = Restored(untagged, ()), other.score, other.warnings


def _offer_all(climb: _Climb, plan: Plan, hypotheses: Sequence[Hypothesis], rung: str) -> None:
    for hypothesis in hypotheses:
        climb.offer(restore(plan, hypothesis.text), hypothesis.score, rung, hypothesis.warnings)
        if not climb.is_open:
            return


def _finish(climb: _Climb) -> Held:
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
