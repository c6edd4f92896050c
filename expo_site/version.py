"""Which version of the site this is: what ``pyproject.toml`` says."""

import tomllib
from pathlib import Path

SITE_VERSION: str = tomllib.loads(
    (Path(__file__).resolve().parent.parent / "pyproject.toml").read_text(encoding="utf-8")
)["project"]["version"]
