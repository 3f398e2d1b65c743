"""How fluid the review page is: the time from a key to the painted letter, and what saving and approving take.

    PYTHONPATH=. python benchmarks/review.py [--units 200 --units 2000]

Chromium without a window types into the page of an article of our own, made up for the purpose, while the page saves
and checks as it always does. The times are measured in the page, by its own clock: from the key's event to the first
moment after the frame that shows its letter. "Work a key" is how much processor time the page's main thread took for
each key, saving, checking and news included; it does not depend on what else the machine is doing.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.review.browser import WIDE, Page, open_browser
from tests.review.desks import served, write_article
from translate import project as projects
from translate.workflow import workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver.remote.webdriver import WebDriver

SENTENCE = "Le lanceur numéro {} a décollé de Kourou mardi {} mai à 14 h 05, selon le directeur général."
DRAFT = "Launch vehicle number {} lifted off from Kourou on Tuesday, May {} at 2:05 p.m., said the director general."
WORDS = " The weather was fair, and everybody saw the plume from the coast"
MEASURE = """
window.times = [];
addEventListener("keydown", (event) => {
  const start = event.timeStamp;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.times.push(performance.now() - start);
    channel.port2.postMessage(null);
  });
}, true);
"""


def main() -> None:
    """Print a table, one row for each size of article."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--units", type=int, action="append", help="how many units the article has")
    sizes = options.parse_args().units or [200, 2_000]
    print("| units | page open | keys | median | 95 % | slowest | work a key | save and back | approve and next |")
    print("|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        print(_measure(size))


def _measure(size: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workspace.create(root)
        project = projects.load(root)
        drafts = {SENTENCE.format(n, n % 28 + 1): DRAFT.format(n, n % 28 + 1) for n in range(size)}
        text = "".join(source + ("\n\n" if n % 4 == 3 else " ") for n, source in enumerate(drafts))
        article = write_article(project, "long.fr.txt", text, {}, drafts)
        with served(project, [article]) as service, open_browser() as driver:
            page = Page(driver)
            page.resize(WIDE)
            start = time.perf_counter()
            page.open(service.url)
            page.until(".active textarea")
            opened = time.perf_counter() - start
            page.go_to(SENTENCE.format(size // 2, size // 2 % 28 + 1))
            page.run(MEASURE)
            driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})  # type: ignore[attr-defined]
            busy = _busy(driver)
            for word in WORDS.split():
                page.write(f" {word}")
                time.sleep(0.15)
            busy = (_busy(driver) - busy) / sum(map(len, WORDS.split(" ")))
            times = sorted(page.run("return window.times"))
            saved = _timed(page, lambda: page.press("ctrl", "s"), page.until_saved)
            before = page.text(".active .number")
            approved = _timed(
                page,
                lambda: page.press("ctrl", "\ue007"),
                lambda: _await_number(page, before),
            )
    spread = f"{statistics.median(times):.0f} ms | {times[int(len(times) * 0.95)]:.0f} ms | {times[-1]:.0f} ms"
    return (
        f"| {size:,} | {opened:.1f} s | {len(times)} | {spread} | {busy:.1f} ms | {saved:.0f} ms | {approved:.0f} ms |"
    )


def _await_number(page: Page, before: str) -> None:
    page.wait(lambda: page.text(".active .number") != before)


def _busy(driver: WebDriver) -> float:
    """Return for how many milliseconds the page's main thread has been at work so far."""
    metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]  # type: ignore[attr-defined]
    return 1000 * next(one["value"] for one in metrics if one["name"] == "TaskDuration")


def _timed(page: Page, act: Callable[[], None], wait: Callable[[], None]) -> float:
    """Return the milliseconds from an act to what it leads to, the driver's own round trips included."""
    page.write("!")
    start = time.perf_counter()
    act()
    wait()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
