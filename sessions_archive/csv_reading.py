"""Reads a CSV that staff hand in. Whatever is wrong with it is said with its line and column, and nothing else happens."""

import csv
import io
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sessions_archive.csv_files import as_typed
from sessions_archive.exports import COLUMNS

LARGEST_FILE = 2 * 1024 * 1024
LONGEST_CELL = 2000
MOST_ROWS = 20_000
NEEDED = (
    "id",
    "scope",
    "session",
    "measure",
    "value",
    "precision",
    "quality",
    "kind",
    "rank",
    "derived_from",
    "sources",
)
_OTHER_SEPARATORS = (";", "\t", "|", "；", "，")


@dataclass(frozen=True, slots=True)
class Problem:
    """``line`` is that of the file, 0 for the file as a whole; ``column`` its name, or ""."""

    line: int
    column: str
    message: str


class Refused(Exception):
    """The file cannot be taken. ``problems`` say why, one a place."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(each.message for each in problems))
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its line in the file, by column."""

    number: int
    cells: dict[str, str]

    def problem(self, column: str, message: str) -> Problem:
        return Problem(self.number, column, message)


def read_lines(content: bytes) -> list[Line]:
    """The rows below the head. Raises Refused."""
    reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(reader, [])]
        _check_head(head)
        lines: list[Line] = []
        problems: list[Problem] = []
        for row in reader:
            number = reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(lines) >= MOST_ROWS:
                raise Refused(Problem(number, "", _("There are more than %(most)s rows.") % {"most": MOST_ROWS}))
            if len(row) != len(head):
                message = _("There are %(found)s cells where the head has %(expected)s columns.")
                problems.append(Problem(number, "", message % {"found": len(row), "expected": len(head)}))
                continue
            problems += [
                Problem(number, name, _("The cell is longer than %(most)s characters.") % {"most": LONGEST_CELL})
                for name, cell in zip(head, row, strict=True)
                if len(cell) > LONGEST_CELL
            ]
            cells = {name: as_typed(cell.strip()) for name, cell in zip(head, row, strict=True)}
            lines.append(Line(number, cells))
    except csv.Error as error:
        message = _("The quotation marks or line ends of this line are not those of a CSV file (%(error)s).")
        raise Refused(Problem(reader.line_num, "", message % {"error": error})) from None
    if problems:
        raise Refused(*problems)
    if not lines:
        raise Refused(Problem(0, "", _("The file has no rows.")))
    return lines


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise Refused(Problem(0, "", _("The file is empty.")))
    if len(content) > LARGEST_FILE:
        raise Refused(Problem(0, "", _("The file is larger than 2 MB.")))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        raise Refused(Problem(0, "", _("The file is not UTF-8. In Excel, save it as “CSV UTF-8”.")))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("This line is not UTF-8. In Excel, save the file as “CSV UTF-8”, not as plain “CSV”.")
        raise Refused(Problem(line, "", message)) from None
    if "\ufeff" in text:
        line = text.count("\n", 0, text.index("\ufeff")) + 1
        raise Refused(Problem(line, "", _("There is a second byte order mark in the file.")))
    return text


def _check_head(head: list[str]) -> None:
    if len(head) == 1:
        other = next((sign for sign in _OTHER_SEPARATORS if sign in head[0]), None)
        if other:
            message = _("Columns are separated by “%(sign)s”; use commas.")
            raise Refused(Problem(1, "", message % {"sign": "Tab" if other == "\t" else other}))
    problems = [Problem(1, name, _("This column is missing.")) for name in NEEDED if name not in head]
    problems += [Problem(1, name[:60], _("There is no such column.")) for name in head if name not in COLUMNS]
    problems += [
        Problem(1, name, _("This column is there twice.")) for name, count in Counter(head).items() if count > 1
    ]
    if problems:
        raise Refused(*problems)
