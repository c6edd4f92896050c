"""The four accounts of the demo: made once on an empty database, never reset."""

import secrets
from pathlib import Path

from expo_site.local_secret import write_private

GROUPS = {"administrator": None, "editor": "Editors", "translator": "Chinese translators", "moderator": "Moderators"}
"""User name → group; the administrator needs none."""

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without characters that look alike."""

PASSWORD_LENGTH = 16
"""31 characters to the power of 16: about 79 bits."""


def accounts_file(var_dir: Path) -> Path:
    """Where names and first passwords are kept, mode 600."""
    return var_dir / "accounts.txt"


def read_accounts(var_dir: Path) -> dict[str, str]:
    """User name → password as they were made; empty when the file is not there."""
    try:
        lines = accounts_file(var_dir).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return dict(line.split() for line in lines if len(line.split()) == 2)


def make_accounts_once(var_dir: Path) -> bool:
    """Make the accounts if the database has no user at all, so that a deleted account stays deleted; whether it did.

    Raises Group.DoesNotExist when a migration that makes the groups is missing.
    """
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.db import transaction
    from wagtail.users.models import UserProfile

    users = get_user_model().objects
    if users.exists():
        return False
    passwords = {name: "".join(secrets.choice(ALPHABET) for _ in range(PASSWORD_LENGTH)) for name in GROUPS}
    # The file first: passwords that nobody can read any more would be worse than a file without accounts.
    write_private(accounts_file(var_dir), "".join(f"{name} {password}\n" for name, password in passwords.items()))
    with transaction.atomic():
        for name, group in GROUPS.items():
            if group is None:
                users.create_superuser(name, password=passwords[name])
                continue
            user = users.create_user(name, password=passwords[name])
            user.groups.add(Group.objects.get(name=group))
            profile = UserProfile.get_for_user(user)
            profile.preferred_language = "zh-hans"
            profile.save()
    return True
