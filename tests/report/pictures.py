"""The picture in docs/reports.md, taken of the sample articles: python -m tests.report.pictures

The articles are drafted by the bundled model. What a translator would correct is put in by rule, on four days.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import polib

from tests.review.browser import Page, open_browser
from translate import project as projects
from translate.report.page import render_page
from translate.workflow import workspace
from translate.workflow.draft import Options, draft
from translate.workflow.surveying import survey

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
DAYS = (4, 8, 12, 19)
CORRECTIONS = (
    ("launch vehicle", "rocket"), ("launch pad", "launchpad"), ("satellites", "spacecraft"), ("station", "outpost"),
    ("mission", "flight"), (" said", " told reporters"), ("to the", "into the"), (" in ", " during "),
)  # fmt: skip
SIZE = (1100, 1460)


def edit(path: Path, round_: int) -> None:
    """Approve every fourth unit that is still open, corrected, on one of the days."""
    file = polib.pofile(str(path), wrapwidth=0)
    for number, entry in enumerate(entry for entry in file if entry.fuzzy):
        if number % 4 == 0:
            for old, new in CORRECTIONS[round_ % 2 :: 2]:
                entry.msgstr = entry.msgstr.replace(old, new, 1)
            entry.flags = []
    file.save(str(path))
    when = datetime(2026, 5, DAYS[round_], 14, 5, tzinfo=UTC).timestamp()
    os.utime(path, (when, when))


def take(folder: Path) -> None:
    """Write the picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as parent:
        root = Path(parent) / "newsroom"
        workspace.create(root)
        for article in sorted((ROOT / "articles").glob("*.fr.*")):
            shutil.copy(article, root / "articles")
        project = projects.load(root)
        articles = sorted(project.articles.iterdir())
        draft(project, articles, Options())
        for round_ in range(len(DAYS)):
            for article in articles:
                edit(project.catalogue_path(article), round_)
            found = survey(project, [])
        path = Path(parent) / "report.html"
        path.write_text(render_page(found), "utf-8")
        with open_browser() as driver:
            page = Page(driver)
            page.resize(SIZE)
            page.scheme("light")
            driver.get(path.as_uri())
            page.shoot(folder / "report.png")


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
