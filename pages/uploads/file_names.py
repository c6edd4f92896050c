"""Names of uploaded files: Chinese ones stay as they are, deceiving ones do not."""

import unicodedata
from pathlib import PurePosixPath

LONGEST = 100
"""Characters, the ending included; a Chinese character takes three of the 255 bytes that file systems allow."""


def safe_name(name: str) -> str:
    """The name without folders, control characters and marks that turn the writing direction around (``gpj.exe``)."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    shown = "".join(
        each for each in name if unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    path = PurePosixPath(shown.strip(" .") or "file")
    return f"{path.stem[: LONGEST - len(path.suffix)]}{path.suffix.lower()}"
