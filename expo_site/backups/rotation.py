"""Which backups are kept: the newest of each of the last days, weeks and months."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NAME = re.compile(r"^expo-(?P<time>\d{8}T\d{6}Z)\.tar(\.age)?$")
TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Keep:
    """How many days, weeks and months keep their newest backup; a period without a backup does not count."""

    days: int
    weeks: int
    months: int


def made_at(file: Path) -> datetime | None:
    """When a backup was made, by its name; None for any other file."""
    found = NAME.match(file.name)
    try:
        return datetime.strptime(found["time"], TIME).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def backups_in(folder: Path) -> list[Path]:
    """All finished backups, the newest first."""
    files = [file for file in folder.glob("expo-*") if made_at(file)] if folder.is_dir() else []
    return sorted(files, key=lambda file: file.name, reverse=True)


def to_remove(files: Iterable[Path], keep: Keep) -> list[Path]:
    """Those that no rule keeps. The newest is always kept, and so is whatever is no backup."""
    dated = [(time, file) for file in files if (time := made_at(file))]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    kept = {file for _time, file in dated[:1]}
    periods: list[tuple[int, Callable[[datetime], object]]] = [
        (keep.days, lambda time: time.date()),
        (keep.weeks, lambda time: time.isocalendar()[:2]),
        (keep.months, lambda time: (time.year, time.month)),
    ]
    for number, period in periods:
        seen: set[object] = set()
        for time, file in dated:
            if len(seen) < number and period(time) not in seen:
                seen.add(period(time))
                kept.add(file)
    return [file for _time, file in dated if file not in kept]


def remove_old(folder: Path, keep: Keep) -> list[Path]:
    """Delete what no rule keeps, and say which. Raises OSError."""
    removed = to_remove(backups_in(folder), keep)
    for file in removed:
        file.unlink()
    return removed
