# ruff: noqa: E402  # nothing here can be imported without PyTorch
"""Minimum risk training: its gradient, its batches, and what it does to a model. These need PyTorch."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("sacrebleu")
import numpy as np
import sentencepiece as spm
from hypothesis import given
from hypothesis import strategies as st

from training import candidates, refine
from training.batches import pad
from training.candidates import Ranked, load_ranked
from training.checkpoints import Checkpoint, load_checkpoint, save_checkpoint
from training.compute import Compute
from training.export import Release, write_package
from training.model import Shape, Transformer
from training.optimiser import Rates
from training.refine import RiskTrainer
from training.risk import RankedBatch, ranked_batches, summed_risk
from training.trainer import Trainer

if TYPE_CHECKING:
    from pathlib import Path

_SHAPE = Shape(d=32, ffn=64, heads=2, enc=2, dec=1, vocab=192, pieces=150)
_CPU = Compute(torch.device("cpu"), torch.float32)


def make_ranked(seed: int, count: int) -> list[Ranked]:
    rng = np.random.default_rng(seed)

    def draw() -> list[int]:
        return [int(piece) for piece in rng.integers(3, 150, rng.integers(1, 12))]

    ranked = []
    for _ in range(count):
        outputs = [draw() for _ in range(rng.integers(2, 6))]
        ranked.append(Ranked(draw(), outputs, [round(float(rng.random()), 3) for _ in outputs]))
    return ranked


def scores_of(model: Transformer, batch: RankedBatch) -> torch.Tensor:
    """Return the scores by which a beam search with a length penalty of 0.2 ranks the batch's outputs."""
    source, lengths, target, wanted = (torch.from_numpy(part) for part in batch.texts)
    memory, mask = model.encode(source, lengths)
    memory = memory.repeat_interleave(batch.counts, 0)
    mask = None if mask is None else mask.repeat_interleave(batch.counts, 0)
    chances = torch.log_softmax(model.decode(target, memory, mask) @ model.emb.weight.t(), -1)
    real = wanted >= 0
    logs = chances.gather(2, wanted.clamp(min=0)[..., None])[..., 0] * real
    out: torch.Tensor = logs.sum(1) / real.sum(1) ** 0.2
    return out


@pytest.mark.parametrize("sharpness", [0.5, 3.0])
def test_the_risk_is_the_mean_cost_by_the_beams_scores_and_so_is_its_gradient(sharpness: float) -> None:
    torch.manual_seed(0)
    model = Transformer(_SHAPE)
    batch = next(ranked_batches(make_ranked(1, 7), 10_000, 0))
    scores = scores_of(model, batch)
    groups = zip(scores.split(batch.counts.tolist()), batch.costs.split(batch.counts.tolist()), strict=True)
    plain = torch.stack([(torch.softmax(sharpness * one, 0) * costs).sum() for one, costs in groups]).sum()
    plain.backward()
    wanted = {name: parameter.grad.clone() for name, parameter in model.named_parameters()}
    model.zero_grad()
    risk = summed_risk(model, batch, sharpness)
    assert risk.item() == pytest.approx(plain.item(), rel=1e-5)
    (2 * risk).backward()
    for name, parameter in model.named_parameters():
        torch.testing.assert_close(parameter.grad, 2 * wanted[name], rtol=1e-3, atol=1e-6)


@given(st.integers(0, 99), st.integers(1, 30), st.integers(8, 400))
def test_a_round_of_batches_holds_every_source_once_with_its_outputs_and_costs(
    seed: int, count: int, size: int
) -> None:
    ranked = make_ranked(seed, count)
    batches = ranked_batches(ranked, size, seed)
    seen: Counter[str] = Counter()
    while sum(seen.values()) < count:
        batch = next(batches)
        rows = itertools.accumulate([0, *batch.counts.tolist()])
        for number, (start, end) in enumerate(itertools.pairwise(rows)):
            source = batch.texts.source[number, : batch.texts.lengths[number] - 1].tolist()
            outputs = [row[row >= 0][:-1].tolist() for row in batch.texts.wanted[start:end]]
            costs = [round(float(cost), 3) for cost in batch.costs[start:end]]
            seen[repr(Ranked(source, outputs, costs))] += 1
        assert len(batch.counts) == 1 or (batch.texts.wanted >= 0).sum() <= size
    assert seen == Counter(map(repr, ranked))


def test_the_cheapest_output_becomes_the_one_that_the_beam_ranks_first() -> None:
    torch.manual_seed(0)
    # of one length: from a model that knows nothing, the softmax of others' scores leaves no gradient
    outputs = [[[10 * n + k, 90, 91 + n] for k in range(4)] for n in range(1, 7)]
    ranked = [Ranked([20 + n, 30], four, [1.0, 1.0, 1.0, 0.0]) for n, four in enumerate(outputs, start=1)]
    held = next(ranked_batches(ranked, 10_000, 0))
    trainer = RiskTrainer(
        None, _SHAPE, Rates(), _CPU, ranked=ranked_batches(ranked, 10_000, 1), weight=20.0, sharpness=1.0
    )
    known = pad([[5, 6]], [[7, 8]])
    before = summed_risk(trainer.model, held, 1.0).item()
    for _ in range(40):
        trainer.update(known, 0.5, 0.1)
    assert summed_risk(trainer.model, held, 1.0).item() < before / 2
    for scores, costs in zip(
        scores_of(trainer.model, held).split(held.counts.tolist()),
        held.costs.split(held.counts.tolist()),
        strict=True,
    ):
        assert int(scores.argmax()) == int(costs.argmin())
    assert trainer.remark().startswith(", risk 0.")


def test_a_package_ranks_its_outputs_and_its_checkpoint_is_refined_on_them(
    tmp_path: Path, vocabulary: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pieces = spm.SentencePieceProcessor(model_file=str(vocabulary))
    count = pieces.get_piece_size()
    torch.manual_seed(3)
    trainer = Trainer(None, replace(_SHAPE, pieces=count, vocab=(count + 63) // 64 * 64), Rates(), _CPU)
    texts = ["le moteur ｟3｠", "trois vanne", "une fusée quatre équipage", "la vanne ｟0｠ et ｟1｠"]
    encoded = pieces.encode(texts)
    for _ in range(40):
        trainer.update(pad(encoded, encoded), 1.0, 0.1)
    start = Checkpoint(trainer.model.shape, trainer.optimiser.state(), trainer.average, 40, 1000)
    save_checkpoint(start, tmp_path / "start.pt")
    package = write_package(start, vocabulary, tmp_path / "package", Release("7.1", quantization="none"))
    lengths = np.array([len(one) for one in encoded], np.uint16)
    flat = np.array([piece for one in encoded for piece in one], np.uint16)
    (tmp_path / "data").mkdir()
    np.savez(tmp_path / "data" / "own.npz", src=flat, tgt=flat, sl=lengths, tl=lengths)
    (tmp_path / "mixture.json").write_text('[[".", 1]]', "utf-8")
    shared = ["--data", str(tmp_path / "data"), "--mixture", str(tmp_path / "mixture.json"), "--threads", "1"]
    ranked = str(tmp_path / "ranked.npz")
    monkeypatch.setattr(candidates, "_CHUNK", 8)
    asked = ["candidates", "--package", str(package), "--out", ranked, "--minutes", "0.002", "--share", "1", *shared]
    monkeypatch.setattr("sys.argv", asked)
    candidates.main()
    read = load_ranked(tmp_path / "ranked.npz")
    assert read
    for one in read:
        assert one.source in encoded
        assert len({tuple(output) for output in one.outputs}) == len(one.costs) <= 5
    out = tmp_path / "refined"
    asked = ["refine", "--checkpoint", str(tmp_path / "start.pt"), "--candidates", ranked, "--checkpoints", str(out)]
    asked += ["--vocabulary", str(vocabulary), "--decay-only", "5", "--updates", "4", "--log-every", "2", *shared]
    monkeypatch.setattr("sys.argv", [*asked, "--device", "cpu", "--precision", "float32"])
    refine.main()
    refined = load_checkpoint(out / "final.pt")
    assert (refined.step, refined.shape) == (44, replace(start.shape, dropout=0.0))
    assert not torch.equal(refined.average["emb.weight"], start.average["emb.weight"])
    assert capsys.readouterr().out.count("risk ") == 2
    (out / "last.pt").write_bytes(b"hours of work")
    with pytest.raises(SystemExit, match="overwritten"):
        refine.main()
