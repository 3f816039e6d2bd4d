"""Let the folder say where a party's documents go by mail."""

from django.db import migrations, models

from comptoir.store import guards


def remove(_apps, schema_editor):
    guards.remove(schema_editor.connection)


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("store", "0018_new_usage")]
    operations = [
        # SQLite makes a table anew to add a column, and its triggers are gone after that.
        migrations.RunPython(remove, install),
        migrations.AddField(
            "invoicing",
            "invoice_mail",
            models.TextField(blank=True, db_column="invoice_mail", default=""),
        ),
        migrations.RunPython(install, remove),
    ]
