"""The PostgreSQL server that comes with the project: used whenever ``DATABASE_URL`` is not set.

One server per ``var/`` folder, shared by everything that runs from that checkout. Whoever needs it holds a lease (a
shared lock on a file, which the kernel gives back however the process ends); the first starts the server, the last
stops it. It listens on no port, only on a socket in a private folder. Settings import this: standard library only.
"""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from .cluster import Cluster
from .errors import LocalPostgresError
from .folders import DATABASE, PORT, ROLE, Home
from .lease import Lease, only_one
from .server import running_pid, start_if_down

__all__ = ["LocalPostgresError", "connection_url", "database", "hold", "restart_if_down", "running"]


@contextmanager
def running(var_dir: Path) -> Iterator[str]:
    """Keep the server up inside the ``with`` block and give its connection URL.

    Raises LocalPostgresError with one sentence for the person at the terminal when it cannot be started.
    """
    lease = Lease.take(Home(var_dir))
    try:
        yield connection_url(var_dir)
    finally:
        lease.give_back()


def hold(var_dir: Path) -> str:
    """Keep the server up until this process ends, and give its connection URL: for a test run's ``conftest.py``.

    Each worker of a parallel run holds a lease of its own, so it does not matter who ends first.
    """
    lease = Lease.take(Home(var_dir))
    atexit.register(lease.give_back)
    return connection_url(var_dir)


def restart_if_down(var_dir: Path) -> bool:
    """Start the server again if it ended by itself while somebody holds a lease; whether that was so.

    Raises LocalPostgresError, also when the data is gone: an empty database in its place would be no help.
    """
    home = Home(var_dir)
    cluster = Cluster.of(home)
    if running_pid(cluster) is not None:
        return False
    if not cluster.data.is_dir():
        raise LocalPostgresError(f"The database in {cluster.data} was removed while it was in use.")
    with only_one(home.start_lock):
        return start_if_down(cluster)


def database(var_dir: Path) -> dict[str, str]:
    """Django's connection settings. Starts nothing: the address is fixed before the server runs, and stays the same.

    Where ``var/`` cannot be written the address leads nowhere, and connecting fails with a message that names it.
    """
    home = Home(var_dir)
    try:
        host, password = str(home.socket_folder()), home.password()
    except LocalPostgresError:
        host, password = str(home.folder / "not-started"), ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": ROLE,
        "PASSWORD": password,
        "HOST": host,
        "PORT": PORT,
    }


def connection_url(var_dir: Path) -> str:
    """The same as a libpq URL, ``postgresql://…``; it holds the password."""
    parts = database(var_dir)
    return (
        f"postgresql://{parts['USER']}:{quote(parts['PASSWORD'], safe='')}@:{parts['PORT']}/{parts['NAME']}"
        f"?host={quote(parts['HOST'], safe='')}"
    )
