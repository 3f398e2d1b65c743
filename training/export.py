"""Write a checkpoint as an Argos Translate package: CTranslate2 weights, tokenizer, metadata, README and licences.

Run as `python -m training.export --checkpoint final.pt --vocabulary spm.model --version 0.2 --out packages`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.card import describe
from training.checkpoints import Checkpoint, average_checkpoints, load_checkpoint
from training.masking import PLACEHOLDERS
from training.model import positions

if TYPE_CHECKING:
    import numpy.typing as npt

_ARGOS_VERSION = "1.9.0"
"""The oldest Argos Translate that reads such a package."""
_LANGUAGES = {"fr": "French", "en": "English", "es": "Spanish", "de": "German", "it": "Italian", "pt": "Portuguese"}
_SPECIAL = {"unk": "<unk>", "bos": "<s>", "eos": "</s>"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every archived file: the same weights give the same archive."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a package is called: its version, its languages as ISO 639 codes, and the type of its stored weights."""

    version: str
    source: str = "fr"
    target: str = "en"
    quantization: str = "int8"

    @property
    def folder(self) -> str:
        """The name of the package's folder, as Argos Translate has it."""
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"


def write_package(checkpoint: Checkpoint, vocabulary: Path, out: Path, release: Release, *, raw: bool = False) -> Path:
    """Write the package's folder under `out`, replacing one of the same name, and return it; there is no README yet.

    The averaged weights are written, or with `raw` the latest ones.
    """
    folder = out / release.folder
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "model").mkdir(parents=True)
    spec = build_spec(checkpoint, vocabulary, raw=raw)
    spec.validate()
    spec.optimize(quantization=None if release.quantization == "none" else release.quantization)
    spec.save(str(folder / "model"))
    shutil.copyfile(vocabulary, folder / "sentencepiece.model")
    metadata = {
        "package_version": release.version,
        "argos_version": _ARGOS_VERSION,
        "from_code": release.source,
        "from_name": _LANGUAGES.get(release.source, release.source),
        "to_code": release.target,
        "to_name": _LANGUAGES.get(release.target, release.target),
        "links": [],
    }
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", encoding="utf-8")
    return folder


def build_spec(checkpoint: Checkpoint, vocabulary: Path, *, raw: bool = False) -> Any:
    """Return the CTranslate2 specification of a checkpoint's model, with float32 weights."""
    import sentencepiece as spm
    from ctranslate2.specs import common_spec, transformer_spec

    shape = checkpoint.shape
    weights = {name: w.float().numpy() for name, w in (checkpoint.master if raw else checkpoint.average).items()}
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.enc, shape.dec), shape.heads, pre_norm=True, activation=common_spec.Activation.RELU
    )
    encodings = positions(shape).numpy()
    for side, part in (("enc", spec.encoder), ("dec", spec.decoder)):
        (part.embeddings[0] if side == "enc" else part.embeddings).weight = weights["emb.weight"]
        part.scale_embeddings = True
        part.position_encodings.encodings = encodings
        _fill_norm(part.layer_norm, weights, "en" if side == "enc" else "dn")
        for number, layer in enumerate(part.layer):
            _fill_layer(layer, weights, f"{side}.{number}.", cross=side == "dec")
    spec.decoder.projection.weight = weights["emb.weight"]
    processor = spm.SentencePieceProcessor(model_file=str(vocabulary))
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    pieces += [f"<extra{number}>" for number in range(shape.vocab - len(pieces))]
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    config = spec.config
    config.unk_token, config.bos_token, config.eos_token = _SPECIAL["unk"], _SPECIAL["bos"], _SPECIAL["eos"]
    config.decoder_start_token = _SPECIAL["bos"]
    config.add_source_bos, config.add_source_eos = False, True
    return spec


Weights = dict[str, "npt.NDArray[Any]"]


def _fill_layer(layer: Any, weights: Weights, name: str, *, cross: bool) -> None:
    _fill_norm(layer.self_attention.layer_norm, weights, name + "n1")
    _fill_linear(layer.self_attention.linear[0], weights, name + "sa.qkv")
    _fill_linear(layer.self_attention.linear[1], weights, name + "sa.out")
    if cross:
        _fill_norm(layer.attention.layer_norm, weights, name + "n2")
        for number, part in enumerate(("q", "kv", "out")):
            _fill_linear(layer.attention.linear[number], weights, f"{name}ca.{part}")
    _fill_norm(layer.ffn.layer_norm, weights, name + "n3")
    _fill_linear(layer.ffn.linear_0, weights, name + "f1")
    _fill_linear(layer.ffn.linear_1, weights, name + "f2")


def _fill_linear(spec: Any, weights: Weights, name: str) -> None:
    spec.weight, spec.bias = weights[name + ".weight"], weights[name + ".bias"]


def _fill_norm(spec: Any, weights: Weights, name: str) -> None:
    spec.gamma, spec.beta = weights[name + ".weight"], weights[name + ".bias"]


def pack(folder: Path) -> Path:
    """Write a package's folder as an `.argosmodel` beside it, and return that file."""
    stem, _, version = folder.name.rpartition("-")
    archive = folder.with_name(f"{stem}-{version.replace('_', '.')}.argosmodel")
    unfinished = archive.with_name(archive.name + ".part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(str(path.relative_to(folder.parent)), _EPOCH)
                entry.external_attr = 0o644 << 16
                file.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    unfinished.replace(archive)
    return archive


def main() -> None:
    """Export by the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True, help="several are averaged")
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--source", default="fr")
    parser.add_argument("--target", default="en")
    parser.add_argument("--quantization", default="int8", choices=("int8", "int16", "float16", "none"))
    parser.add_argument("--raw", action="store_true", help="write the latest weights, not their running average")
    parser.add_argument("--manifest", type=Path, help="MANIFEST.tsv of the corpus: sources and licences for the README")
    parser.add_argument("--written", type=Path, default=Path(__file__).parent / "data")
    parser.add_argument("--remarks", type=Path, help="folder with scores.md and limits.md to stand in the README")
    parser.add_argument("--scores", type=Path, help="figures to print in the README, as evaluate --json wrote them")
    options = parser.parse_args()
    release = Release(options.version, options.source, options.target, options.quantization)
    checkpoint = average_checkpoints([load_checkpoint(path) for path in options.checkpoint])
    folder = write_package(checkpoint, options.vocabulary, options.out, release, raw=options.raw)
    card = describe(checkpoint, PLACEHOLDERS, options.manifest, options.written, options.scores, options.remarks)
    (folder / "README.md").write_text(card, encoding="utf-8")
    archive = pack(folder)
    print(f"update {checkpoint.step}: {folder} and {archive} ({archive.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
