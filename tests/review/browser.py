"""Chromium without a window, as the tests of the review page drive it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service as DriverService
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
PATIENCE = 60.0
WIDE = (1280, 760)
_MODIFIERS = {"ctrl": Keys.CONTROL, "alt": Keys.ALT, "shift": Keys.SHIFT}


@contextmanager
def open_browser() -> Iterator[WebDriver]:
    """Give a driver of Chromium, which is to be installed; it ends with the block."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage",
                     "--disable-background-networking", "--no-first-run"):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=DriverService(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


class Page:
    """The review page in the browser's current window."""

    def __init__(self, driver: WebDriver) -> None:
        self.driver = driver

    def open(self, url: str) -> None:
        """Open the page and wait until the first open unit can be written."""
        self.driver.get(url)
        self.until(".unit")

    def resize(self, size: tuple[int, int]) -> None:
        """Make the window so wide and high, in CSS pixels; a narrow one is a phone's."""
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)  # type: ignore[attr-defined]

    def scheme(self, name: str) -> None:
        """Ask for light or dark."""
        features = {"features": [{"name": "prefers-color-scheme", "value": name}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", features)  # type: ignore[attr-defined]

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what a script in the page returns."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, condition: Callable[[], Any], what: str = "") -> Any:
        """Wait until something holds, and return it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"waited in vain: {what or condition}")

    def until(self, selector: str) -> None:
        """Wait until an element is there."""
        self.wait(lambda: self.driver.find_elements(By.CSS_SELECTOR, selector), selector)

    def until_text(self, selector: str, text: str) -> None:
        """Wait until an element holds a text."""
        self.wait(lambda: text in self.text(selector), f"{text!r} in {selector}")

    def until_saved(self) -> None:
        """Wait until everything that was written is in the file."""
        self.wait(lambda: self.text("#saved-text") in ("All saved", "Nothing changed yet"), "saved")

    def until_checked(self) -> None:
        """Wait until the checks have looked at every unit."""
        checked = "return !!document.querySelector('.unit') && !document.getElementById('pending').textContent"
        self.wait(lambda: self.run(checked), "checked")
        self.wait(lambda: not self.run("return [...document.querySelectorAll('.hint')].some("
                                       "hint => hint.textContent === 'Looking …')"), "looked up")  # fmt: skip

    def text(self, selector: str) -> str:
        """Return the text of the first such element, shown or not; "" for none."""
        script = "return document.querySelector(arguments[0])?.textContent ?? ''"
        return str(self.run(script, selector))

    def click(self, selector: str) -> None:
        """Click the first such element."""
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def press(self, *keys: str) -> None:
        """Press a key, after the modifiers that are held with it."""
        chain = ActionChains(self.driver)
        held = [_MODIFIERS[key] for key in keys[:-1]]
        for key in held:
            chain.key_down(key)
        chain.send_keys(keys[-1])
        for key in reversed(held):
            chain.key_up(key)
        chain.perform()

    def write(self, text: str) -> None:
        """Type where the caret is."""
        ActionChains(self.driver).send_keys(text).perform()

    def target(self) -> str:
        """Return what stands in the open unit's field."""
        return str(self.run("return document.querySelector('.active textarea')?.value ?? ''"))

    def go_to(self, source: str) -> None:
        """Open the unit whose source begins so."""
        script = """return [...document.querySelectorAll('.unit')].findIndex(
            row => row.querySelector('.source .prose').textContent.startsWith(arguments[0]))"""
        place = self.run(script, source)
        assert place >= 0, source
        self.run("document.querySelectorAll('.unit .mark')[arguments[0]].click()", place)

    def pause_news(self) -> None:
        """Let the page hear of nothing that others do, as if it had asked just before."""
        self.run("""const fetched = window.fetch, never = new Promise(() => {});
            window.fetch = (path, ...rest) => path.includes('/changes') ? never : fetched(path, ...rest);""")
        time.sleep(0.5)

    def shoot(self, path: Path) -> None:
        """Write a picture of the window."""
        self.driver.save_screenshot(str(path))

    def complaints(self) -> list[str]:
        """Return what the browser has logged since the last call, but for requests that were to fail."""
        entries = self.driver.get_log("browser")  # type: ignore[attr-defined]
        return [entry["message"] for entry in entries if "Failed to load resource" not in entry["message"]]
