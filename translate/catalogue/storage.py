"""Catalogues on disk: one program writes at a time, and never over a change that it has not seen."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from translate.catalogue.locking import held
from translate.catalogue.parsing import parse
from translate.catalogue.reconciling import reconcile
from translate.catalogue.rendering import render
from translate.errors import StorageError
from translate.storage import storage_error, write_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from translate.catalogue.entries import Catalogue

ATTEMPTS = 5
"""How often a catalogue is reconciled anew while somebody keeps saving it."""


def digest(data: bytes) -> str:
    """Return the digest of a file's bytes, as `Catalogue.read_digest` gives it (SHA-256)."""
    return sha256(data).hexdigest()


def save(
    path: Path,
    catalogue: Catalogue,
    *,
    read_digest: str | None,
    locks: Path | None = None,
    planned: bytes | None = None,
) -> bool:
    """Write a catalogue; return whether anything was written (False: the same bytes are on disk already).

    `read_digest` is the `Catalogue.read_digest` of the catalogue that was read, None where there was no file. When
    the file on disk is another one by now, what people did to it is kept: see `reconcile`. `locks` is the folder for
    the lock file, the catalogue's own where none is given; `planned` are the bytes of `render(catalogue)`, where the
    caller has them.

    Raises StorageError when the file cannot be written or another run holds it for long, CatalogueError when what is
    on disk by now cannot be read. The old file is intact then.
    """
    data = render(catalogue) if planned is None else planned
    if _on_disk(path) == data:
        return False
    with held(path, locks):
        current = _on_disk(path)
        for _ in range(ATTEMPTS):
            if current is not None and digest(current) != read_digest:
                base = None if catalogue.origin is None else parse(catalogue.origin, path)
                data = render(reconcile(base, catalogue, parse(current, path)))
            seen, current = current, _on_disk(path)
            if seen == current:
                return write_bytes(path, data)
    raise StorageError("The catalogue keeps changing on disk", remedy="Close it elsewhere and run again.", path=path)


def _on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise storage_error(path, error) from error
