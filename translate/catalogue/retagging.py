"""Tags of a target brought up to date when the tags of its source changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_TAG = re.compile(r"<(?P<close>/?)(?P<number>[1-9][0-9]{0,8})(?P<single>/?)>")
_TOKEN = re.compile(rf"{_TAG.pattern}|\w+|[^\w\s]")
_SURE = 2


def retag(target: str, before: str, after: str, *, restoring: bool = False) -> str:
    """Return `target`, made for the source `before`, with the numbers that its tags have in the source `after`.

    A tag that `after` lacks keeps its place in the target, under a number that is none of `after`'s: it is never taken
    for another one, and the tag check names it. With `restoring`, such tags of earlier runs are taken for those tags of
    `after` that come from nowhere, in order, where there are as many. Nothing but the numbers of tags is changed.
    """
    standing = _numbers(target)
    if not standing:
        return target
    heirs = _heirs(before, after)
    wanted = _numbers(after)
    if restoring:
        strays = sorted(standing - _numbers(before))
        open_ones = sorted(wanted - set(heirs.values()))
        heirs |= dict(zip(strays, open_ones, strict=True)) if len(strays) == len(open_ones) else {}
    homeless = sorted(standing - heirs.keys())
    first = 1 + max(wanted, default=0)
    own = homeless if wanted.isdisjoint(homeless) else range(first, first + len(homeless))
    return _with_numbers(target, heirs | dict(zip(homeless, own, strict=True)))


def join_tagged(texts: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return sources and targets, each joined by blanks, with the tags of each pair numbered behind those before it.

    `texts` are (source, target); an empty target is left out.
    """
    sources: list[str] = []
    targets: list[str] = []
    last = 0
    for source, target in texts:
        numbers = _numbers(source) | _numbers(target)
        new = {number: number + last for number in numbers}
        sources.append(_with_numbers(source, new))
        targets.append(_with_numbers(target, new))
        last += max(numbers, default=0)
    return " ".join(sources), " ".join(target for target in targets if target)


def _numbers(text: str) -> set[int]:
    return {int(match["number"]) for match in _TAG.finditer(text)}


def _with_numbers(text: str, new: Mapping[int, int]) -> str:
    return _TAG.sub(lambda tag: f"<{tag['close']}{new[int(tag['number'])]}{tag['single']}>", text)


def _heirs(before: str, after: str) -> dict[int, int]:
    """Return the number in `after` of each tag of `before` that is still there.

    Between two words that both sources have, tags of one shape are taken for each other where both have as many. Where
    other words stand there as well, one end of a pair alone proves nothing. No two tags have one heir.
    """
    ends = Counter(int(match["number"]) for match in _TAG.finditer(before))
    proofs: dict[int, Counter[int]] = defaultdict(Counter)
    for old, new, words in _gaps(before, after):
        for shape in old.keys() & new.keys():
            if len(old[shape]) == len(new[shape]):
                for one, other in zip(old[shape], new[shape], strict=True):
                    proofs[one][other] += 1 if words and ends[one] > 1 else _SURE
    sure = {one: next(iter(heirs)) for one, heirs in proofs.items() if len(heirs) == 1 and heirs.total() >= _SURE}
    claims = Counter(sure.values())
    return {one: heir for one, heir in sure.items() if claims[heir] == 1}


def _gaps(before: str, after: str) -> Iterator[tuple[dict[str, list[int]], dict[str, list[int]], bool]]:
    """Yield the tags of both texts between each two words that they share, by shape, and whether other words are there.

    Alignment: the longest common subsequence of words and marks.
    """
    from rapidfuzz.distance import LCSseq

    old, new = (list(_TOKEN.finditer(text)) for text in (before, after))
    old_words, new_words = ([place for place, token in enumerate(one) if not token["number"]] for one in (old, new))
    shared = [(-1, -1)]
    for code in LCSseq.opcodes([old[place][0] for place in old_words], [new[place][0] for place in new_words]):
        if code.tag == "equal":
            runs = old_words[code.src_start : code.src_end], new_words[code.dest_start : code.dest_end]
            shared += zip(*runs, strict=True)
    shared.append((len(old), len(new)))
    for (old_start, new_start), (old_end, new_end) in pairwise(shared):
        tokens = old[old_start + 1 : old_end], new[new_start + 1 : new_end]
        words = not all(token["number"] for gap in tokens for token in gap)
        yield _by_shape(tokens[0]), _by_shape(tokens[1]), words


def _by_shape(tokens: Sequence[re.Match[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for token in tokens:
        if token["number"]:
            found[f"{token['close']} {token['single']}"].append(int(token["number"]))
    return found
