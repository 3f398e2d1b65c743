# ruff: noqa: E402  # nothing here can be imported without PyTorch
"""The model, its loss, its optimiser and its export; these need PyTorch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

torch = pytest.importorskip("torch")
import numpy as np
import sentencepiece as spm

from training.batches import Batch, pad
from training.checkpoints import Checkpoint, average_checkpoints, load_checkpoint, restore_model, save_checkpoint
from training.compute import Compute, choose_compute
from training.decoding import Package
from training.evaluate import mask_sentences, measure_placeholders
from training.export import Release, pack, write_package
from training.finetune import read_segments, refuse_evaluation
from training.grow import deepen
from training.loss import summed_loss
from training.model import Shape, Transformer
from training.optimiser import Rates, orthogonalise
from training.pairs import Pair
from training.schedule import Schedule
from training.trainer import Trainer, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SHAPE = Shape(d=32, ffn=64, heads=2, enc=2, dec=1, vocab=192, pieces=150)
_CPU = Compute(torch.device("cpu"), torch.float32)


def make_batch(seed: int) -> Batch:
    rng = np.random.default_rng(seed)
    sides = [[list(rng.integers(3, 150, rng.integers(1, 12))) for _ in range(9)] for _ in range(2)]
    return pad(*sides)


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> Iterator[None]:
    """Models as small as these only wait for one another's threads."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.parametrize("weight", [None, 3.0])
def test_the_fused_loss_is_cross_entropy_and_its_gradient_is_the_smoothed_one(weight: float | None) -> None:
    torch.manual_seed(0)
    model = Transformer(_SHAPE)
    source, lengths, target, wanted = (torch.from_numpy(part) for part in make_batch(1))
    states = model(source, lengths, target).detach()
    gradients = []
    emphasis = torch.ones(_SHAPE.vocab)
    emphasis[3:90] = weight or 1.0
    for fused in (True, False):
        hidden = states.clone().requires_grad_()
        model.zero_grad()
        if fused:
            loss, count = summed_loss(model, hidden, wanted, 0.1, None if weight is None else emphasis)
            plain = torch.nn.functional.cross_entropy(
                (states @ model.emb.weight.t()).flatten(0, 1), wanted.flatten(), ignore_index=-1, reduction="sum"
            )
            assert float(loss.detach()) == pytest.approx(float(plain.detach()), rel=1e-4)
            assert count == int((wanted >= 0).sum())
        else:
            scores = hidden @ model.emb.weight.t()
            rows = torch.nn.functional.cross_entropy(
                scores.flatten(0, 1), wanted.flatten(), ignore_index=-1, reduction="none", label_smoothing=0.1
            )
            loss = (rows * emphasis[wanted.flatten().clamp(min=0)]).sum()
        loss.backward()
        gradients.append((hidden.grad, model.emb.weight.grad.clone()))
    for one, other in zip(*gradients, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("layers", [3, 4, 5])
def test_a_deepened_model_computes_the_same_and_every_new_weight_learns(layers: int, tmp_path: Path) -> None:
    torch.manual_seed(3)
    before = Trainer(None, _SHAPE, Rates(), _CPU)
    for seed in range(5):
        before.update(make_batch(seed), 1.0, 0.1)
    start = Checkpoint(_SHAPE, before.optimiser.state(), before.average, before.step, before.tokens)
    grown = deepen(start, layers)
    save_checkpoint(grown, tmp_path / "grown.pt")
    after = Trainer(load_checkpoint(tmp_path / "grown.pt"), grown.shape, Rates(), _CPU)
    source, lengths, target, _ = (torch.from_numpy(part) for part in make_batch(9))
    with torch.no_grad():
        torch.testing.assert_close(after.model(source, lengths, target), before.model(source, lengths, target))
        averaged = [restore_model(checkpoint)(source, lengths, target) for checkpoint in (grown, start)]
        torch.testing.assert_close(*averaged)
    assert len(after.model.enc) == layers
    for seed in range(3):  # the first update moves the zeros alone, what stands before them moves from the second on
        after.update(make_batch(seed), 1.0, 0.1)
    assert all(not torch.equal(weight, grown.master[name]) for name, weight in after.optimiser.master.items())


def test_a_model_is_not_made_shallower() -> None:
    trainer = Trainer(None, _SHAPE, Rates(), _CPU)
    with pytest.raises(ValueError, match="2 layers already"):
        deepen(Checkpoint(_SHAPE, trainer.optimiser.state(), trainer.average), _SHAPE.enc)


@pytest.mark.parametrize("size", [(32, 32), (64, 32), (32, 96)])
def test_orthogonalised_matrices_have_singular_values_near_one(size: tuple[int, int]) -> None:
    torch.manual_seed(0)
    matrices = torch.randn(3, *size)
    out = orthogonalise(matrices)
    values = torch.linalg.svdvals(out)
    assert float(values.max()) < 1.3
    assert float(values.median()) > 0.6
    # the singular vectors stay: the product with the original is symmetric and positive
    product = out.transpose(-1, -2) @ matrices if size[0] >= size[1] else out @ matrices.transpose(-1, -2)
    torch.testing.assert_close(product, product.transpose(-1, -2), rtol=1e-3, atol=1e-3)


def test_padding_changes_nothing() -> None:
    torch.manual_seed(0)
    model = Transformer(_SHAPE).eval()
    short, long = [5, 6, 7], [9] * 20
    alone, together = pad([short], [short]), pad([short, long], [short, long])
    with torch.no_grad():
        one, both = (
            model(*(torch.from_numpy(part) for part in (batch.source, batch.lengths, batch.target)))
            for batch in (alone, together)
        )
    torch.testing.assert_close(one[0, :4], both[0, :4], rtol=1e-4, atol=1e-5)


def test_a_run_continued_from_a_checkpoint_is_the_run_itself(tmp_path: Path) -> None:
    torch.manual_seed(0)
    batches = [make_batch(seed) for seed in range(8)]
    whole = Trainer(None, _SHAPE, Rates(), _CPU)
    losses = [whole.update(batch, 1.0, 0.1)[0] for batch in batches[:4]]

    class Sources:
        sources = ()

    save_checkpoint(whole.checkpoint(Sources()), tmp_path / "last.pt")  # type: ignore[arg-type]
    again = Trainer(load_checkpoint(tmp_path / "last.pt"), _SHAPE, Rates(), _CPU)
    for batch in batches[4:]:
        losses.append(whole.update(batch, 1.0, 0.1)[0])
        again.update(batch, 1.0, 0.1)
    assert again.step == whole.step == 8
    for name, weight in whole.optimiser.master.items():
        assert torch.equal(weight, again.optimiser.master[name])
        assert torch.equal(whole.average[name], again.average[name])
    losses += [whole.update(batches[0], 1.0, 0.1)[0] for _ in range(12)]
    assert losses[-1] < losses[0]


def test_checkpoints_average_their_averages() -> None:
    torch.manual_seed(0)
    one = Trainer(None, _SHAPE, Rates(), _CPU)
    other = Trainer(None, _SHAPE, Rates(), _CPU)
    states = [Checkpoint(_SHAPE, t.optimiser.state(), t.average) for t in (one, other)]
    mean = average_checkpoints(states).average
    torch.testing.assert_close(mean["emb.weight"], (one.average["emb.weight"] + other.average["emb.weight"]) / 2)
    with_dropout = replace(states[0], shape=replace(_SHAPE, dropout=0.1))
    assert average_checkpoints([with_dropout, states[1]]).average.keys() == mean.keys()
    for unfit in ([], [states[0], Checkpoint(replace(_SHAPE, d=64), {}, {})]):
        with pytest.raises(ValueError, match="one shape"):
            average_checkpoints(unfit)


def test_the_exported_package_translates_as_the_model_does(tmp_path: Path, vocabulary: Path) -> None:
    pieces = spm.SentencePieceProcessor(model_file=str(vocabulary))
    count = pieces.get_piece_size()
    torch.manual_seed(3)
    trainer = Trainer(None, replace(_SHAPE, pieces=count, vocab=(count + 63) // 64 * 64), Rates(), _CPU)
    texts = ["le moteur ｟3｠", "trois vanne", "une fusée quatre équipage", "la vanne ｟0｠ et ｟1｠"]
    batch = pad(pieces.encode(texts), pieces.encode(texts))
    trainer.average_decay = 0.5
    for _ in range(150):
        trainer.update(batch, 1.0, 0.1)
    checkpoint = Checkpoint(trainer.model.shape, trainer.optimiser.state(), trainer.average)
    folder = write_package(checkpoint, vocabulary, tmp_path, Release("7.1", quantization="none"))
    package = Package(folder, beam=1, threads=1)
    model = restore_model(checkpoint)
    decoded = package.translate(texts).targets
    assert list(decoded) == [_decode(model, pieces, text) for text in texts]
    assert list(decoded) == texts
    archive = pack(folder)
    assert archive.name == "translate-fr_en-7.1.argosmodel"
    assert pack(folder).read_bytes() == archive.read_bytes()
    likeliest, best = measure_placeholders(package, [texts[0], "le moteur ｟3｠ et ｟5｠"])
    assert (likeliest.sentences, likeliest.count) == (best.sentences, best.count) == (2, 3)
    assert 1 / 2 <= likeliest.whole <= best.whole
    assert 1 / 3 <= likeliest.kept <= best.kept
    assert package.translate_variously(texts, 3)[0][0] == texts[0]


def test_placeholders_are_counted_by_the_sentence() -> None:
    text = "Le ｟0｠ décolle [retard de ｟1｠ h. Voir plus bas.] M. ｟2｠ attend. Il pleut."
    masked = mask_sentences([Pair(text, text), Pair("Il pleut à Korolev.", "It rains in Korolev.")], None, 9)
    assert "Il pleut." not in masked
    assert sum(sentence.count("｟") for sentence in masked) == 4
    assert masked[-1].startswith("Il pleut à ｟")
    assert len(masked) > 2
    assert len(mask_sentences([Pair(text, text)], None, 1)) == 1


def _decode(model: Transformer, pieces: spm.SentencePieceProcessor, text: str) -> str:
    with torch.no_grad():
        source = torch.tensor([[*pieces.encode(text), 2]])
        memory, mask = model.encode(source, torch.tensor([source.shape[1]]))
        target = [1]
        while len(target) < 200:
            scores = model.decode(torch.tensor([target]), memory, mask)[0, -1] @ model.emb.weight.t()
            best = int(scores.argmax())
            if best == 2:
                break
            target.append(best)
    decoded: str = pieces.decode(target[1:])
    return decoded.strip()


def test_the_machine_is_measured_and_an_absent_device_refused() -> None:
    compute = choose_compute("cpu", "auto", torch.get_num_threads())
    assert compute.device.type == "cpu"
    assert compute.precision in {torch.float32, torch.bfloat16}
    if not torch.cuda.is_available():
        with pytest.raises(RuntimeError, match="no CUDA device"):
            choose_compute("cuda", "auto", torch.get_num_threads())


def test_fine_tuning_refuses_evaluation_text_and_too_little(tmp_path: Path) -> None:
    segments = tmp_path / "segments.tsv"
    segments.write_text("".join(f"Le segment numéro {n}.\tSegment number {n}.\n" for n in range(40)), "utf-8")
    pairs = read_segments(segments, "fr", "en")
    assert len(pairs) == 40
    measured = tmp_path / "dev.fr"
    measured.write_text("Le segment numéro 21 !\n", "utf-8")
    refuse_evaluation(pairs[:20], [measured])
    with pytest.raises(ValueError, match="1 of the segments are evaluation text"):
        refuse_evaluation(pairs, [measured])
    segments.write_text("Un.\tOne.\n", "utf-8")
    with pytest.raises(ValueError, match="too few"):
        read_segments(segments, "fr", "en")


def test_a_run_from_nothing_does_not_overwrite_a_longer_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from training import train

    (tmp_path / "last.pt").write_bytes(b"hours of work")
    arguments = ["train", "--data", str(tmp_path), "--vocabulary", "spm.model", "--checkpoints", str(tmp_path)]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(SystemExit, match="--resume"):
        train.main()
    assert (tmp_path / "last.pt").read_bytes() == b"hours of work"


def test_a_run_of_so_many_updates_ends_after_them(tmp_path: Path) -> None:
    class Endless:
        """A mixture of one batch without end."""

        sources = ()

        def batches(self) -> Iterator[Batch]:
            while True:
                yield make_batch(3)

    torch.manual_seed(0)
    trainer = Trainer(None, _SHAPE, Rates(), _CPU)
    run(trainer, Endless(), tmp_path, Schedule(budget=600, decay=0, warmup=1), most=3)  # type: ignore[arg-type]
    assert trainer.step == 3
    assert load_checkpoint(tmp_path / "final.pt").step == 3
