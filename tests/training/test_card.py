# ruff: noqa: E402  # checkpoints cannot be imported without PyTorch
"""The README of a package says what was measured and what people remarked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

torch = pytest.importorskip("torch")

from training.card import describe
from training.checkpoints import Checkpoint
from training.masking import PLACEHOLDERS
from training.model import Shape

if TYPE_CHECKING:
    from pathlib import Path

_REPORT = {
    "signatures": "BLEU nrefs:1",
    "sets": [{"name": "dev", "sentences": 997, "bleu": 33.66, "chrf": 59.79, "ter": 51.4, "seconds_per_1000_words": 1}],
    "placeholders": {"sentences": 2000, "count": 3224, "kept": 0.987, "whole": 0.98},
    "placeholders, best of 12": {"sentences": 2000, "count": 3224, "kept": 0.997, "whole": 0.996},
    "inline terms": {"sentences": 100, "count": 114, "kept": 0.956, "whole": 0.95},
}


def test_the_readme_holds_the_figures_and_each_remark_in_its_section(tmp_path: Path) -> None:
    checkpoint = Checkpoint(Shape(), {}, {"emb.weight": torch.zeros(16000, 256)}, 12, 3_400_000)
    (tmp_path / "scores.json").write_text(json.dumps(_REPORT), "utf-8")
    remarks = tmp_path / "remarks"
    remarks.mkdir()
    (remarks / "limits.md").write_text("### Read through\n\nRare words are guessed.\n", "utf-8")
    shown = describe(checkpoint, PLACEHOLDERS, None, tmp_path, tmp_path / "scores.json", remarks)
    assert "4.1 million parameters" in shown
    assert "| dev | 997 | 33.7 | 59.8 | 51.4 |" in shown
    assert "Of 3,224 placeholders in 2,000 sentences 98.7% came out once; 98.0% of the sentences" in shown
    assert "In the best of 12 outputs 99.6% of the sentences did." in shown
    assert "Of 114 English terms that stood in the French 95.6% were copied." in shown
    assert shown.index("## What it cannot do") < shown.index("Rare words are guessed.") < shown.index("## Licence")
    (remarks / "scores.md").write_text("Other systems score more.", "utf-8")
    more = describe(checkpoint, PLACEHOLDERS, None, tmp_path, tmp_path / "scores.json", remarks)
    assert more.replace("\nOther systems score more.\n", "") == shown
    assert more.index("## What it scores") < more.index("Other systems") < more.index("## What it cannot do")
    bare = describe(checkpoint, PLACEHOLDERS, None, tmp_path, None)
    assert "What it scores" not in bare
    assert "\n\n\n" not in shown + more + bare
