"""Said at every start and by ``manage.py check``: what is missing on this machine, and how to mend it."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from expo_site.backups import encryption
from expo_site.backups.errors import BackupError


@register("operations")
def folders_can_be_written(**kwargs: Any) -> list[CheckMessage]:
    """The data, and the backups where they are made."""
    folders = {"VAR_DIR": Path(settings.VAR_DIR)}
    if settings.BACKUP_HOURS:
        folders["BACKUP_DIR"] = Path(settings.BACKUP_DIR)
    return [
        Error(
            f"{name} is {folder}, which this user cannot write.",
            hint=f"Make the folder and give it to the user who runs the site: install -d -o USER -m 750 {folder}",
            id="operations.E001",
        )
        for name, folder in folders.items()
        if not os.access(_nearest(folder), os.W_OK | os.X_OK)
    ]


@register("operations")
def backup_keys_can_be_read(**kwargs: Any) -> list[CheckMessage]:
    """Found out at a start, not at night."""
    try:
        encryption.read_recipients(settings.BACKUP_RECIPIENTS)
    except BackupError as error:
        return [Error(str(error), hint="“manage.py backup --make-key FILE” makes a key.", id="operations.E002")]
    return []


@register("operations")
def jobs_exist(**kwargs: Any) -> list[CheckMessage]:
    """A job whose function is gone would stop the scheduler."""
    from django.utils.module_loading import import_string

    wrong: list[CheckMessage] = []
    for name, (path, seconds) in settings.SCHEDULED_JOBS.items():
        try:
            import_string(path)
        except ImportError as error:
            wrong.append(
                Error(f"The job “{name}” cannot run: {error}", hint="Mend SCHEDULED_JOBS.", id="operations.E003")
            )
        if 0 < seconds < 60:  # 0: in each round
            wrong.append(
                Warning(f"The job “{name}” runs every {seconds} s.", hint="At least 60.", id="operations.W001")
            )
    return wrong


def _nearest(folder: Path) -> Path:
    """The folder, or the one in which it would be made."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
