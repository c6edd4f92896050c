"""What must hold on any machine, however busy: nothing stale, nothing failed. ``python -m scripts.bench promises``.

Small numbers unless ``PUBLICATIONS`` and ``REQUESTS`` say otherwise; times are judged generously here and measured in the
other parts.
"""

import os

from scripts.bench import failures, publishing
from scripts.bench.stack import stack

SLOWEST_SECONDS = 5.0
SLOWEST_503_SECONDS = 8.0


def broken_promises() -> list[str]:
    """What did not hold, in words."""
    with stack() as running:
        seen = publishing.measure(running, int(os.environ.get("PUBLICATIONS", "6")))
    publishing.print_times(seen)
    with stack() as running:
        outcome = failures.try_all(running, int(os.environ.get("REQUESTS", "600")), float(os.environ.get("AWAY", "5")))
    failures.print_outcome(outcome)
    slowest = max(max(seen["four processes"]), max(seen["through Varnish"]))  # type: ignore[arg-type]
    database = outcome["PostgreSQL stops"]
    judged = {
        f"a change was seen after {slowest:.1f} s": slowest < SLOWEST_SECONDS,
        "an old page came after a new one": not seen["stale after new"],
        "requests failed while publishing": not seen["failed"],
        **{f"requests failed when {name}": not values["failed"] for name, values in outcome.items()},
        "without the database something else than 503 came": not database["other than 503"],
        "a 503 came in the wrong language": not database["wrong language"],
        f"a 503 took {database['slowest 503']:.1f} s": database["slowest 503"] < SLOWEST_503_SECONDS,
    }
    return [said for said, holds in judged.items() if not holds]
