"""The slug that a page gets where the one it should have is taken."""

from pages.models import BasePage


def free_slug(parent: BasePage, wanted: str) -> str:
    """``wanted`` where no page below ``parent`` has it, else the first of ``wanted-2``, ``wanted-3``… that none has."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
