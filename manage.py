#!/usr/bin/env python
"""Django's command line, on the bundled PostgreSQL when ``DATABASE_URL`` names no other."""

import os
import sys

from expo_site.local_environment import database_running, read_dotenv
from expo_site.local_postgres import LocalPostgresError

WITHOUT_DATABASE = {"help", "--help", "-h", "version", "--version"}
WITHOUT_DATABASE |= {"compile_catalogs", "check_catalogs", "messages", "collectstatic"}
"""Commands that must work where no server can run, while an image is built for instance."""


def main() -> None:
    """Run one command; the server is up inside it, and down afterwards unless somebody else uses it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo_site.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        sys.exit(f"Django is missing ({error}): run “make demo” once, or use .venv/bin/python.")
    read_dotenv()
    if len(sys.argv) < 2 or sys.argv[1] in WITHOUT_DATABASE:
        execute_from_command_line(sys.argv)
        return
    try:
        with database_running():
            execute_from_command_line(sys.argv)
    except LocalPostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
