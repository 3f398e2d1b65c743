"""Argos Translate's and CTranslate2's libraries, imported without their side effects.

`argostranslate.settings` creates four folders in the user's home when it is imported. A draft must not do that, and it
must work where the home cannot be written, so it is imported here with a temporary folder in the home's place.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from translate.engine.digests import TOKENIZER_FILES
from translate.engine.packages import argos_setting
from translate.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR", "HOME", "USERPROFILE")


def import_argos() -> Any:
    """Return the module `argostranslate.package`; nothing is created in the user's home. Raises EngineError."""
    if "argostranslate.package" not in sys.modules:
        index = argos_setting("ARGOS_PACKAGE_INDEX")
        with _temporary_home():
            if index:
                os.environ.setdefault("ARGOS_PACKAGE_INDEX", index)
            module = importlib.import_module("argostranslate.package")
        # It logs errors that it also returns; without a handler they would be printed amid our own output.
        logging.getLogger("argostranslate").addHandler(logging.NullHandler())
        return module
    return sys.modules["argostranslate.package"]


@contextmanager
def _temporary_home() -> Iterator[None]:
    before = dict(os.environ)
    try:
        with tempfile.TemporaryDirectory(prefix="translate-desk-") as folder:
            os.environ.update({name: str(Path(folder) / name.lower()) for name in _FOLDERS})
            os.environ.pop("SNAP", None)
            yield
    except OSError as error:
        raise EngineError(
            f"there is no temporary folder that can be written ({error.strerror})",
            remedy="Set TMPDIR to one.",
        ) from error
    finally:
        os.environ.clear()
        os.environ.update(before)


class OpenPackage(NamedTuple):
    """What decoding needs of a package: Argos Translate's tokenizer, and the piece that every target begins with."""

    tokenizer: Any
    target_prefix: str


def open_package(path: Path) -> OpenPackage:
    """Return the package in the folder `path`, opened as `argostranslate.package.Package` does it. Raises EngineError.

    That class itself is not asked: its module takes longer to be imported, with all that it needs to download
    packages, than a sentence takes to be translated.
    """
    from argostranslate.tokenizer import BPETokenizer, SentencePieceTokenizer

    try:
        metadata = json.loads((path / "metadata.json").read_text("utf-8-sig"))
        sentencepiece, bpe = (path / name for name in TOKENIZER_FILES)
        if sentencepiece.exists():
            tokenizer = SentencePieceTokenizer(sentencepiece)
        else:
            tokenizer = BPETokenizer(bpe, metadata["from_code"], metadata["to_code"])
        return OpenPackage(tokenizer, metadata.get("target_prefix", ""))
    except (OSError, ValueError, KeyError) as error:
        raise EngineError(
            f"the package cannot be opened ({error})",
            path=path,
            remedy="Remove that folder and install the package again: translate model install FILE.argosmodel.",
        ) from error
