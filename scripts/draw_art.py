#!/usr/bin/env python3
"""Draw ``static/img/art.svg`` anew, after the geometry in ``pages/art/`` has changed. Needs nothing but Python."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pages.art.sprite import sprite  # noqa: E402

if __name__ == "__main__":
    (ROOT / "static/img/art.svg").write_text(sprite(), encoding="utf-8")
