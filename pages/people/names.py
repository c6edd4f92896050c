"""How a member of staff is called."""

import re
from typing import Any

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def name_of(user: Any) -> str:
    """Family name first and without a space where a name is Chinese: “王芳”, “Fang Wang”; else the user name."""
    if user is None:
        return ""
    if _CHINESE.search(user.last_name + user.first_name):
        return f"{user.last_name}{user.first_name}".strip()
    return user.get_full_name() or user.get_username()
