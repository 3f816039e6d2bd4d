"""Let several cost centers share an order, a booking or a wish, and let bookings draw on funds."""

from django.db import migrations, models

from comptoir.core.values.share import HUNDRED, Share, shares_text
from comptoir.store import guards


def remove(_apps, schema_editor):
    guards.remove(schema_editor.connection)


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


def fill(apps, _schema_editor):
    """One cost center bears it all."""
    for order in apps.get_model("store", "Order").objects.exclude(cost_center="").iterator():
        order.shares = shares_text([Share(order.cost_center, HUNDRED)])
        order.save(update_fields=["shares"])


class Migration(migrations.Migration):
    dependencies = [("store", "0008_paper")]
    operations = [
        # SQLite makes a table anew to add a column, and its triggers are gone after that.
        migrations.RunPython(remove, install),
        migrations.AddField("order", "shares", models.TextField(default="[]")),
        migrations.AddField("booking", "cost_center", models.TextField(blank=True, default="")),
        migrations.AddField("booking", "shares", models.TextField(default="[]")),
        migrations.AddField("waitingwish", "cost_center", models.TextField(blank=True, default="")),
        migrations.AddField("waitingwish", "shares", models.TextField(default="[]")),
        migrations.AddField("fundentry", "booking", models.TextField(blank=True, default="")),
        migrations.AddIndex(
            "fundentry",
            models.Index(
                fields=["booking"],
                condition=models.Q(("booking", ""), _negated=True),
                name="store_fundentry_booking",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
