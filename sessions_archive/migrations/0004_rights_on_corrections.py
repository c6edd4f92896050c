"""Moderators say the reasons of corrections; translators translate them."""

from django.db import migrations

from pages.groups import CHINESE_TRANSLATORS, MODERATORS, grant


def grant_rights(apps, schema_editor):
    for group_name in (MODERATORS, CHINESE_TRANSLATORS):
        grant(apps, group_name, "sessions_archive", "correction", ["change"])


class Migration(migrations.Migration):
    dependencies = [("sessions_archive", "0003_letters_honors_corrections")]

    operations = [migrations.RunPython(grant_rights, migrations.RunPython.noop)]
