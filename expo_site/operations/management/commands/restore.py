"""``manage.py restore FILE``: a backup in the place of what is there, all of it or nothing."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections
from wagtail.log_actions import log
from wagtail.models import Site

from expo_site.backups import encryption
from expo_site.backups.errors import BackupError
from expo_site.backups.manifest import Manifest
from expo_site.backups.restore import pending_migrations, restore_backup
from pages.audit import actions


class Command(BaseCommand):
    help = "Restores database and uploads from a backup, verified before anything is given up."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="also where there is content, which is given up")
        parser.add_argument("--identity", type=Path, metavar="FILE", help="secret key of an encrypted backup")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"{file} does not exist.")
        try:
            identities = encryption.read_identities(options["identity"]) if options["identity"] else []
            connections.close_all()  # or an open one of ours would be waited for
            manifest = restore_backup(file, replace=options["replace"], identities=identities, say=self._say)
        except BackupError as error:
            raise CommandError(str(error)) from error
        if number := pending_migrations():
            self._say(f"The backup is older than the site: {number} migrations follow …")
            call_command("migrate", interactive=False, verbosity=0)
        self._note(file, manifest)
        for cache in caches.all():
            cache.clear()
        rows = sum(rows.number for rows in manifest.tables.values())
        self._say(f"Restored and verified: {rows} rows of {len(manifest.tables)} tables, {len(manifest.media)} files.")
        if manifest.missing:
            self._say(
                f"{len(manifest.missing)} files were missing already when the backup was made: {manifest.missing}"
            )
        self._say("All sign-ins have ended. Restart the web server and the scheduler if they run.")

    def _note(self, file: Path, manifest: Manifest) -> None:
        """In the audit log, on the site that was restored."""
        if site := Site.objects.filter(is_default_site=True).first():
            data = {"made_at": manifest.made_at, "file": file.name, "by": getpass.getuser()}
            log(site, actions.RESTORE, data=data)

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
