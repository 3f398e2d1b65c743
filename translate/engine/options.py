"""The settings of an engine that a project may choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

COMPUTE_TYPES = ("default", "auto", "int8", "int8_float32", "int16", "float32")
"""The compute types of CTranslate2 that make sense on a processor; "default" is as the model is stored."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How an engine decodes.

    `beam_size` and `length_penalty` (0.2) are those of Argos Translate. `batch_tokens` bounds a batch. `threads` is
    the number of cores to use, 0 for all that this process may use. `package` is the folder name of the one package to
    use, or "bundled" for those that come with the program; empty leaves the choice to the rule of
    `packages.find_route`. `cache` is a folder where what was learnt about a package is kept: without it no package is
    probed for placeholders.
    """

    beam_size: int = 4
    length_penalty: float = 0.2
    batch_tokens: int = 256
    threads: int = 0
    compute_type: str = "default"
    package: str = ""
    cache: Path | None = None

    def __post_init__(self) -> None:
        """Refuse what no engine can do. Raises ConfigurationError."""
        if not 1 <= self.beam_size <= 64:
            raise ConfigurationError(f"the beam size is {self.beam_size}", remedy="Choose one from 1 to 64.")
        if not -2 <= self.length_penalty <= 10:
            raise ConfigurationError(f"the length penalty is {self.length_penalty}", remedy="Choose one from -2 to 10.")
        if self.batch_tokens < 1:
            raise ConfigurationError(f"a batch cannot hold {self.batch_tokens} tokens", remedy="Choose 1 or more.")
        if not 0 <= self.threads <= 1024:
            raise ConfigurationError(
                f"the number of threads is {self.threads}", remedy="Choose 0 (all cores) or up to 1024."
            )
        if self.compute_type not in COMPUTE_TYPES:
            raise ConfigurationError(
                f"the compute type {self.compute_type!r} is unknown",
                remedy=f"Choose one of {', '.join(COMPUTE_TYPES)}.",
            )
