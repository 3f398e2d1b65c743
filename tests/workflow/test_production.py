"""What groups of articles that are translated at once have in common: the counts, and the time that went by."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.workflow.production import Tally

SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(sorted), min_size=1, max_size=6)


@given(groups=st.lists(st.lists(st.integers(0, 5), max_size=5), max_size=5))
def test_every_request_is_counted_once_whichever_thread_finishes_it(groups: list[list[int]]) -> None:
    told: list[tuple[int, int]] = []
    tally = Tally(lambda done, known: told.append((done, known)))

    def work(counts: list[int]) -> None:
        for count in counts:
            tally.advance(count)

    for counts in groups:
        tally.expect(sum(counts))
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, groups))
    total = sum(map(sum, groups))
    assert told == sorted(told)
    assert not told or told[-1] == (total, total)


@given(spans=SPANS)
def test_the_seconds_of_groups_add_up_to_the_time_in_which_one_was_at_work(spans: list[list[int]]) -> None:
    tally = Tally(None)
    with pytest.MonkeyPatch.context() as patch:
        seconds = []
        for start, end in sorted(spans, key=lambda span: span[1]):
            patch.setattr(time, "perf_counter", lambda now=end: float(now))
            seconds.append(tally.end(float(start)))
    assert all(one >= 0 for one in seconds)
    # Ended in turn, each group has what is left of its time when that of the groups before it is taken off.
    covered = {tick for start, end in spans for tick in range(start, end)}
    assert sum(seconds) <= len(covered)
    if len(spans) == 1:
        assert sum(seconds) == len(covered)
