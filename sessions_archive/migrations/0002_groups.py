"""Staff keep the sources and organizations that sessions refer to; translators translate their names."""

from django.db import migrations

from pages.groups import CHINESE_TRANSLATORS, EDITORS, ENGLISH_EDITORS, MODERATORS, grant

RIGHTS = {
    EDITORS: ["add", "change"],
    MODERATORS: ["add", "change", "delete"],
    ENGLISH_EDITORS: ["change"],
    CHINESE_TRANSLATORS: ["change"],
}


def grant_rights(apps, schema_editor):
    for group_name, actions in RIGHTS.items():
        for model_name in ("source", "organization"):
            grant(apps, group_name, "sessions_archive", model_name, actions)


class Migration(migrations.Migration):
    dependencies = [("sessions_archive", "0001_initial"), ("pages", "0006_groups")]

    operations = [migrations.RunPython(grant_rights, migrations.RunPython.noop)]
