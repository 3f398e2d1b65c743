"""What runs on the workers of a cluster: an engine like the caller's, opened once a process."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from translate.engine.opening import open_engine
from translate.errors import EngineError, TranslateError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.engine.options import EngineOptions
    from translate.model import Hypothesis
    from translate.protocols import Engine

_OPENING = threading.Lock()
_INSTRUCTIONS = (
    *("sse4_1", "avx", "avx2", "avx_vnni", "avx512f", "avx512bw", "avx512_vnni", "amx_int8"),
    *("asimd", "asimddp", "i8mm", "sve", "sve2"),
)
"""As Linux names them: those of Intel and AMD, then those of ARM."""


@dataclass(frozen=True, slots=True)
class Setup:
    """The engine that the caller has: what `open_engine` is told, and what a worker must agree with.

    `signature` is the engine's, with the digest of its model; `program` is `program_digest` at the caller.
    """

    name: str
    source: str
    target: str
    options: EngineOptions
    signature: str
    program: str


@lru_cache(maxsize=1)
def program_digest() -> str:
    """Return what decides, besides the model and the settings, what an engine says: versions and this room's code."""
    digest = hashlib.sha256()
    for name in ("ctranslate2", "sentencepiece"):
        digest.update(f"{name} {version(name)}\n".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def check_worker(setup: Setup) -> str:
    """Return the kind of processor that this worker computes on: see `name_processor`.

    Raises EngineError where the worker has no such engine, or another version of the program or of the model.
    """
    _open(setup)
    try:
        described = Path("/proc/cpuinfo").read_text("utf-8", "replace")
    except OSError:
        described = ""
    return name_processor(described) or platform.processor() or platform.machine()


def name_processor(described: str) -> str:
    """Return the maker and the sets of instructions by which CTranslate2 and its libraries choose their arithmetic.

    `described` is what Linux tells in /proc/cpuinfo; "" where it tells neither.
    """
    fields = dict(re.findall(r"^(\w+)\s*:\s*(.*)$", described, re.MULTILINE))
    has = frozenset(f"{fields.get('flags', '')} {fields.get('Features', '')}".split()).__contains__
    return " ".join(filter(None, (fields.get("vendor_id"), *filter(has, _INSTRUCTIONS))))


def translate_batch(setup: Setup, sources: Sequence[str], hypotheses: int, align: bool) -> list[list[Hypothesis]]:  # noqa: FBT001 - sent by position
    """Return what the engine of `setup` makes of the sources; see `translate.protocols.Engine`. Raises EngineError."""
    return _open(setup).translate(sources, hypotheses=hypotheses, align=align)


def _open(setup: Setup) -> Engine:
    with _OPENING:
        return _open_first(setup)


@lru_cache(maxsize=2)
def _open_first(setup: Setup) -> Engine:
    worker = f"the worker on {platform.node()} (process {os.getpid()})"
    if setup.program != program_digest():
        raise EngineError(
            f"{worker} has another version of this program or of ctranslate2 or sentencepiece",
            remedy="Install the same versions there as here, and start it again.",
        )
    try:
        engine = open_engine(setup.name, setup.source, setup.target, setup.options)
    except TranslateError as error:
        raise EngineError(f"{worker} cannot open the engine: {error}") from error
    if engine.signature != setup.signature:
        raise EngineError(
            f"{worker} has another model: {engine.signature}, not {setup.signature}",
            remedy="Install the same package there: translate model install FILE.argosmodel.",
        )
    # The model is loaded here, under the lock: the threads of this worker share one.
    engine.translate(["a"])
    return engine
