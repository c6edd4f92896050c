"""Makes the picture of the README: the home page in both languages, side by side, as a fresh demo shows it.

``make screenshots`` runs it. Starts a demo of its own in a temporary folder, on a free port, and stops it again.
"""

import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshot.png"
SIZE = {"width": 1280, "height": 960}
SETUP_SECONDS = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, demo: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SETUP_SECONDS
    while time.monotonic() < deadline:
        if demo.poll() is not None:
            sys.exit("The demo ended before it could be visited.")
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit(f"The demo did not answer within {SETUP_SECONDS} seconds.")


def pictures(base: str) -> list[Image.Image]:
    """The upper part of the home page in English and in Chinese."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-quic"]
        )
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        shots = []
        for code in ("en", "zh-hans"):
            page.goto(f"{base}/{code}/", wait_until="networkidle")
            shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        browser.close()
    return shots


def main() -> None:
    port = free_port()
    base = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "VAR_DIR": folder, "PORT": str(port), "PUBLIC_URL": base}
        demo = subprocess.Popen([sys.executable, "-m", "expo_site.demo"], cwd=ROOT, env=environment)
        try:
            wait_for(f"{base}/en/", demo)
            left, right = pictures(base)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(timeout=30)
    both = Image.new("RGB", (left.width + right.width + 40, left.height), "#7d8287")
    both.paste(left, (0, 0))
    both.paste(right, (left.width + 40, 0))
    both.resize((both.width // 2, both.height // 2), Image.Resampling.LANCZOS).save(TARGET, optimize=True)
    print(f"Written: {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
