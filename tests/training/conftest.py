"""A small vocabulary for the tests of training."""

from __future__ import annotations

import io
import random
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# The source distribution holds the tests but not the folder that these are about.
collect_ignore_glob = [] if find_spec("training") else ["test_*.py"]

_WORDS = [
    "le",
    "la",
    "un",
    "une",
    "moteur",
    "vanne",
    "équipage",
    "fusée",
    "valve",
    "engine",
    "crew",
    "rocket",
    "the",
    "a",
]


@pytest.fixture(scope="session")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Learn a vocabulary of single letters and a few words, with the placeholders in it."""
    import sentencepiece as spm

    from training.masking import PLACEHOLDERS

    rng = random.Random(1)
    written = io.BytesIO()
    letters = " ".join("abcdefghijklmnopqrstuvwxyzéèàçABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?'’\"«»()[]-")
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter([letters, *(" ".join(rng.choices(_WORDS, k=6)) for _ in range(300))]),
        model_writer=written,
        vocab_size=150,
        hard_vocab_limit=False,
        byte_fallback=False,
        character_coverage=1.0,
        user_defined_symbols=list(PLACEHOLDERS),
        unk_id=0,
        bos_id=1,
        eos_id=2,
        pad_id=-1,
        minloglevel=2,
    )
    path: Path = tmp_path_factory.mktemp("vocabulary") / "spm.model"
    path.write_bytes(written.getvalue())
    return path
