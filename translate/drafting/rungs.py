"""The rungs of the ladder, and the step for quotation marks: each takes the climbs that are on it, all in one batch.

A rung offers each climb what it makes of it, under the rung's name. All raise EngineError when the engine fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.drafting import attention, clauses, grammar
from translate.drafting.climb import Climb
from translate.drafting.plan import make_plan
from translate.drafting.quotations import tag_marks, untag_marks
from translate.drafting.restoration import Restored, restore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.drafting.attention import Exposed
    from translate.drafting.plan import Plan
    from translate.model import Hypothesis
    from translate.protocols import Engine

N_BEST = 12
"""Outputs that the model is asked for where its best one has lost something."""


def climb_aligned(climbs: list[Climb], engine: Engine, progress: Callable[[int], None] | None) -> None:
    """Translate without the tags, which disturb a model, and put them at the words that it made of theirs."""
    waiting = [(climb, [n for n in climb.roles if attention.is_placeable(climb.plan, n)]) for climb in climbs]
    waiting = [(climb, tags) for climb, tags in waiting if climb.is_open and tags]
    exposed = [attention.expose(climb.plan, tags) for climb, tags in waiting]
    for (climb, tags), item, output in zip(waiting, exposed, _translate_exposed(exposed, engine), strict=True):
        placed = attention.place(item, climb.plan, output, climb.roles) if output else None
        if output and placed is not None:
            restored = restore(climb.plan.without_carriers(tags), placed)
            sure = attention.is_sure(item, climb.plan, output, climb.roles)
            if not restored.lost:
                warnings = output.warnings if sure else (*output.warnings, "tags")
                climb.offer(restored, output.score, "placeholder", warnings)
    report_finished([climb for climb, _ in waiting], progress)


def climb_placeholders(climbs: list[Climb], engine: Engine, progress: Callable[[int], None] | None) -> None:
    """Translate what is still open with its slots as placeholders, and take the best output."""
    waiting = [climb for climb in climbs if climb.is_open]
    outputs = engine.translate([climb.plan.text for climb in waiting], progress=progress)
    for climb, hypotheses in zip(waiting, outputs, strict=True):
        _offer_all(climb, climb.plan, hypotheses[:1], "placeholder")


def climb_n_best(stuck: list[Climb], engine: Engine) -> None:
    """Take the output that loses fewest slots, of as many as N_BEST."""
    outputs = engine.translate([climb.plan.text for climb in stuck], hypotheses=N_BEST)
    for climb, hypotheses in zip(stuck, outputs, strict=True):
        _offer_all(climb, climb.plan, hypotheses, "n-best")


def climb_inline(stuck: list[Climb], engine: Engine) -> None:
    """Translate with the lost slots written inline in the target's own form."""
    plans = [climb.plan.without_carriers(climb.lost) for climb in stuck]
    outputs = engine.translate([plan.text for plan in plans], hypotheses=N_BEST)
    for climb, plan, hypotheses in zip(stuck, plans, outputs, strict=True):
        _offer_all(climb, plan, hypotheses, "inline")


def climb_attention(stuck: list[Climb], engine: Engine) -> None:
    """Translate with the source's own words for lost terms, and write their forms over the words aligned with them."""
    exposed = [attention.expose(climb.plan, climb.lost) for climb in stuck]
    for climb, item, output in zip(stuck, exposed, _translate_exposed(exposed, engine), strict=True):
        placed = attention.place(item, climb.plan, output, climb.roles) if output else None
        if output and placed is not None:
            plan = climb.plan.without_carriers(climb.lost)
            climb.offer(restore(plan, placed), output.score, "attention", output.warnings)


def climb_clauses(stuck: list[Climb], engine: Engine) -> None:
    """Translate clause by clause, and between the slots what loses one all the same."""
    parts = [clauses.split_clauses(climb.plan) for climb in stuck]
    flat = [part for group in parts for part in group]
    drafted = iter(_translate_parts(flat, engine))
    for climb, group in zip(stuck, parts, strict=True):
        target = "".join(next(drafted) for _ in group)
        plan = climb.plan.without_carriers(range(len(climb.plan.slots)))
        climb.offer(restore(plan, target), climb.score, "clauses", climb.warnings)


def climb_quotations(climbs: list[Climb], engine: Engine) -> None:
    """Take the best output that has all quotation marks, where the one at hand has lost some and no term."""
    torn = [climb for climb in climbs if climb.result and not climb.is_open and climb.is_torn(climb.result)]
    outputs = engine.translate([climb.plan.text for climb in torn], hypotheses=N_BEST) if torn else []
    for climb, hypotheses in zip(torn, outputs, strict=True):
        for hypothesis in hypotheses:
            restored = restore(climb.plan, hypothesis.text)
            if not restored.lost and not climb.is_torn(restored):
                climb.take(restored, hypothesis.score, hypothesis.warnings)
                break
    _climb_tagged_quotations([climb for climb in torn if climb.result and climb.is_torn(climb.result)], engine)


def _climb_tagged_quotations(torn: list[Climb], engine: Engine) -> None:
    """Translate with the quotation marks as tags, which are put at the words aligned with theirs."""
    tagged = [(climb, found) for climb in torn if (found := tag_marks(climb.plan, climb.roles)) is not None]
    again = []
    for climb, found in tagged:
        plan = make_plan(found.source, found.matches, found.tags, engine.placeholders)
        roles = {n: tag.role for n, slot in enumerate(plan.slots) for tag in found.tags if tag.start == slot.start}
        again.append(Climb(climb.framed, plan, climb.matches, roles, climb.shouted))
    climb_aligned(again, engine, None)
    for (climb, _), other in zip(tagged, again, strict=True):
        if other.result is not None and not other.is_open:
            untagged = grammar.tidy(untag_marks(other.result.target))
            climb.take(Restored(untagged, ()), other.score, other.warnings)


def _translate_exposed(exposed: Sequence[Exposed], engine: Engine) -> list[Hypothesis | None]:
    """Return the best output for each text, with its alignments; None where it has none that are sound."""
    outputs = engine.translate([item.text for item in exposed], align=True) if exposed else []
    return [
        hypotheses[0] if hypotheses and attention.is_sound(item, hypotheses[0]) else None
        for item, hypotheses in zip(exposed, outputs, strict=True)
    ]


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


def _offer_all(climb: Climb, plan: Plan, hypotheses: Sequence[Hypothesis], rung: str) -> None:
    for hypothesis in hypotheses:
        climb.offer(restore(plan, hypothesis.text), hypothesis.score, rung, hypothesis.warnings)
        if not climb.is_open:
            return


def report_finished(climbs: Sequence[Climb], progress: Callable[[int], None] | None) -> None:
    """Call `progress` with the number of climbs that hold all of their slots, where there is one."""
    count = sum(not climb.is_open for climb in climbs)
    if progress is not None and count:
        progress(count)
