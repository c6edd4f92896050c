"""Staff keep the topics; translators translate their labels."""

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
        grant(apps, group_name, "pages_news", "newstopic", actions)


class Migration(migrations.Migration):
    dependencies = [("pages_news", "0001_initial"), ("pages", "0006_groups")]

    operations = [migrations.RunPython(grant_rights, migrations.RunPython.noop)]
