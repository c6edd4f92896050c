"""Translators change the Chinese of sources, organizations and corrections, and nothing else of them."""

from django.db import migrations

from pages.groups import CHINESE, CHINESE_TRANSLATORS, EDITORS, MODERATORS, grant, revoke

WHO_WRITES_CHINESE = {
    "source": (EDITORS, MODERATORS, CHINESE_TRANSLATORS),
    "organization": (EDITORS, MODERATORS, CHINESE_TRANSLATORS),
    "correction": (MODERATORS, CHINESE_TRANSLATORS),
}


def give_languages(apps, schema_editor):
    for model_name, groups in WHO_WRITES_CHINESE.items():
        for group_name in groups:
            grant(apps, group_name, "sessions_archive", model_name, [CHINESE])
        revoke(apps, CHINESE_TRANSLATORS, "sessions_archive", model_name, ["change"])


class Migration(migrations.Migration):

    dependencies = [
        ("pages", "0011_settings_by_language"),
        ('sessions_archive', '0005_readiness'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='correction',
            options={'ordering': ['-made_at', '-pk'], 'permissions': [('translate_zh_hans_correction', 'Translate')], 'verbose_name': 'correction', 'verbose_name_plural': 'corrections'},
        ),
        migrations.AlterModelOptions(
            name='organization',
            options={'ordering': ['key'], 'permissions': [('translate_zh_hans_organization', 'Translate')], 'verbose_name': 'organization', 'verbose_name_plural': 'organizations'},
        ),
        migrations.AlterModelOptions(
            name='source',
            options={'ordering': ['pk'], 'permissions': [('translate_zh_hans_source', 'Translate')], 'verbose_name': 'source', 'verbose_name_plural': 'sources'},
        ),
        migrations.RunPython(give_languages, migrations.RunPython.noop),
    ]
