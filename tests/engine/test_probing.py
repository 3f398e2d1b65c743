"""Finding a placeholder that a model carries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from translate.engine.argos import ArgosEngine
from translate.engine.options import EngineOptions
from translate.engine.packages import read_package
from translate.engine.probing import SENTENCES, SHAPES, probe_placeholders
from translate.errors import StorageError
from translate.model import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class Mangler:
    """An engine that writes its source with some characters changed."""

    name = "mangler"
    placeholders = ()

    def __init__(self, changed: str, by: str) -> None:
        self.signature = f"mangler {changed} {by}"
        self.calls = 0
        self._table = {ord(character): by for character in changed}

    def translate(self, sources: Sequence[str], **_: object) -> list[list[Hypothesis]]:
        self.calls += 1
        return [[Hypothesis(source.translate(self._table), 0.0)] for source in sources]


def test_the_first_shape_that_survives_is_kept(tmp_path: Path) -> None:
    assert probe_placeholders(Mangler("｟⟦", ""), "fr-FR", tmp_path)[:2] == ("[0]", "[1]")
    assert len(probe_placeholders(Mangler("", ""), "en", tmp_path)) == 10


@pytest.mark.parametrize("by", ["", "00", " 0 0 ", "｟0｠"])
def test_a_model_that_drops_doubles_or_swaps_numbers_carries_nothing(tmp_path: Path, by: str) -> None:
    assert probe_placeholders(Mangler("0123456789", by), "fr", tmp_path) == ()


def test_a_language_without_sentences_is_not_guessed_at(tmp_path: Path) -> None:
    assert probe_placeholders(Mangler("", ""), "tlh", tmp_path) == ()


def test_a_model_is_probed_once(tmp_path: Path) -> None:
    first = Mangler("｟", "(")
    found = probe_placeholders(first, "fr", tmp_path / "cache")
    second = Mangler("｟", "(")
    assert probe_placeholders(second, "fr", tmp_path / "cache") == found
    assert first.calls > 0
    assert second.calls == 0
    other = Mangler("⟦", "(")
    probe_placeholders(other, "fr", tmp_path / "cache")
    assert other.calls > 0
    assert len(json.loads((tmp_path / "cache" / "placeholders.json").read_text("utf-8"))) == 2


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 5}', '{"mangler   | fr": "<script>"}'])
def test_a_cache_that_is_none_is_made_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "placeholders.json").write_text(content)
    assert probe_placeholders(Mangler("", ""), "fr", tmp_path)[0] == SHAPES[0].format(0)


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"A file stands where a folder is wanted"):
        probe_placeholders(Mangler("", ""), "fr", tmp_path / "file")


@pytest.mark.parametrize("language", SENTENCES)
def test_the_sentences_of_a_language_try_one_and_two_placeholders(language: str) -> None:
    counts = {sentence.count("{1}") for sentence in SENTENCES[language]}
    assert counts == {0, 1}
    assert all(sentence.count("{0}") == 1 for sentence in SENTENCES[language])


@pytest.mark.model
def test_the_engine_probes_only_where_it_may_remember(
    make_package: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = read_package(make_package("fr", "en", whole=True))
    monkeypatch.setattr("translate.engine.tokens.Tokenizer.find_placeholders", lambda _: ())
    assert ArgosEngine(package, EngineOptions()).placeholders == ()
    probed = ArgosEngine(package, EngineOptions(cache=tmp_path / "cache")).placeholders
    assert len(probed) == 10
    assert (tmp_path / "cache" / "placeholders.json").is_file()
