"""Catalogues on disk: written at once or not at all, by one program at a time, never over a change unseen."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from translate.catalogue.merging import reconcile
from translate.catalogue.parsing import parse
from translate.catalogue.rendering import render
from translate.errors import StorageError

if TYPE_CHECKING:
    from translate.catalogue.entries import Catalogue


def digest(data: bytes) -> str:
    """Return the digest of a file's bytes, as `Catalogue.read_digest` gives it (SHA-256)."""
    return sha256(data).hexdigest()


def save(path: Path, catalogue: Catalogue, *, read_digest: str | None, locks: Path | None = None) -> bool:
    """Write a catalogue; return whether anything was written (False: the same bytes are on disk already).

    `read_digest` is what `Catalogue.read_digest` said of the catalogue that was read, None where there was no file.
    """
    place = Path(os.path.realpath(path))
    data = render(catalogue)
    current = place.read_bytes() if place.exists() else None
    if current is not None and digest(current) != read_digest:
        base = None if catalogue.origin is None else parse(catalogue.origin, path)
        data = render(reconcile(base, catalogue, parse(current, path)))
    if current == data:
        return False
    _replace(place, data)
    return True


def _replace(place: Path, data: bytes) -> None:
    temporary = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(place)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        raise StorageError(f"The catalogue cannot be written ({error.strerror})", path=place) from error
