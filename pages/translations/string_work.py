"""Interface strings in the list of what there is to translate."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from pages.translations.models import InterfaceString, WorkItem
from pages.translations.models.work import Kind, WorkState

_ORDER = {state: place for place, state in enumerate(WorkState.values)}

# In one statement: there are more than a thousand of them. What readers see is the own translation, or else the shipped.
_NOTE = """
INSERT INTO pages_translations_workitem
    (kind, language, content_type_id, object_id, title, translated_title, place, state, urgency,
     total, missing, stale, unconfirmed, changed_at)
SELECT %(kind)s, language, %(type)s, id, source, COALESCE(seen.text, ''), COALESCE(places->>0, ''),
       CASE WHEN seen.missing THEN 'missing' ELSE 'current' END, CASE WHEN seen.missing THEN %(first)s ELSE %(last)s END,
       1, seen.missing::int, 0, 0, changed_at
FROM pages_translations_interfacestring AS strings,
LATERAL (
    SELECT string_agg(form, ' | ') AS text, COALESCE(bool_or(form = ''), true) AS missing
    FROM jsonb_array_elements_text(COALESCE(strings.own, strings.shipped)) AS form
) AS seen
WHERE strings.in_catalog AND strings.language = %(language)s AND (%(only)s::bigint IS NULL OR strings.id = %(only)s::bigint)
ON CONFLICT (language, content_type_id, object_id) DO UPDATE SET
    title = EXCLUDED.title, translated_title = EXCLUDED.translated_title, place = EXCLUDED.place,
    state = EXCLUDED.state, urgency = EXCLUDED.urgency, missing = EXCLUDED.missing, changed_at = EXCLUDED.changed_at
"""


def note_strings(language: str, only: int | None = None) -> None:
    """Write the rows of all strings of a language, or of one of them by its key."""
    content_type = ContentType.objects.get_for_model(InterfaceString)
    parameters: dict[str, str | int | None] = {
        "kind": Kind.STRING.value,
        "type": content_type.pk,
        "language": language,
        "only": only,
        "first": _ORDER[WorkState.MISSING],
        "last": _ORDER[WorkState.CURRENT],
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, parameters)
    if only is None:
        kept = InterfaceString.objects.filter(language=language, in_catalog=True)
        rows = WorkItem.objects.filter(language=language, content_type=content_type)
        rows.exclude(object_id__in=kept.values("pk")).delete()
