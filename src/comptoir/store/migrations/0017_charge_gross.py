"""Let a charge keep what was agreed with the tax in it."""

from django.db import migrations, models

from comptoir.store import guards


def remove(_apps, schema_editor):
    guards.remove(schema_editor.connection)


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("store", "0016_booking_usage")]
    operations = [
        # SQLite makes a table anew to add a column, and its triggers are gone after that.
        migrations.RunPython(remove, install),
        migrations.AddField("charge", "gross", models.BigIntegerField(null=True)),
        migrations.RunPython(install, remove),
    ]
