"""What somebody holds, and who would take it over: shown before they are switched off or deleted."""

from typing import Any

from django import template

from pages.people.choosing_a_colleague import FIELD
from pages.people.handing_over import colleagues_of
from pages.people.held_work import HeldWork
from pages.people.names import name_of

register = template.Library()


@register.inclusion_tag("people_admin/hand_over.html", takes_context=True)
def hand_over(context: Any, user: Any) -> dict[str, Any]:
    """The list, and the choice of a colleague; it begins with whoever is asking."""
    request = context["request"]
    chosen = request.POST.get(FIELD, "") or str(request.user.pk)
    choices = [(str(each.pk), name_of(each)) for each in colleagues_of(user)]
    return {"said": HeldWork(user).said, "field": FIELD, "choices": choices, "chosen": chosen}


@register.simple_tag
def held_work(user: Any) -> list[str]:
    """The list alone."""
    return HeldWork(user).said
