"""The demo's web server: prepares the site, then serves it with Granian: ``python -m expo_site.demo_server HOST PORT``.

One process does both, because loading Django and Wagtail is most of a start: the workers are forks of it, ready at once,
and share its memory. (Where Python starts processes afresh, on macOS and from 3.14 on, each worker loads for itself.)
"""

import gc
import os
import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from expo_site.demo_setup import prepare_or_exit
from pages.search.dictionaries import load_dictionaries

WORKERS = 2
THREADS = 4
"""Requests a worker handles at once; at most as many as the database pool holds connections."""


def let_go_of_the_database() -> None:
    """Close what a fork must not share: connections, and the pool with its threads."""
    from django.db import connections

    connections.close_all()
    for connection in connections.all(initialized_only=True):
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def serve(host: str, port: int, workers: int = WORKERS) -> None:
    """Serve until SIGTERM."""
    load_dictionaries()
    # What is loaded by now is never freed: out of the collector's sight it stays on pages that the workers share.
    gc.collect()
    gc.freeze()
    Granian(
        "expo_site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=THREADS * 16,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()


def main() -> None:
    """Prepare and serve."""
    host, port, *again = sys.argv[1:]
    had_much_to_do = prepare_or_exit()
    let_go_of_the_database()
    if had_much_to_do and not again:
        # Migrations leave 60 MB behind, which every fork would carry: begin again in the same process, with nothing to do.
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "expo_site.demo_server", host, port, "again"])  # noqa: S606
    serve(host, int(port))


if __name__ == "__main__":
    main()
