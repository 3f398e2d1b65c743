"""The glossary of a workspace as the last run left it, in a file of plain data, so that the next run need not build it.

The file is believed only while its stamp holds (see `unit_cache`) and its body has the digest that its first line
names. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from translate import storage

if TYPE_CHECKING:
    from pathlib import Path


def load_table(path: Path, stamp: str) -> dict[str, Any] | None:
    """Return the table at `path` (see `translate.glossary.excerpts`); None where there is none to be believed."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _head(stamp, body):
        return None
    table: dict[str, Any] = json.loads(body)
    return table


def save_table(path: Path, stamp: str, table: dict[str, Any]) -> None:
    """Keep a table for the runs that have the same stamp. Raises StorageError."""
    body = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    storage.write_bytes(path, _head(stamp, body) + b"\n" + body)


def _head(stamp: str, body: bytes) -> bytes:
    return f"{stamp} {hashlib.sha256(body).hexdigest()}".encode()
