"""Translators change the Chinese of a topic's label, and nothing else of it."""

from django.db import migrations

from pages.groups import CHINESE, CHINESE_TRANSLATORS, EDITORS, MODERATORS, grant, revoke


def give_languages(apps, schema_editor):
    for group_name in (EDITORS, MODERATORS, CHINESE_TRANSLATORS):
        grant(apps, group_name, "pages_news", "newstopic", [CHINESE])
    revoke(apps, CHINESE_TRANSLATORS, "pages_news", "newstopic", ["change"])


class Migration(migrations.Migration):
    dependencies = [("pages_news", "0002_groups"), ("pages", "0011_settings_by_language")]

    operations = [
        migrations.AlterModelOptions(
            name="newstopic",
            options={
                "ordering": ["slug"],
                "permissions": [("translate_zh_hans_newstopic", "Translate")],
                "verbose_name": "news topic",
                "verbose_name_plural": "news topics",
            },
        ),
        migrations.RunPython(give_languages, migrations.RunPython.noop),
    ]
