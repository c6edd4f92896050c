"""The content's facts, as they lie in the repository."""

from pathlib import Path

import yaml

FACTS = yaml.safe_load(
    (Path(__file__).parents[2] / "sessions_archive/content/facts.yaml").read_text(encoding="utf-8"),
)
