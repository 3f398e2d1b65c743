"""Laws of the outputs that are kept for a source, and of the file that holds them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("sacrebleu")

from training.candidates import Ranked, by_placeholders, load_ranked, pick, save_ranked, without_length

if TYPE_CHECKING:
    from pathlib import Path

_PIECES = st.lists(st.integers(3, 15_999), min_size=1, max_size=9)
_COST = st.floats(0, 2.5, width=32)


@st.composite
def _ranked(draw: st.DrawFn) -> Ranked:
    outputs = draw(st.lists(_PIECES, min_size=2, max_size=5))
    return Ranked(draw(_PIECES), outputs, [draw(_COST) for _ in outputs])


@given(st.lists(st.tuples(st.sampled_from(["", "a", "b", "c", "d"]), _COST), max_size=9), st.integers(3, 6))
def test_the_likeliest_the_cheapest_and_the_dearest_are_kept_each_once(
    rows: list[tuple[str, float]], most: int
) -> None:
    outputs, costs = [output for output, _ in rows], [cost for _, cost in rows]
    places = pick(outputs, costs, most)
    kept = [outputs[place] for place in places]
    assert places == sorted(places)
    assert len(kept) == len(set(kept)) == min(most, len(set(outputs) - {""}))
    assert "" not in kept
    different = {place for place, output in enumerate(outputs) if output and output not in outputs[:place]}
    if different:
        assert min(different) in places
        for extreme in (min, max):
            assert extreme(costs[place] for place in different) in {costs[place] for place in places}


@given(ranked=st.lists(_ranked(), min_size=1, max_size=6))
def test_a_file_gives_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, ranked: list[Ranked]) -> None:
    path: Path = tmp_path_factory.mktemp("ranked") / "ranked.npz"
    save_ranked(ranked, path)
    read = load_ranked(path)
    for one, other in itertools.zip_longest(ranked, read):
        assert (one.source, one.outputs, one.costs) == (other.source, other.outputs, other.costs)


@given(st.lists(_ranked(), min_size=1, max_size=6))
def test_length_as_such_no_longer_sways_the_costs(ranked: list[Ranked]) -> None:
    neutral = without_length(ranked)
    pull = 0.0
    for one, before in zip(neutral, ranked, strict=True):
        assert (one.source, one.outputs) == (before.source, before.outputs)
        assert np.mean(one.costs) == pytest.approx(np.mean(before.costs), abs=1e-6)
        lengths = np.array([len(output) for output in one.outputs])
        pull += float((lengths / lengths.mean() - 1) @ np.array(one.costs))
        if len(set(lengths)) == 1:
            assert one.costs == pytest.approx(before.costs)
    assert pull == pytest.approx(0, abs=1e-6)


@given(
    st.lists(st.integers(3, 9), min_size=1, max_size=6),
    st.lists(st.lists(st.integers(3, 9), min_size=1, max_size=6), min_size=2, max_size=5),
)
def test_only_whether_the_placeholders_came_through_costs(source: list[int], outputs: list[list[int]]) -> None:
    whole = [sorted(p for p in output if p < 6) == sorted(p for p in source if p < 6) for output in outputs]
    chosen = by_placeholders([Ranked(source, outputs, [0.5] * len(outputs))], {3, 4, 5})
    if len(set(whole)) == 1:
        assert chosen == []
    else:
        assert [(one.source, one.outputs) for one in chosen] == [(source, outputs)]
        assert chosen[0].costs == [0.0 if carried else 1.0 for carried in whole]
