"""Batches for several callers: each source once, nothing padded, and leftovers filled up with what others have."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from translate.engine.pool import Pool, Waiting

CALLS = st.lists(st.tuples(st.sampled_from("ab"), st.lists(st.integers(0, 6), max_size=12)), max_size=4)


def fill(pool: Pool[str], calls: list[tuple[str, list[int]]]) -> dict[int, tuple[str, list[int]]]:
    """Put in the sources of callers, given by kind and lengths; return these by the callers' numbers."""
    return {pool.enter(kind, [("x",) * length for length in lengths]): (kind, lengths) for kind, lengths in calls}


def drain(pool: Pool[str]) -> list[tuple[str, list[Waiting]]]:
    batches = []
    while (batch := pool.cut()) is not None:
        batches.append(batch)
    return batches


@given(calls=CALLS, limit=st.integers(1, 20))
def test_batches_hold_every_source_once_and_need_no_padding(calls: list[tuple[str, list[int]]], limit: int) -> None:
    pool = Pool[str](lambda _, length: max(1, limit // max(1, length)))
    callers = fill(pool, calls)
    batches = drain(pool)
    cut = [(one.caller, one.number) for _, batch in batches for one in batch]
    assert sorted(cut) == sorted((caller, n) for caller, (_, lengths) in callers.items() for n in range(len(lengths)))
    for kind, batch in batches:
        (length,) = {len(one.tokens) for one in batch}
        assert len(batch) == 1 or len(batch) * length <= limit
        for one in batch:
            assert callers[one.caller][0] == kind
            assert callers[one.caller][1][one.number] == length


@given(calls=CALLS, room=st.integers(1, 5))
def test_there_are_no_more_batches_than_all_sources_need_together(
    calls: list[tuple[str, list[int]]], room: int
) -> None:
    pool = Pool[str](lambda *_: room)
    fill(pool, calls)
    together: dict[tuple[str, int], int] = {}
    for kind, lengths in calls:
        for length in lengths:
            together[kind, length] = together.get((kind, length), 0) + 1
    assert len(drain(pool)) == sum(-(-count // room) for count in together.values())


@given(calls=CALLS, room=st.integers(1, 5), data=st.data())
@settings(max_examples=50)
def test_a_caller_that_leaves_takes_its_sources_along_and_no_others(
    calls: list[tuple[str, list[int]]], room: int, data: st.DataObject
) -> None:
    pool = Pool[str](lambda *_: room)
    callers = fill(pool, calls)
    for _ in range(data.draw(st.integers(0, 3))):
        pool.cut()
    gone = data.draw(st.sets(st.sampled_from(sorted(callers)))) if callers else set()
    for caller in sorted(gone):
        pool.leave(caller)
    assert {one.caller for _, batch in drain(pool) for one in batch} <= callers.keys() - gone


def test_the_caller_that_is_nearly_done_is_served_first_and_others_fill_its_batches() -> None:
    pool = Pool[str](lambda *_: 3)
    callers = list(fill(pool, [("a", [5, 5, 5, 5, 9]), ("a", [5])]))
    kind, batch = pool.cut() or ("", [])
    assert (kind, [one.caller for one in batch]) == ("a", [callers[1], callers[0], callers[0]])
