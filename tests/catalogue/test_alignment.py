"""The sequences under a merge are the longest and the heaviest that there are."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from translate.catalogue.alignment import Match, heaviest_chain, increasing


@given(st.lists(st.integers(0, 50), unique=True))
def test_the_longest_increasing_subsequence_is_increasing_and_longest(values: list[int]) -> None:
    found = [values[index] for index in increasing(values)]

    assert found == sorted(found)
    lengths = []
    for index, value in enumerate(values):
        lengths.append(1 + max((lengths[i] for i in range(index) if values[i] < value), default=0))
    assert len(found) == max(lengths, default=0)


spans = st.tuples(st.integers(0, 6), st.integers(1, 2)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(st.builds(Match, spans, spans, st.integers(1, 100)), max_size=7))
def test_the_heaviest_chain_is_as_heavy_as_the_best_of_all_chains(matches: list[Match]) -> None:
    def heaviest(rest: list[Match], old: int, new: int) -> int:
        fits = [match for match in rest if match.old[0] >= old and match.new[0] >= new]
        return max((m.weight + heaviest(fits, m.old[1], m.new[1]) for m in fits), default=0)

    chain = heaviest_chain(matches)

    assert sum(match.weight for match in chain) == heaviest(matches, 0, 0)
    for one, two in pairwise(chain):
        assert one.old[1] <= two.old[0]
        assert one.new[1] <= two.new[0]
