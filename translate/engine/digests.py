"""Digests of packages: what tells one model from another. They are kept between runs by the state of the files."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from translate.storage import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

TOKENIZER_FILES = ("sentencepiece.model", "bpe.model")

_FILE = "packages.json"
_Stamp = tuple[tuple[str, int, int, int, int], ...]


def digest(folder: Path, cache: Path | None = None) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a package's model, tokenizer and metadata.

    With a folder `cache` the files are not read where `keep_digest` left their digest there and they are the same.
    """
    stamp = _stamp(folder)
    kept = _read(cache).get(str(folder)) if cache is not None else None
    if isinstance(kept, dict) and kept.get("stamp") == _plain(stamp) and isinstance(kept.get("digest"), str):
        return str(kept["digest"])
    return _digest(folder, stamp)


def keep_digest(folder: Path, cache: Path) -> None:
    """Leave a package's digest in the folder `cache` for later runs. Raises StorageError."""
    stamp = _stamp(folder)
    content = {**_read(cache), str(folder): {"stamp": _plain(stamp), "digest": digest(folder, cache)}}
    write_bytes(cache / _FILE, json.dumps(content, indent=1, sort_keys=True).encode())


def _read(cache: Path) -> dict[str, Any]:
    try:
        content = json.loads((cache / _FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _plain(stamp: _Stamp) -> list[list[str | int]]:
    return [list(state) for state in stamp]


def _stamp(folder: Path) -> _Stamp:
    """Return name, size, times of change and number of every file that can change an output.

    A file that is put in another's place, with its size and its date, has another number or time of status change.
    """
    files = [folder / "metadata.json", *(folder / name for name in TOKENIZER_FILES), *(folder / "model").rglob("*")]
    states = [(file.relative_to(folder).as_posix(), file.stat()) for file in files if file.is_file()]
    return tuple(
        sorted((name, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino) for name, state in states)
    )


@lru_cache(maxsize=64)
def _digest(folder: Path, stamp: _Stamp) -> str:
    total = hashlib.sha256()
    for name, size, *_ in stamp:
        total.update(f"{name}\0{size}\0".encode())
        with (folder / name).open("rb") as stream:
            while data := stream.read(1 << 20):
                total.update(data)
    return total.hexdigest()[:16]
