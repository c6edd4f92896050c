"""``manage.py backup``: the whole site in one file, while editors go on working."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from expo_site.backups import encryption
from expo_site.backups.errors import BackupError
from expo_site.backups.make import make_backup
from expo_site.backups.rotation import Keep, remove_old
from expo_site.children import end_in_order
from expo_site.local_secret import write_private


class Command(BaseCommand):
    help = "Writes database and uploads into one file with checksums, and removes backups that no rule keeps."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.BACKUP_DIR, help="folder; default BACKUP_DIR")
        parser.add_argument("--keep-all", action="store_true", help="remove no older backup")
        parser.add_argument(
            "--make-key",
            type=Path,
            metavar="FILE",
            help="only make a key: the secret part into FILE, to be kept elsewhere; prints the part for BACKUP_RECIPIENTS",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["make_key"]:
                self._make_key(options["make_key"])
                return
            with end_in_order():
                made = make_backup(options["to"], settings.BACKUP_RECIPIENTS)
            self.stdout.write(made.summary)
            if not options["keep_all"]:
                keep = Keep(settings.BACKUP_KEEP_DAYS, settings.BACKUP_KEEP_WEEKS, settings.BACKUP_KEEP_MONTHS)
                for file in remove_old(options["to"], keep):
                    self.stdout.write(f"Removed {file.name}.")
        except BackupError as error:
            raise CommandError(str(error)) from error

    def _make_key(self, file: Path) -> None:
        if file.exists():
            raise CommandError(f"{file} exists: a key that is overwritten opens nothing any more.")
        secret, public = encryption.make_identity()
        write_private(file, f"# public key: {public}\n{secret}\n", replace=False)
        self.stdout.write(f"BACKUP_RECIPIENTS={public}")
        self.stderr.write(f"The secret key is in {file}. Keep it on another machine: without it no backup can be read.")
