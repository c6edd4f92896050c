"""How to cite a page: APA style (7th edition) and GB/T 7714—2025, in force since 1 July 2026 in place of the 2015 edition.

Both name the site as the author, the day of the last change, the day of reading (GB/T 7714: in brackets) and the address.
"""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.bilingual.languages import current_language
from pages.dates import say_date

GB_T_7714 = "GB/T 7714—2025"
APA = "APA 7"


@dataclass(frozen=True, slots=True)
class Citation:
    """One form; ``style`` names it."""

    style: str
    text: str


def citations(
    title: str,
    address: str,
    changed: datetime.datetime | None,
    *,
    is_data: bool = False,
    today: datetime.date | None = None,
) -> list[Citation]:
    """Both forms for what is at ``address``; ``changed`` is when it was last published."""
    read = today or localdate()
    day = localdate(changed) if changed else None
    author = _("China (Mianyang) Science & Technology City International High-Tech Expo")
    return [
        Citation(APA, _apa(author, title, address, day, read, is_data=is_data)),
        Citation(GB_T_7714, _gb(author, title, address, day, read, is_data=is_data)),
    ]


def _apa(
    author: str, title: str, address: str, day: datetime.date | None, read: datetime.date, *, is_data: bool
) -> str:
    # “n.d.” where the day is not known; what may change is cited with the day of reading (APA 7, 9.15–9.17).
    if current_language() == "zh-hans":
        date = say_date(day) if day else pgettext("citation", "n.d.")
    else:
        date = f"{day.year}, {day:%B} {day.day}" if day else "n.d."
    kind = pgettext("citation", " [Data set]") if is_data else ""
    # Translators: APA 7; {read} is the day of reading.
    pattern = pgettext("citation", "{author}. ({date}). {title}{kind}. Retrieved {read}, from {address}")
    read_said = say_date(read) if current_language() == "zh-hans" else f"{read:%B} {read.day}, {read.year}"
    return pattern.format(author=author, date=date, title=title, kind=kind, read=read_said, address=address)


def _gb(author: str, title: str, address: str, day: datetime.date | None, read: datetime.date, *, is_data: bool) -> str:
    # The same signs in every language: [EB/OL] an electronic bulletin, [DS/OL] a data set, both online.
    kind = "DS/OL" if is_data else "EB/OL"
    changed = f"({day.isoformat()})" if day else ""
    return f"{author}. {title}[{kind}]. {changed}[{read.isoformat()}]. {address}."
