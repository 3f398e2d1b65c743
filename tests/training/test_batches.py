"""Laws of encoded sources, mixtures and the learning rate."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.batches import END, START, Mixture, Rule, Source, pad, read_rules
from training.schedule import FLOOR, Schedule

if TYPE_CHECKING:
    from pathlib import Path

_SENTENCE = st.lists(st.integers(3, 999), min_size=1, max_size=30)


def write_source(path: Path, seed: int, count: int = 400) -> None:
    rng = np.random.default_rng(seed)
    lengths = [rng.integers(1, 40, count).astype(np.uint16) for _ in range(2)]
    pieces = [rng.integers(3, 999, int(side.sum())).astype(np.uint16) for side in lengths]
    np.savez(path, src=pieces[0], tgt=pieces[1], sl=lengths[0], tl=lengths[1])


@given(st.lists(st.tuples(_SENTENCE, _SENTENCE), min_size=1, max_size=9))
def test_a_batch_holds_every_pair_with_start_end_and_padding(rows: list[tuple[list[int], list[int]]]) -> None:
    batch = pad([left for left, _ in rows], [right for _, right in rows])
    assert batch.source.shape[1] % 8 == batch.target.shape[1] % 8 == 0
    for row, (left, right) in enumerate(rows):
        assert list(batch.source[row, : batch.lengths[row]]) == [*left, END]
        assert list(batch.target[row, : len(right) + 1]) == [START, *right]
        assert list(batch.wanted[row][batch.wanted[row] >= 0]) == [*right, END]


def test_an_epoch_takes_every_pair_once_and_the_next_one_in_another_order(tmp_path: Path) -> None:
    write_source(tmp_path / "one.npz", 1)
    source = Source(tmp_path / "one.npz")
    first = np.concatenate([source.take(37) for _ in range(10)] + [source.take(30)])
    second = source.take(400)
    assert sorted(first) == sorted(second) == list(range(400))
    assert list(first) != list(second)


def test_a_source_goes_on_where_a_checkpoint_left_it(tmp_path: Path) -> None:
    write_source(tmp_path / "one.npz", 1)
    source, resumed = Source(tmp_path / "one.npz"), Source(tmp_path / "one.npz")
    source.take(523)
    resumed.move_to(source.epoch, source.position)
    assert list(source.take(100)) == list(resumed.take(100))


def test_shares_of_target_pieces_follow_the_first_rule_that_matches(tmp_path: Path) -> None:
    for seed, name in enumerate(("news_a", "news_b", "law", "left_out")):
        write_source(tmp_path / f"{name}.npz", seed, 300 * (seed + 1))
    rules = (Rule("^news_", 3), Rule("left", 0), Rule(".", 1))
    mixture = Mixture(tmp_path.glob("*.npz"), rules, 512, 1)
    assert mixture.shares.keys() == {"news_a", "news_b", "law"}
    assert mixture.shares["law"] == pytest.approx(0.25)
    assert mixture.shares["news_b"] / mixture.shares["news_a"] == pytest.approx(2, rel=0.1)
    drawn: Counter[bool] = Counter()
    law = Source(tmp_path / "law.npz")
    own = {tuple(law.pieces(number, 1)) for number in range(law.count)}
    for batch in itertools.islice(mixture.batches(), 400):
        assert batch.wanted.size <= 512 or len(batch.wanted) == 1
        for row in batch.wanted:
            target = tuple(row[row >= 0][:-1])
            drawn[target in own] += len(target)
    assert drawn[True] / drawn.total() == pytest.approx(0.25, abs=0.05)


def test_a_mixture_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no encoded source"):
        Mixture(tmp_path.glob("*.npz"), (Rule(".", 1),), 512, 1)


def test_the_mixture_of_the_bundled_model_adds_up() -> None:
    from pathlib import Path

    import training

    rules = read_rules(Path(training.__file__).parent / "mixture.json")
    assert sum(rule.share for rule in rules) == pytest.approx(1.0)
    assert rules[-1].pattern == "."


@given(
    st.floats(1, 1e5), st.floats(0, 1), st.integers(1, 500), st.floats(0, 2), st.integers(0, 1000)
)  # fmt: skip
def test_the_rate_rises_stays_and_falls(budget: float, part: float, warmup: int, at: float, updates: int) -> None:
    schedule = Schedule(budget, part * budget, warmup)
    assert 0 < schedule.multiplier(at * budget, updates) <= 1
    assert schedule.multiplier(0.0, warmup) == pytest.approx(1.0)
    later, sooner = (schedule.multiplier(share * budget, warmup) for share in (max(at, 0.5), 0.5))
    assert later <= sooner
    if part > 0.01:
        assert schedule.multiplier(budget, warmup) == pytest.approx(FLOOR)
