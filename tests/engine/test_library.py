"""What translating drags in and leaves behind, seen from a process of its own; and models that are broken."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from translate.engine.argos import ArgosEngine
from translate.engine.library import import_argos, open_package
from translate.engine.opening import open_engine
from translate.engine.options import EngineOptions
from translate.engine.packages import read_package
from translate.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.model

UNWANTED = ("torch", "stanza", "spacy", "minisbd", "transformers", "argostranslate.translate")
PROGRAM = """
import json, sys
from translate.engine.opening import open_engine
engine = open_engine("argos", "fr", "en")
signature, before = engine.signature, sorted(sys.modules)
text = engine.translate(["La pluie a retardé le vol."], align=True)[0][0].text
print(json.dumps({"text": text, "before": before, "after": sorted(sys.modules)}))
"""


def run(home: Path, path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": f"{path}:{Path.cwd()}", **environment},
    )


def test_a_draft_imports_no_heavy_stranger_and_prints_nothing(tmp_path: Path) -> None:
    bait = tmp_path / "bait"
    bait.mkdir()
    # Were they installed, an import would be possible without being seen here: these stand for them.
    for name in UNWANTED[:5]:
        (bait / f"{name}.py").write_text("")
    done = run(tmp_path / "home", bait)
    said = json.loads(done.stdout)
    assert said["text"]
    assert done.stderr == ""
    assert not set(UNWANTED) & set(said["after"])
    assert not {"ctranslate2", "sentencepiece", "argostranslate"} & set(said["before"])


def test_a_draft_leaves_nothing_in_the_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    run(home, tmp_path)
    assert list(home.rglob("*")) == []


def test_a_home_that_does_not_exist_is_no_hindrance(tmp_path: Path) -> None:
    assert json.loads(run(Path("/nonexistent/home"), tmp_path, XDG_DATA_HOME="/nonexistent/data").stdout)["text"]


@pytest.fixture
def broken(make_package: Callable[..., Path]) -> Path:
    folder = make_package("fr", "en", whole=True)
    for name in ("model/model.bin", "sentencepiece.model", "model/shared_vocabulary.json"):
        # The copy is made of links: a file must be a file of its own before it is broken.
        data = (folder / name).read_bytes()
        (folder / name).unlink()
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("name", ["model/model.bin", "sentencepiece.model", "model/shared_vocabulary.json"])
@pytest.mark.parametrize("kept", [0, 1000])
def test_a_file_cut_short_is_one_line_with_the_place_and_the_remedy(broken: Path, name: str, kept: int) -> None:
    (broken / name).write_bytes((broken / name).read_bytes()[:kept])
    with pytest.raises(EngineError, match=r"translate model install FILE\.argosmodel\.$") as caught:
        open_engine("argos", "fr", "en").translate(["La pluie a retardé le vol."])
    assert str(caught.value).startswith(f"{broken}: ")
    assert "\n" not in str(caught.value)


def test_a_vocabulary_of_another_model_is_told(broken: Path) -> None:
    (broken / "model" / "shared_vocabulary.json").write_text('["<unk>", "<s>", "</s>"]')
    with pytest.raises(EngineError, match="the model cannot be used"):
        open_engine("argos", "fr", "en").translate(["La pluie a retardé le vol."])


def test_a_package_removed_after_it_was_found_is_told(broken: Path) -> None:
    engine = open_engine("argos", "fr", "en")
    shutil.rmtree(broken)
    with pytest.raises(EngineError, match="the package cannot be opened"):
        engine.translate(["La pluie a retardé le vol."])


def test_without_a_temporary_folder_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch, argos_home: Path) -> None:
    monkeypatch.delitem(sys.modules, "argostranslate.package", raising=False)
    monkeypatch.setattr("tempfile.TemporaryDirectory.__init__", _no_room)
    with pytest.raises(EngineError, match="Set TMPDIR"):
        import_argos()


@pytest.mark.parametrize("file", ["sentencepiece.model", "bpe.model"])
def test_a_package_is_opened_as_argos_translate_opens_it(make_package: Callable[..., Path], file: str) -> None:
    folder = make_package("fr", "en", whole=True)
    if file == "bpe.model":
        (folder / "sentencepiece.model").rename(folder / file)
    metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
    (folder / "metadata.json").write_text(json.dumps({**metadata, "target_prefix": "▁Yesterday"}))

    ours, theirs = open_package(folder), import_argos().Package(folder)

    assert type(ours.tokenizer) is type(theirs.tokenizer)
    assert vars(ours.tokenizer) == vars(theirs.tokenizer)
    assert ours.target_prefix == theirs.target_prefix


def _no_room(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_two_packages_make_a_pivot(make_package: Callable[..., Path]) -> None:
    # The bundled model under other names: what it makes of English does not matter, that both are asked does.
    make_package("en", "xx", whole=True)
    engine = open_engine("argos", "fr", "xx")
    first = open_engine("argos", "fr", "en")
    source = "Le vol de ｟0｠ a duré onze heures."
    between = first.translate([source])[0][0]
    last = open_engine("argos", "en", "xx").translate([between.text], hypotheses=2)[0]
    steps: list[int] = []
    made = engine.translate([source, source], hypotheses=2, align=True, progress=steps.append)
    assert [output.text for output in made[0]] == [output.text for output in last]
    assert made[0] == made[1]
    assert made[0][0].score == pytest.approx(between.score + last[0].score)
    assert made[0][0].alignments == ()
    assert sum(steps) == 1
    assert engine.placeholders == first.placeholders
    assert engine.signature.startswith(first.signature)


def test_a_target_prefix_is_asked_for_and_taken_off(make_package: Callable[..., Path]) -> None:
    folder = make_package("fr", "en", whole=True)
    metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
    (folder / "metadata.json").write_text(json.dumps({**metadata, "target_prefix": "▁Yesterday"}))
    engine = ArgosEngine(read_package(folder), EngineOptions())
    (output,) = engine.translate(["Hier, le vol est parti à midi."], align=True)[0]
    assert "Yesterday" not in output.text
    assert output.text
