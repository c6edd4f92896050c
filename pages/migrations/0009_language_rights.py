"""Each language is a right of its own: translators keep the Chinese and lose everything else."""

from django.db import migrations

from pages.groups import CHINESE_TRANSLATORS, ON_PAGES, set_up_groups


def give_languages(apps, schema_editor):
    set_up_groups(apps)
    granted = apps.get_model("wagtailcore", "GroupPagePermission").objects
    kept = [f"{action}_basepage" for action in ON_PAGES[CHINESE_TRANSLATORS]]
    granted.filter(group__name=CHINESE_TRANSLATORS).exclude(permission__codename__in=kept).delete()


class Migration(migrations.Migration):
    dependencies = [("pages", "0008_readiness")]

    operations = [
        migrations.AlterModelOptions(
            name='basepage',
            options={'permissions': [('bulk_delete_basepage', 'Delete pages with children'), ('lock_basepage', "Lock/unlock pages you've locked"), ('publish_basepage', 'Publish any page'), ('unlock_basepage', 'Unlock any page'), ('translate_zh_hans_basepage', 'Translate')], 'verbose_name': 'page', 'verbose_name_plural': 'pages'},
        ),
        migrations.RunPython(give_languages, migrations.RunPython.noop),
    ]
