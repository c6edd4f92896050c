"""Who changes interface strings and the glossary: translators, and whoever works in both languages."""

from django.db import migrations

from pages.groups import CHINESE_TRANSLATORS, EDITORS, MODERATORS, grant

APP = "pages_translations"


def forwards(apps, schema_editor):
    for group in (CHINESE_TRANSLATORS, EDITORS, MODERATORS):
        grant(apps, group, APP, "interfacestring", ["view", "change"])
        grant(apps, group, APP, "glossaryterm", ["add", "change", "view"])
    grant(apps, MODERATORS, APP, "glossaryterm", ["delete"])


class Migration(migrations.Migration):
    dependencies = [
        ("pages_translations", "0001_workbench"),
        ("pages", "0006_groups"),
    ]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
