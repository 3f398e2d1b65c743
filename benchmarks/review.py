"""How fluid the review page is: from a key to the frame that shows its letter, and what saving and approving take.

    PYTHONPATH=. python benchmarks/review.py [--units 200 --units 2000]

Chromium without a window types into the page of an article of our own, made up for the purpose, while the page saves
and checks as it always does. The first row is the floor: an empty page with one field. The time of a key is what the
browser itself reports: `duration` of the Event Timing API (w3.org/TR/event-timing), from the key to the presented
frame, in steps of 8 ms; what took less than 16 ms is not reported and stands as 16. Each word is typed as fast as the
driver can, its letters some 10 ms apart. "Work a key" is how much processor time the page's main thread took for each
key, saving, checking and news included; it does not depend on what else the machine is doing.
"""

from __future__ import annotations

import argparse
import os
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
FIELD = "data:text/html,<textarea rows=5 cols=60 spellcheck=true autofocus></textarea>"
SHORTEST = 16
MEASURE = """
window.keys = 0;
window.times = [];
addEventListener("keydown", () => window.keys++, true);
new PerformanceObserver((list) => {
  for (const event of list.getEntries()) if (event.name === "keydown") window.times.push(event.duration);
}).observe({ type: "event", durationThreshold: 16 });
"""


def main() -> None:
    """Print a table, one row for each size of article."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--units", type=int, action="append", help="how many units the article has")
    sizes = options.parse_args().units or [200, 2_000]
    print(
        "| units | load average | page open | keys | median | 95 % | slowest | work a key | save | approve and next |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    with open_browser() as driver:
        page = Page(driver)
        page.resize(WIDE)
        driver.get(FIELD)
        print(f"| an empty page | {os.getloadavg()[0]:.0f} | | {_type(page)} | | |")
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
            load = os.getloadavg()[0]
            keys = _type(page)
            saved = _timed(page, lambda: page.press("ctrl", "s"), page.until_saved)
            before = page.text(".active .number")
            approved = _timed(
                page,
                lambda: page.press("ctrl", "\ue007"),
                lambda: _await_number(page, before),
            )
    return f"| {size:,} | {load:.0f} | {opened:.1f} s | {keys} | {saved:.0f} ms | {approved:.0f} ms |"


def _type(page: Page) -> str:
    """Write the words where the caret is; return the cells that tell of their keys."""
    page.run(MEASURE)
    page.driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})  # type: ignore[attr-defined]
    busy = _busy(page.driver)
    for word in WORDS.split():
        page.write(f" {word}")
        time.sleep(0.15)
    count = page.run("return window.keys")
    busy = (_busy(page.driver) - busy) / count
    time.sleep(0.5)  # the last frames are reported a little later
    times = sorted(page.run("return window.times"))
    times = [SHORTEST] * (count - len(times)) + times
    spread = f"{statistics.median(times):.0f} ms | {times[int(len(times) * 0.95)]:.0f} ms | {times[-1]:.0f} ms"
    return f"{count} | {spread} | {busy:.1f} ms"


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
