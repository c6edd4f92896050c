"""An entry of the log can be added, and neither changed nor deleted: not by staff, and not by a mistake in the code.

Django sets ``content_type`` to null when a kind of object is gone; that alone is allowed.
"""

from django.db import migrations

TABLES = ("wagtailcore_pagelogentry", "wagtailcore_modellogentry")

MAKE = """
CREATE FUNCTION audit_entries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'content_type_id' = to_jsonb(OLD) - 'content_type_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Entries of the audit log are neither changed nor deleted.' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
""" + "".join(
    f"CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION audit_entries_stay();\n"
    for table in TABLES
)
TAKE_AWAY = "".join(f"DROP TRIGGER audit_entries_stay ON {table};\n" for table in TABLES) + "DROP FUNCTION audit_entries_stay();"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailcore", "0098_apitoken"), ("pages", "0005_page_types")]
    operations = [migrations.RunSQL(MAKE, TAKE_AWAY)]
