"""How often a booking was changed, as calendars count it; and the addresses at which calendars read."""

from django.db import migrations, models

from comptoir.store import guards


def remove(_apps, schema_editor):
    guards.remove(schema_editor.connection)


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("store", "0010_books")]
    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="booking",
            name="sequence",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("person", models.TextField()),
                ("acting_for", models.TextField(blank=True, default="")),
                ("digest", models.TextField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person",),
                        name="store_calendarfeed_one",
                    )
                ],
            },
        ),
        migrations.RunPython(install, remove),
    ]
