"""The pictures in docs/review.md, taken of an article of our own: python -m tests.review.pictures"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.review.browser import WIDE, Page, open_browser
from tests.review.desks import make_workspace, revise, served

IMAGES = Path(__file__).parents[2] / "docs" / "images"
FIRST = "La capsule Brume est revenue sur Terre mardi 4 juin à 9 h 12, après 164 jours en orbite."

THEIRS = "The Brume capsule came back on Tuesday, June 4 at 9:12 a.m., after 164 days in orbit."


def take(folder: Path) -> None:
    """Write the pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as root:
        project = make_workspace(Path(root))
        article = project.articles / "brume.fr.md"
        with served(project, [article]) as service, open_browser() as driver:
            page = Page(driver)
            page.resize(WIDE)
            page.open(service.url)
            page.until_checked()
            page.scheme("dark")
            page.press("alt", "p")
            time.sleep(1)
            page.shoot(folder / "review-dark.png")
            page.press("alt", "p")
            page.scheme("light")
            page.write(" It rained  , too")
            page.until_checked()
            time.sleep(1)
            page.shoot(folder / "review-findings.png")
            page.pause_news()
            revise(project, article, FIRST, THEIRS)
            page.write(".")
            page.until("#conflict[open]")
            page.shoot(folder / "review-conflict.png")
            page.click("#conflict button[value=theirs]")
            page.resize((390, 780))
            time.sleep(1)
            page.shoot(folder / "review-phone.png")


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
