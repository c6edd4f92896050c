import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COLUMNS = (
    "id, page_id, depth, title_words, session, year, date, language, kind, title_vector, title, digest, indexed_at, body, vector"
)
PUT_ASIDE = f"CREATE TABLE pages_search_aside AS SELECT {COLUMNS} FROM pages_search_searchdocument"  # noqa: S608
TAKE_BACK = f"""
INSERT INTO pages_search_searchdocument ({COLUMNS}) SELECT {COLUMNS} FROM pages_search_aside;
SELECT setval(pg_get_serial_sequence('pages_search_searchdocument', 'id'), coalesce(max(id), 1)) FROM pages_search_searchdocument;
DROP TABLE pages_search_aside;
"""  # noqa: S608 - of constants, both


class Migration(migrations.Migration):
    """Made anew, as a column cannot be moved; the rows are kept, so search goes on finding."""

    dependencies = [
        ("pages_search", "0001_initial"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.RunSQL(PUT_ASIDE, migrations.RunSQL.noop),
        migrations.DeleteModel("SearchDocument"),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("depth", models.PositiveSmallIntegerField(default=3)),
                ("title_words", models.PositiveSmallIntegerField(default=1)),
                ("session", models.PositiveSmallIntegerField(null=True)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("date", models.DateField(null=True)),
                ("language", models.CharField(max_length=10)),
                ("kind", models.CharField(max_length=60)),
                ("title_vector", django.contrib.postgres.search.SearchVectorField()),
                ("title", models.TextField()),
                ("digest", models.CharField(max_length=32)),
                ("indexed_at", models.DateTimeField(auto_now=True)),
                ("body", models.TextField()),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="search_document_words"),
                    django.contrib.postgres.indexes.GinIndex(fields=["title_vector"], name="search_document_titles"),
                    models.Index(fields=["language", "depth", "page"], name="search_document_from_above"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("page", "language"), name="one_search_document_a_language")
                ],
            },
        ),
        migrations.RunSQL(TAKE_BACK, migrations.RunSQL.noop),
    ]
