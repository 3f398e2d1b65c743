"""XLIFF documents in either version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.errors import ExchangeError
from translate.exchange import xliff12, xliff20
from translate.exchange.xml_reading import line_of, name_of, parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

    from translate.exchange.units import ExchangeFile

VERSIONS = ("1.2", "2.0")


def write(files: Sequence[ExchangeFile], version: str) -> bytes:
    """Return the document of one or more articles in one of VERSIONS."""
    return xliff12.write(files) if version == VERSIONS[0] else xliff20.write(files)


def read(data: bytes, path: PurePath | str) -> tuple[ExchangeFile, ...]:
    """Return the articles of a document; 1.1, 2.1 and 2.2 are read as what they extend. Raises ExchangeError."""
    root = parse(data, path)
    if name_of(root) != "xliff":
        problem = f"is no XLIFF document: its first element is '{name_of(root)}'"
        raise ExchangeError(problem, path=path, line=line_of(root), remedy="Save it as XLIFF 1.2 or 2.0.")
    version = root.get("version", "")
    if version[:2] not in ("1.", "2."):
        problem = f"is XLIFF {version!r}, which nobody here can read"
        raise ExchangeError(problem, path=path, line=line_of(root), remedy="Save it as XLIFF 1.2 or 2.0.")
    try:
        files = xliff12.read(root, path) if version.startswith("1.") else xliff20.read(root, path)
    except RecursionError as error:
        remedy = "Export the article again."
        raise ExchangeError("is nested too deeply to be read", path=path, remedy=remedy) from error
    if not files:
        remedy = "Export the article again."
        raise ExchangeError("there is no article in this document", path=path, line=line_of(root), remedy=remedy)
    return files
