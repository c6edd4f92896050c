"""Translators change the Chinese of the site's settings; pictures and documents are the editors'."""

from django.db import migrations

from pages.groups import CHINESE_TRANSLATORS, ON_FILES, set_up_groups


def give_languages(apps, schema_editor):
    set_up_groups(apps)
    granted = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for action in {"add", "change"} - set(ON_FILES[CHINESE_TRANSLATORS]):
        granted.filter(group__name=CHINESE_TRANSLATORS, permission__codename__startswith=f"{action}_").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0010_form_memory'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='sitesettings',
            options={'permissions': [('translate_zh_hans_sitesettings', 'Translate')], 'verbose_name': 'site settings', 'verbose_name_plural': 'site settings'},
        ),
        migrations.RunPython(give_languages, migrations.RunPython.noop),
    ]
