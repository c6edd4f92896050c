"""What the machine that runs the site asks: is the process alive, can it serve."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from expo_site.checkup.finding import State
from expo_site.checkup.serving import NEEDED, USEFUL


@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers at all; touches nothing."""
    return JsonResponse({"status": "ok"})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the process can serve, otherwise 503. Which part is ill, and not why: anybody may ask."""
    needed = {question.key: question.answer().state for question in NEEDED}
    useful = {question.key: question.answer().state for question in USEFUL} if needed["database"] is State.OK else {}
    can_serve = max(needed.values()) < State.FAILURE
    worst = max([*needed.values(), *useful.values()])
    status = "unavailable" if not can_serve else "ok" if worst is State.OK else "degraded"
    checks = {key: state.word for key, state in (needed | useful).items()}
    return JsonResponse({"status": status, "checks": checks}, status=200 if can_serve else 503)
