"""The demo's web server and scheduler: ``python -m expo_site.demo_server HOST PORT``.

One process prepares the site and loads Django, Wagtail and the dictionaries, which is most of a start; the web server's
workers and the scheduler are forks of it, ready at once, and share its memory. (Where Python starts processes afresh, on macOS
and from 3.14 on, each loads for itself.)
"""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from expo_site import scheduler
from expo_site.demo_setup import prepare_or_exit
from expo_site.forks import PROCESSES, ForkFailed, let_go_of_the_database, run_in_fork
from pages.search.dictionaries import load_dictionaries

WORKERS = 2
THREADS = 4
"""Requests a worker handles at once; at most as many as the database pool holds connections."""

SCHEDULER_STARTS = 4


def keep_scheduler_running() -> None:
    """Run the scheduler, and again when it breaks down, until it ends in order or has broken down too often."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    for starts_left in reversed(range(SCHEDULER_STARTS)):
        try:
            run_in_fork(scheduler.main)
        except ForkFailed as error:
            then = "it is started again" if starts_left else "what is due by the clock no longer happens"
            print(f"The scheduler {error}: {then}.", file=sys.stderr, flush=True)
        else:
            return


@contextmanager
def scheduler_beside() -> Iterator[None]:
    """Keep the scheduler running beside the ``with`` block."""
    keeper = PROCESSES.Process(target=keep_scheduler_running)
    keeper.start()
    try:
        yield
    finally:
        keeper.terminate()
        keeper.join()


def serve(host: str, port: int, workers: int = WORKERS) -> None:
    """Serve until SIGTERM."""
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
    load_dictionaries()
    # What is loaded by now is never freed: out of the collector's sight it stays on pages that all forks share.
    gc.collect()
    gc.freeze()
    with scheduler_beside():
        serve(host, int(port))


if __name__ == "__main__":
    main()
