"""From a model's output back to a target: placeholders replaced, grammar mended, and nothing taken on trust."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.drafting import grammar
from translate.drafting.attention import ends_initial
from translate.forms import COMMON_NOUNS, Expected, expect, find_lost
from translate.model import TermKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from translate.drafting.plan import Plan, Slot

_TAG = re.compile(r"</?[0-9]+/?>")
_PLACEHOLDER_MARKS = re.compile("[\uff5f\uff60]")


@dataclass(frozen=True, slots=True)
class Restored:
    """A target with the numbers of the slots that it lost."""

    target: str
    lost: tuple[int, ...]


def restore(plan: Plan, output: str) -> Restored:
    """Put the slots' forms in the place of their placeholders and check that every slot of the plan is there.

    A masked slot is lost when its placeholder does not occur exactly once, an inline one when no allowed form of it
    occurs as often as the plan needs. Placeholders of lost slots, and pieces of broken ones, are removed.
    """
    output = grammar.tidy(output).strip()
    carriers = dict(plan.carriers)
    lost = {number for number, piece in carriers.items() if output.count(piece) != 1}
    for number in lost:
        output = output.replace(carriers[number], "").strip()
    output = _put_role_first(output, plan, carriers, lost)
    places = sorted((output.index(piece), number) for number, piece in carriers.items() if number not in lost)
    target = _fill(plan, output, places, carriers)
    if not _PLACEHOLDER_MARKS.search(plan.source):
        target = _PLACEHOLDER_MARKS.sub("", target)
    if any(slot.match is None for slot in plan.slots):
        target = _close_up(target, plan)
    lost.update(_crossed(target, plan))
    lost.update(_emptied(target, plan))
    # Masked slots are counted, too, so that the place of one cannot stand for an inline one of the same form.
    inline = [number for number in range(len(plan.slots)) if number not in carriers]
    lost.update(missing(target, plan, [number for _, number in places] + inline))
    names = [slot.form for slot in plan.slots if slot.match and slot.match.term.kind not in COMMON_NOUNS]
    target = grammar.capitalise_start(target, plan.source, names)
    return Restored(target, tuple(sorted(lost)))


def _put_role_first(output: str, plan: Plan, carriers: dict[int, str], lost: Collection[int]) -> str:
    """Return the output with a role before its holder's name where the source has both side by side in that order.

    Models turn "le cosmonaute ｟0｠" into "the ｟0｠ cosmonaut", as if the name were that of a thing.
    """
    for number in range(1, len(plan.slots)):
        role, holder = plan.slots[number - 1], plan.slots[number]
        if not role.match or not holder.match or not {number - 1, number} <= carriers.keys() - set(lost):
            continue
        is_titled = role.match.term.kind is TermKind.ROLE and holder.match.term.kind in (TermKind.PERSON, TermKind.NAME)
        if is_titled and plan.source[role.end : holder.start] in (" ", "\u00a0"):
            first, second = carriers[number - 1], carriers[number]
            output = output.replace(f"{second} {first}", f"{first} {second}")
    return output


def _fill(plan: Plan, output: str, places: Sequence[tuple[int, int]], carriers: dict[int, str]) -> str:
    """Return the output with the placeholders at `places`, (offset, slot number) in order, replaced by their forms."""
    done, rest = "", output
    for place, number in places:
        offset = place - (len(output) - len(rest))
        left, right = done + rest[:offset], rest[offset + len(carriers[number]) :]
        slot = plan.slots[number]
        form = slot.form
        if slot.match is not None:
            form, right = grammar.mend_after(right, slot.match)
            left = grammar.mend_before(left, slot.match, plan.source[: slot.start], right)
            left = _spaced(left)
        done, rest = left + form, right
    return done + rest


def _close_up(target: str, plan: Plan) -> str:
    """Return the target with the spaces around its tags where they are in the source, outside of pairs at the least."""
    for number, slot in enumerate(plan.slots):
        if slot.match is None and target.count(slot.form) == 1:
            left, _, right = target.partition(slot.form)
            if not ends_initial(plan, number):  # the word of its image may be no longer than these letters
                right = _joined(right, plan.source[slot.end :], -1)
            target = _joined(left, plan.source[: slot.start]) + slot.form + right
    target = re.sub(r"[ \u00a0]?(<\d+>)([,;:]|\.(?!\.))[ \u00a0]", _mark_before(plan), target)
    target = re.sub(r"(<\d+>)([ \u00a0]+)", r"\2\1", target)
    target = re.sub(r"([ \u00a0]+)(</\d+>)", r"\2\1", target)
    return re.sub(r"(</\d+>)[ \u00a0]+(?=[,.;:!?)\]])", r"\1", target).replace("  ", " ").strip()


def _mark_before(plan: Plan) -> Callable[[re.Match[str]], str]:
    """Return what puts a mark before the tag that opens on it, unless that is how the source has it."""

    def move(found: re.Match[str]) -> str:
        tag, mark = found.groups()
        return found[0] if f"{tag}{mark}" in plan.source else f"{mark} {tag}"

    return move


def _joined(text: str, source: str, side: int = 1) -> str:
    """Return what stands on one side of a tag, with a space next to the tag where the source has one, else without.

    `side` is 1 for what stands before the tag, -1 for what stands behind it.
    """
    near, beside = (text[-1:], source[-1:]) if side == 1 else (text[:1], source[:1])
    if beside.isspace() and near.isalnum():
        return text + " " if side == 1 else " " + text
    if beside.isalnum() and near.isspace():
        return text.rstrip() if side == 1 else text.lstrip()
    return text


def _emptied(target: str, plan: Plan) -> set[int]:
    """Return the slots of pairs of tags that hold words in the source and none in the target."""
    places = {slot.form: number for number, slot in enumerate(plan.slots) if slot.match is None}
    found: set[int] = set()
    for form, number in places.items():
        closing = f"</{form[1:]}"
        if form.startswith("</") or form.endswith("/>") or closing not in places:
            continue
        words = plan.source[plan.slots[number].end : plan.slots[places[closing]].start]
        inside = target.partition(form)[2].partition(closing)[0]
        if any(map(str.isalnum, _TAG.sub("", words))) and not any(map(str.isalnum, _TAG.sub("", inside))):
            found |= {number, places[closing]}
    return found


def _crossed(target: str, plan: Plan) -> set[int]:
    """Return the slots of tags that close a pair before it is opened."""
    places = {slot.form: number for number, slot in enumerate(plan.slots) if slot.match is None}
    return {
        number
        for form, number in places.items()
        if form.startswith("</") and (opening := f"<{form[2:]}") in places and target.find(form) < target.find(opening)
    }


def _spaced(left: str) -> str:
    """Return the text before a term with a space where a letter would touch it."""
    return left + " " if left[-1:].isalnum() or left.endswith((",", ";", ":", "%")) else left


def missing(target: str, plan: Plan, numbers: Sequence[int]) -> set[int]:
    """Return which of the slots `numbers` do not stand in the target as often as in the plan, in an allowed form."""
    expected = [_expect(plan.slots[number]) for number in numbers]
    return {numbers[place] for place in find_lost(target, expected)}


def _expect(slot: Slot) -> Expected:
    """Return what a target must hold for a slot: for a name its own form only, whatever people may write instead."""
    if slot.match is None or slot.match.term.kind not in COMMON_NOUNS:
        return Expected((slot.form,))
    return expect(slot.match)
