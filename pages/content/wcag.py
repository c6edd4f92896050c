"""WCAG 2.2 item by item, as the tables of the accessibility statement."""

from typing import Any

from pages.content.texts import read_content

COLUMNS = {
    "en": ["Criterion", "Level", "Result", "How and when it was tested"],
    "zh": ["条款", "级别", "结果", "测试方式与时间"],
}


def wcag_table(principle: str, short: str) -> dict[str, Any]:
    """The value of a table block: one principle's criteria in one language (``en`` or ``zh``)."""
    content = read_content("pages.content", "wcag_2_2.yaml")
    found = content["principles"][principle]
    return {
        "caption": found["title"][short],
        "columns": COLUMNS[short],
        "rows": [_row(content, criterion, short) for criterion in found["criteria"]],
    }


def _row(content: dict[str, Any], criterion: list[Any], short: str) -> list[str]:
    number, level, english, chinese, result, ways, *notes = criterion
    name = english if short == "en" else chinese
    said = [content["ways"][way][short].format(day=content["day"][short]) for way in ways]
    said += [note[short] for note in notes]
    return [f"{number} {name}", level, content["results"][result][short], ("; " if short == "en" else "；").join(said)]
