"""The groups of staff and what they may do."""

from django.db import migrations

from pages.groups import set_up_groups


def make_groups(apps, schema_editor):
    set_up_groups(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0005_page_types"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
