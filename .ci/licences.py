"""The licences of everything that the lock files name, from the metadata of the installed packages.

    python .ci/licences.py > docs/licences.md

`tests/test_supply.py` holds the page and the list of what is allowed.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = {
    "requirements.lock": "Needed to run the program",
    "requirements-test.lock": "Needed besides to test it",
    "requirements-lint.lock": "Needed besides to check its code",
}
_NAMES = {
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD-3-Clause and Public-Domain": "BSD-3-Clause AND Public-Domain",
    "GNU LGPL v3+": "LGPL-3.0-or-later",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What packages without a licence expression write, as SPDX has it."""
_LONGEST = 60
_COPYLEFT = """\
## The two that are not permissive

**pygal**, which draws the report's plots, is under the LGPL. That licence lets a program that only uses a library keep
its own licence, as long as everybody can put a changed version of the library in its place (section 4). So it is here:
pygal is imported unmodified, from a package of its own that pip installs and can replace; no line of it is copied, and
this project ships none of it. Whoever ships pygal along, as in one file with the program, has to add its licence texts
and to keep it replaceable. Why no permissive library does the same: [decisions/0007](decisions/0007-plots-by-pygal.md).

**MPL-2.0** (tqdm, of which a part is, and some tools of the tests) asks only that changes to the package's own files
stay under it. None is changed here.
"""


def read_lock(name: str) -> dict[str, str]:
    """Return the packages of a lock file with their versions."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return dict(sorted((line.split("==") for line in lines if "==" in line), key=lambda pair: pair[0].lower()))


def find_licence(package: str) -> str:
    """Return the licence that a package declares, "" for none. Raises PackageNotFoundError."""
    found = metadata(package)
    classifiers = [text.split(" :: ")[-1] for text in found.get_all("Classifier", []) if text.startswith("License")]
    declared = (found.get("License-Expression"), found.get("License"), *classifiers)
    # A whole licence text is no name, and UNKNOWN is none either.
    names = [text for text in declared if text and text != "UNKNOWN" and len(text) <= _LONGEST and "\n" not in text]
    return _NAMES.get(names[0], names[0]) if names else ""


def parts(licence: str) -> list[str]:
    """Return the licences that an expression is made of."""
    return re.split(r" AND | OR ", licence)


def page() -> str:
    """Return the page. Raises SystemExit where a package of a lock file is not installed."""
    lines = [
        "# Licences of what the program stands on",
        "",
        "Read from the metadata of the packages by `.ci/licences.py`. This program is MIT-licensed; it imports these",
        "packages and ships none of them. The extras and the tools of the benchmarks are not part of it.",
    ]
    for lock, title in LOCKS.items():
        lines += ["", f"## {title}", "", "| package | version | licence |", "|---|---|---|"]
        for package, version in read_lock(lock).items():
            try:
                lines.append(f"| {package} | {version} | {find_licence(package)} |")
            except PackageNotFoundError:
                raise SystemExit(f"{package} is not installed: run make test and make lint first") from None
    return "\n".join((*lines, "", _COPYLEFT))


if __name__ == "__main__":
    sys.stdout.write(page())
