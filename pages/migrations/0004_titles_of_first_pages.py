"""Wagtail inserts its root and welcome page with a plain title; English is where that belongs."""

from django.db import migrations
from django.db.models import F


def fill_english_titles(apps, schema_editor):
    apps.get_model("pages", "BasePage").objects.filter(title_en=None).update(title_en=F("title"))


class Migration(migrations.Migration):

    dependencies = [("pages", "0003_finalize_page_model")]

    operations = [migrations.RunPython(fill_english_titles, migrations.RunPython.noop)]
