"""The word lists that finding terms and names rests on, read from `data/*.txt` at first use.

A list is plain text: `#` starts a comment, blanks part the entries, `=` parts an entry from what it stands for, and
`_` stands for a blank inside an entry. Every list was written for this program.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def entries(name: str) -> frozenset[str]:
    """Return the entries of the list `data/<name>.txt`."""
    return frozenset(_tokens(name))


@cache
def pairs(name: str) -> dict[str, str]:
    """Return the list `data/<name>.txt` as a table: `key=value`, several keys parted by commas."""
    table: dict[str, str] = {}
    for token in _tokens(name):
        keys, _, value = token.partition("=")
        table.update(dict.fromkeys(keys.split(","), value))
    return table


@cache
def digest() -> str:
    """Return a SHA-256 digest of all the lists, in hexadecimal."""
    total = hashlib.sha256()
    for path in sorted(_DATA.glob("*.txt")):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _tokens(name: str) -> list[str]:
    lines = (_DATA / f"{name}.txt").read_text("utf-8").splitlines()
    return [token.replace("_", " ") for line in lines for token in line.partition("#")[0].split()]
