"""Moderators read and answer visitors' messages; editors and translators do not."""

from django.db import migrations

from pages.groups import MODERATORS, grant


def grant_rights(apps, schema_editor):
    grant(apps, MODERATORS, "pages_contact", "contactmessage", ["view", "change", "delete"])


class Migration(migrations.Migration):
    dependencies = [("pages_contact", "0001_initial"), ("pages", "0006_groups")]

    operations = [migrations.RunPython(grant_rights, migrations.RunPython.noop)]
