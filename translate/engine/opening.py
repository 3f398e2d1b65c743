"""From the name of an engine to an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.engine.options import EngineOptions
from translate.errors import ConfigurationError

if TYPE_CHECKING:
    from translate.protocols import Engine

ENGINE_NAMES = ("argos", "pseudo")
"""What `open_engine` knows: Argos Translate packages, and pseudo-translation for trying out a layout."""


def open_engine(name: str, source: str, target: str, options: EngineOptions | None = None) -> Engine:
    """Return the engine called `name` for a pair of BCP 47 tags. No model is loaded before the first translation.

    Raises ConfigurationError for an unknown name and EngineError when no package leads from `source` to `target`.
    """
    if name == "argos":
        from translate.engine.argos import open_argos

        return open_argos(source, target, options or EngineOptions())
    if name == "pseudo":
        from translate.engine.pseudo import PseudoEngine

        return PseudoEngine()
    raise ConfigurationError(f"no engine is called {name!r}", remedy=f"Choose one of {', '.join(ENGINE_NAMES)}.")
