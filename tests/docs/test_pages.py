"""A page whose steps do not come out as it says fails its test."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.docs.pages import find_steps, take

ARTICLE = "La fusée décolle lundi.\n\nElle revient mardi.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def follow(folder: Path, page: str) -> None:
    """Take the steps of a page."""
    path = folder / "page.md"
    path.write_text(page, "utf-8")
    for step in find_steps(path):
        take(step)


def test_a_page_that_holds(folder: Path) -> None:
    follow(
        folder,
        f"""\
```console
$ translate init desk
made desk/…
$ cd desk
```

```text articles/a.fr.txt
{ARTICLE}```

```console
$ translate draft --engine pseudo articles/a.fr.txt
locales/en/a.po: 2 new
$ translate publish articles/a.fr.txt # exits with 1
$ cp articles/a.fr.txt articles/b.fr.txt
$ mv articles/b.fr.txt articles/c.fr.txt
```

```po locales/en/a.po
# once
msgid "La fusée décolle lundi."
msgstr "The rocket lifts off on Monday."
```

```diff articles/a.fr.txt
-La fusée décolle lundi.
+La fusée décolle jeudi.
```

```text articles/a.fr.txt shows
La fusée …
… mardi.
```
""",
    )
    entry = polib.pofile("locales/en/a.po")[0]
    assert (entry.msgstr, entry.flags, entry.tcomment) == ("The rocket lifts off on Monday.", [], "once")
    assert Path("articles/c.fr.txt").read_text("utf-8") == ARTICLE


@pytest.mark.parametrize(
    "wrong",
    [
        "```console\n$ translate init . # exits with 1\n```",
        "```console\n$ translate init .\nmade a teapot\n```",
        "```console\n$ translate init .\nPut an article into …\nmade articles\n```",
        "```console\n$ translate there-is-none\n```",
        "```console\n$ grep -c x page.md\n```",
        "```text a.txt shows\na line that is not there\n```",
        "```diff a.txt\n-Elle revient jeudi.\n+Elle revient.\n```",
        '```po a.po\nmsgid "Nothing like it"\nmsgstr "?"\n```',
    ],
)
def test_a_page_that_does_not_hold(folder: Path, wrong: str) -> None:
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "a.po").write_text('msgid ""\nmsgstr ""\n', "utf-8")
    with pytest.raises(AssertionError):
        follow(folder, f"{wrong}\n")


def test_blocks_for_reading_are_no_steps(folder: Path) -> None:
    (folder / "page.md").write_text("```sh\nrm -r .\n```\n\n```po\nmsgid\n```\n", "utf-8")
    assert find_steps(folder / "page.md") == []
