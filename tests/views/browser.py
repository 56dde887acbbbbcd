"""A small client of the WebDriver protocol: enough of a browser to try the report in, and no dependency."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from tests.support import service_missing

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-prefers-reduced-motion",  # so that nothing is still moving when it is clicked
)
SECONDS_TO_START = 60


class Browser:
    """One page in a headless Chromium."""

    def __init__(self, base: str, capabilities: dict[str, Any]) -> None:
        self._opener = build_opener(ProxyHandler({}))
        self._base = base
        answer = self._call("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self._base = f"{base}/session/{answer['sessionId']}"
        self.open("about:blank")  # so that what the browser's own first page asks for is not laid to the report
        self.log("browser")
        self.log("performance")

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with self._opener.open(request, timeout=60) as response:
                return json.load(response)["value"]
        except HTTPError as error:
            raise AssertionError(f"{method} {path}: {json.load(error)['value']['message']}") from error

    def open(self, url: str) -> None:
        self._call("POST", "/url", {"url": url})

    def run(self, script: str, *arguments: object) -> Any:
        """The value that a script returns."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def click(self, selector: str) -> None:
        """A real click (a tap on an emulated phone) in the middle of an element."""
        element = self._call("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]
        self._call("POST", f"/element/{element}/click", {})

    def press(self, key: str) -> None:
        actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def wait(self, script: str) -> None:
        """Until the script returns something true; raises AssertionError after five seconds."""
        end = time.monotonic() + 5
        while not self.run(script):
            assert time.monotonic() < end, f"still false: {script}"
            time.sleep(0.05)

    def log(self, kind: str) -> list[dict[str, Any]]:
        """What the browser logged since the last call: `browser` for the console, `performance` for the network."""
        entries: list[dict[str, Any]] = self._call("POST", "/se/log", {"type": kind})
        return entries

    def requests(self) -> list[str]:
        """The addresses that the page asked for since the last call."""
        messages = [json.loads(entry["message"])["message"] for entry in self.log("performance")]
        sent = [message["params"] for message in messages if message["method"] == "Network.requestWillBeSent"]
        return [str(parameters["request"]["url"]) for parameters in sent]

    def emulate_print(self) -> None:
        command = {"cmd": "Emulation.setEmulatedMedia", "params": {"media": "print"}}
        self._call("POST", "/goog/cdp/execute", command)

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._call("GET", "/screenshot")))

    def close(self) -> None:
        self._call("DELETE", "")


def _programme(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        service_missing(f"no {' or '.join(names)} is installed")
    return found


@contextmanager
def browser(folder: Path, width: int = 1280, height: int = 900, *, phone: bool = False) -> Iterator[Browser]:
    """A browser with an empty profile in `folder`; skips the test where Chromium or its driver is absent."""
    chromium = _programme("chromium", "chromium-browser", "google-chrome")
    driver = _programme("chromedriver")
    options: dict[str, Any] = {
        "binary": chromium,
        "args": [*FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}"],
    }
    if phone:
        metrics = {"width": width, "height": height, "pixelRatio": 2, "touch": True, "mobile": True}
        options["mobileEmulation"] = {"deviceMetrics": metrics}
    logs = {"browser": "ALL", "performance": "ALL"}
    capabilities = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": logs}
    with (folder / "driver.log").open("w+", encoding="utf-8") as log:
        process = subprocess.Popen([driver, "--port=0"], stdout=log, stderr=subprocess.STDOUT)
        try:
            session = Browser(f"http://127.0.0.1:{_port(folder / 'driver.log', process)}", capabilities)
            try:
                yield session
            finally:
                session.close()
        finally:
            process.terminate()
            process.wait(timeout=30)


def _port(log: Path, process: subprocess.Popen[bytes]) -> int:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        words = log.read_text(encoding="utf-8").partition("successfully on port ")[2]
        if "\n" in words:
            return int(words.split(".")[0])
        time.sleep(0.05)
    raise AssertionError(f"the driver did not start: {log.read_text(encoding='utf-8')}")
