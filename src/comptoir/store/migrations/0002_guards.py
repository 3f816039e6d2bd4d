"""Let the database refuse overlaps and changed history (store/guards.py)."""

from django.db import migrations

from comptoir.store import guards


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("store", "0001_first_tables")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
