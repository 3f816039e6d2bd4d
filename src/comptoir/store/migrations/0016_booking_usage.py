"""Which usage records a booking's price was made from."""

from django.db import migrations, models

from comptoir.store import guards


def remove(_apps, schema_editor):
    guards.remove(schema_editor.connection)


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("store", "0015_exchange_rates")]
    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="bookingprice",
            name="usage",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.RunPython(install, remove),
    ]
