"""From a model's output back to a target: placeholders replaced, grammar mended, and nothing taken on trust."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.drafting import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.drafting.plan import Plan, Slot

_PLACEHOLDER_MARKS = re.compile("[\uff5f\uff60]")


@dataclass(frozen=True, slots=True)
class Restored:
    """A target with the numbers of the slots that it lost; `held` are the spans where masked names now stand."""

    target: str
    lost: tuple[int, ...]
    held: tuple[tuple[int, int], ...] = ()


def restore(plan: Plan, output: str) -> Restored:
    """Put the slots' forms in the place of their placeholders and check that every slot of the plan is there.

    A masked slot is lost when its placeholder does not occur exactly once, an inline one when no allowed form of it
    occurs as often as the plan needs. Placeholders of lost slots, and pieces of broken ones, are removed.
    """
    output = grammar.tidy(output)
    carriers = dict(plan.carriers)
    lost = {number for number, piece in carriers.items() if output.count(piece) != 1}
    for number in lost:
        output = output.replace(carriers[number], "")
    places = sorted((output.index(piece), number) for number, piece in carriers.items() if number not in lost)
    target, held = _fill(plan, output, places, carriers)
    if not _PLACEHOLDER_MARKS.search(plan.source):
        target = _PLACEHOLDER_MARKS.sub("", target)
    inline = [number for number in range(len(plan.slots)) if number not in carriers]
    lost.update(missing(target, plan, inline))
    return Restored(grammar.capitalise_start(target, plan.source, held), tuple(sorted(lost)), tuple(held))


def _fill(
    plan: Plan, output: str, places: Sequence[tuple[int, int]], carriers: dict[int, str]
) -> tuple[str, list[tuple[int, int]]]:
    """Return the output with its placeholders replaced, and the spans of the names among them."""
    done, rest, held = "", output, []
    for place, number in places:
        offset = place - (len(output) - len(rest))
        left, right = done + rest[:offset], rest[offset + len(carriers[number]) :]
        slot = plan.slots[number]
        form = slot.form
        if slot.match is not None:
            form, right = grammar.mend_after(right, slot.match)
            left = grammar.mend_before(left, slot.match, plan.source[: slot.start], right)
            left = _spaced(left)
            if slot.match.term.kind not in grammar.COMMON:
                held.append((len(left), len(left) + len(form)))
        done, rest = left + form, right
    return done + rest, held


def _spaced(left: str) -> str:
    """Return the text before a term with a space where a letter would touch it."""
    return left + " " if left[-1:].isalnum() or left[-1:] in ",;:%" else left


def missing(target: str, plan: Plan, numbers: Sequence[int]) -> set[int]:
    """Return which of the slots `numbers` do not stand in the target as often as in the plan, in an allowed form.

    The longest forms are counted first, and a place that holds one slot counts for no other: the target "Roscosmos
    State Corporation" does not also hold "Roscosmos".
    """
    lost: set[int] = set()
    by_forms: dict[tuple[str, ...], list[int]] = {}
    for number in numbers:
        by_forms.setdefault(accepted_forms(plan.slots[number]), []).append(number)
    for forms in sorted(by_forms, key=lambda forms: (-max(map(len, forms)), forms)):
        same = by_forms[forms]
        places = find_forms(target, forms, exact=_is_exact(plan.slots[same[0]]))
        if len(places) < len(same):
            lost.update(same)
        for start, end in places[: len(same)]:
            target = target[:start] + "\0" * (end - start) + target[end:]
    return lost


def accepted_forms(slot: Slot) -> tuple[str, ...]:
    """Return the forms that a slot may take in the target: one for a name, the inflected ones too for a common noun."""
    if slot.match is None or slot.match.term.kind not in grammar.COMMON:
        return (slot.form,)
    term = slot.match.term
    return tuple(dict.fromkeys(form for form in (slot.form, term.target, term.plural, *term.allowed) if form))


def _is_exact(slot: Slot) -> bool:
    return slot.match is None or slot.match.term.kind not in grammar.COMMON


def find_forms(target: str, forms: Sequence[str], *, exact: bool) -> list[tuple[int, int]]:
    """Return the spans of the target where one of the forms stands as a whole word, longest forms first at a place."""
    longest_first = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    flags = re.RegexFlag(0) if exact else re.IGNORECASE
    return [match.span() for match in re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", target, flags)]
