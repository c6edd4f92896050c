"""What Lighthouse says of each kind of indexable page in both languages, on its mobile profile.

Needs npm and Chromium; Lighthouse itself is fetched once into ``VAR_DIR/tools``. ``RUNS=1`` for one run a page instead of five.
"""

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path
from typing import Any

from scripts.bench.stack import free_port, stack

PACKAGE = "lighthouse@13.5.0"
ATTEMPTS = 3
RUNS = int(os.environ.get("RUNS", "5"))
PATHS = (
    "",
    "about/",
    "about/overview/",
    "about/privacy/",
    "about/contact/",
    "about/official-addresses/",
    "features/",
    "features/innovation/",
    "sessions/",
    "sessions/5/",
    "sessions/13/",
)
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
"""Points of a hundred, as the median of the runs."""

CHROMIUM = (
    "--headless=new --no-sandbox --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
type Found = dict[str, dict[str, float]]


def executable() -> Path:
    """Lighthouse's; fetched the first time."""
    from django.conf import settings

    tools = Path(settings.VAR_DIR) / "tools"
    found = tools / "node_modules/.bin/lighthouse"
    if not found.exists():
        tools.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--prefix", str(tools), PACKAGE], check=True)
    return found


def one_run(address: str, folder: Path) -> dict[str, float]:
    """Points by category, and the layout shift (CLS, no unit, to three places)."""
    report = folder / "lighthouse.json"
    command = [str(executable()), address, "--output=json", f"--output-path={report}", "--quiet"]
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    only = f"--only-categories={','.join(LEAST)}"
    environment = os.environ | {"CHROME_PATH": chromium}
    for attempt in range(1, ATTEMPTS + 1):  # on a busy machine it sometimes misses the beginning of a load, and says so
        run = subprocess.run([*command, only, f"--chrome-flags={CHROMIUM}"], env=environment, timeout=180)
        if run.returncode == 0:
            break
        if attempt == ATTEMPTS:
            run.check_returncode()
    said: dict[str, Any] = json.loads(report.read_text())
    points = {name: round(said["categories"][name]["score"] * 100) for name in LEAST}
    return points | {"shift": round(said["audits"]["cumulative-layout-shift"]["numericValue"], 3)}


def measure(folder: Path, port: int) -> Found:
    """Medians by path."""
    found: Found = {}
    for code in ("en", "zh-hans"):
        for path in PATHS:
            runs = [one_run(f"http://localhost:{port}/{code}/{path}", folder) for _run in range(RUNS)]
            medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
            found[f"/{code}/{path}"] = medians
            print(f"/{code}/{path:28}", "  ".join(f"{name} {value:g}" for name, value in medians.items()), flush=True)
    return found


def shortcomings(found: Found) -> list[str]:
    """Addresses that have fewer points than they should, or move while they load."""
    return [
        f"{path}: {name} {medians[name]:g}"
        for path, medians in found.items()
        for name in medians
        if (medians[name] > 0 if name == "shift" else medians[name] < LEAST[name])
    ]


def main() -> list[str]:
    """Serves the site from two workers, without a server in front, and returns what falls short."""
    port = free_port()
    with stack(PUBLIC_URL=f"http://localhost:{port}") as running:
        running.application(port, workers=2)
        running.wait_for(port, "/en/")
        print(f"\nLighthouse, median of {RUNS}:")
        return shortcomings(measure(running.folder, port))
