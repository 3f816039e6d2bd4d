"""Let the database refuse that a price, a quote, an approval or a movement of a fund is changed (store/guards.py)."""

from django.db import migrations

from comptoir.store import guards


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("store", "0006_deals_and_usage")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
