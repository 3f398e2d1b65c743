"""From files of pairs to encoded sources, by the command itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
import sentencepiece as spm

from training.batches import Source
from training.prepare import main

if TYPE_CHECKING:
    from pathlib import Path

_NUMBERS = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]


def sentences(kind: str, count: int) -> list[tuple[str, str]]:
    """Return different pairs with a name, a figure and a term in each."""
    return [
        (
            f"Le {kind} {_NUMBERS[n % 10]} de Korolev vérifie {n} vannes, dit l'équipage.",
            f"The {kind} {n % 10} of Korolev checks {n} valves, the crew says.",
        )
        for n in range(1, count + 1)
    ]


def write(path: Path, rows: list[tuple[str, str]]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{french}\t{english}\n" for french, english in rows), "utf-8")


@pytest.fixture
def folders(tmp_path: Path, vocabulary: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path / "corpus" / "manuals.tsv", sentences("moteur", 60))
    write(tmp_path / "written" / "news.tsv", sentences("robot", 60))
    (tmp_path / "dev.fr").write_text("LE MOTEUR TROIS DE KOROLEV VERIFIE\n" + sentences("moteur", 7)[6][0], "utf-8")
    monkeypatch.setattr(
        sys,
        "argv",
        [
            "prepare", "--corpus", str(tmp_path / "corpus"), "--written", str(tmp_path / "written"),
            "--vocabulary", str(vocabulary), "--out", str(tmp_path / "data"), "--glossary", str(tmp_path / "none.csv"),
            "--exclude", str(tmp_path / "dev.fr"), "--copies", "written=3",
            "--placeholders", "0.5", "--tags", "0", "--inline", "0", "--style", "0",
        ],
    )  # fmt: skip
    return tmp_path


def decoded(path: Path, vocabulary: Path, side: int) -> list[str]:
    pieces = spm.SentencePieceProcessor(model_file=str(vocabulary))
    source = Source(path)
    return [pieces.decode([int(piece) for piece in source.pieces(number, side)]) for number in range(source.count)]


def test_nothing_held_out_and_nothing_measured_on_is_encoded(folders: Path, vocabulary: Path) -> None:
    main()
    held_out = (folders / "data" / "held-out.tsv").read_text("utf-8").splitlines()
    assert [line.split("\t")[1] for line in held_out] == [
        english for n, (_, english) in enumerate(sentences("robot", 60), start=1) if n % 14 == 0
    ]
    news = decoded(folders / "data" / "written_news.npz", vocabulary, 0)
    assert len(news) == 3 * (60 - 4)
    assert {french for french, _ in sentences("robot", 60)} & set(news)
    assert not {line.split("\t")[0] for line in held_out} & set(news)
    assert not any(f" {number} vannes" in sentence for sentence in news for number in (14, 28, 42, 56))
    manuals = decoded(folders / "data" / "manuals.npz", vocabulary, 0)
    assert len(manuals) == 59
    assert not any(" 7 vannes" in sentence for sentence in manuals)


def test_both_sides_hold_the_same_placeholders_in_about_the_share_asked_for(folders: Path, vocabulary: Path) -> None:
    main()
    path = folders / "data" / "written_news.npz"
    sides = [decoded(path, vocabulary, side) for side in (0, 1)]
    held = [(french.count("｟"), english.count("｟")) for french, english in zip(*sides, strict=True)]
    assert all(french == english for french, english in held)
    assert sum(bool(french) for french, _ in held) / len(held) == pytest.approx(0.5, abs=0.15)


def test_the_same_corpus_gives_the_same_bytes(folders: Path) -> None:
    main()
    before = {path.name: dict(np.load(path)) for path in (folders / "data").glob("*.npz")}
    main()
    for name, arrays in before.items():
        again = np.load(folders / "data" / name)
        assert all(np.array_equal(arrays[key], again[key]) for key in arrays)


def test_words_cut_anew_are_the_same_words_in_other_pieces(
    folders: Path, vocabulary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folders / "data" / "written_news.npz"
    main()
    plain = dict(np.load(path))
    texts = [decoded(path, vocabulary, side) for side in (0, 1)]
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--recut", "0.5"])
    main()
    recut = dict(np.load(path))
    assert [decoded(path, vocabulary, side) for side in (0, 1)] == texts
    assert all(np.array_equal(plain[key], recut[key]) for key in ("tgt", "tl"))
    # Of the half that is cut anew, many come out in as many pieces as before.
    assert 0.02 < float(np.mean(plain["sl"] != recut["sl"])) <= 0.65
    main()
    assert all(np.array_equal(recut[key], again) for key, again in np.load(path).items())
