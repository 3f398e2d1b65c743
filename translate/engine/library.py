"""Argos Translate's and CTranslate2's libraries, imported without their side effects.

`argostranslate.settings` creates four folders in the user's home when it is imported. A draft must not do that, and it
must work where the home cannot be written, so it is imported here with a temporary folder in the home's place.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


def open_package(path: Path) -> Any:
    """Return the `argostranslate.package.Package` in the folder `path`. Raises EngineError."""
    package = import_argos()
    try:
        return package.Package(path)
    except (OSError, ValueError) as error:
        raise EngineError(
            f"the package cannot be opened ({error})",
            path=path,
            remedy="Remove that folder and install the package again: translate model install FILE.argosmodel.",
        ) from error
