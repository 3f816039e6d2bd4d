"""Give issued papers, their numbers and what happens to them their tables, with their guards."""

import django.db.models.deletion
from django.db import migrations, models

from comptoir.store import guards


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0007_order_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invoicing",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("party", models.TextField(blank=True, db_column="party", default="")),
                ("street", models.TextField(blank=True, db_column="street", default="")),
                ("street_more", models.TextField(blank=True, db_column="street_more", default="")),
                ("postcode", models.TextField(blank=True, db_column="postcode", default="")),
                ("city", models.TextField(blank=True, db_column="city", default="")),
                ("country", models.TextField(blank=True, db_column="country", default="")),
                ("siret", models.TextField(blank=True, db_column="siret", default="")),
                (
                    "electronic_address",
                    models.TextField(blank=True, db_column="electronic_address", default=""),
                ),
                ("reference", models.TextField(blank=True, db_column="reference", default="")),
                ("payment_days", models.TextField(blank=True, db_column="payment_days", default="")),
                ("legal", models.TextField(blank=True, db_column="legal", default="")),
                ("iban", models.TextField(blank=True, db_column="iban", default="")),
                ("bic", models.TextField(blank=True, db_column="bic", default="")),
                ("late_penalty", models.TextField(blank=True, db_column="late_penalty", default="")),
                ("early_discount", models.TextField(blank=True, db_column="early_discount", default="")),
                ("vat_on_debits", models.TextField(blank=True, db_column="vat_on_debits", default="")),
                ("prefix", models.TextField(blank=True, db_column="prefix", default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("superseded_at", None)),
                        fields=["position"],
                        name="store_invoicing_current",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("party",),
                        name="store_invoicing_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_at", None),
                            ("recorded_at__lt", models.F("superseded_at")),
                            _connector="OR",
                        ),
                        name="store_invoicing_believed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("public_id", models.TextField(unique=True)),
                ("number", models.TextField(unique=True)),
                ("kind", models.TextField()),
                ("entity", models.TextField()),
                ("prefix", models.TextField()),
                ("year", models.IntegerField()),
                ("sequence", models.IntegerField()),
                ("issued_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("issued_by", models.TextField()),
                ("payer", models.TextField()),
                ("buyer", models.TextField()),
                ("relation", models.TextField()),
                ("cost_center", models.TextField()),
                ("currency", models.TextField()),
                ("net", models.BigIntegerField()),
                ("vat", models.BigIntegerField()),
                ("gross", models.BigIntegerField()),
                ("due_on", models.DateField(null=True)),
                ("language", models.TextField()),
                ("credits", models.TextField()),
                ("value", models.TextField()),
                ("xml", models.TextField()),
                ("previous", models.TextField()),
                ("hash", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["payer", "id"], name="store_paper_of"),
                    models.Index(fields=["entity", "kind", "id"], name="store_paper_issued"),
                    models.Index(
                        condition=models.Q(("credits", ""), _negated=True),
                        fields=["credits"],
                        name="store_paper_credits",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("prefix", "year", "sequence"), name="store_paper_in_series"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sequence__gt", 0)), name="store_paper_counted"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperSeries",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entity", models.TextField()),
                ("prefix", models.TextField()),
                ("year", models.IntegerField()),
                ("last", models.IntegerField()),
                ("last_day", models.DateField()),
                ("head", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("prefix", "year"), name="store_paperseries_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last__gt", 0)), name="store_paperseries_counted"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("verb", models.TextField()),
                ("state", models.TextField()),
                ("at", models.DateTimeField()),
                ("day", models.DateField()),
                ("actor", models.TextField()),
                ("moved", models.BigIntegerField()),
                ("owed", models.BigIntegerField()),
                ("level", models.IntegerField()),
                ("reference", models.TextField()),
                ("note", models.TextField()),
                ("entry", models.TextField()),
                ("undoes", models.IntegerField(null=True)),
                ("hash", models.TextField()),
                ("paper", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.paper")),
            ],
            options={
                "indexes": [models.Index(fields=["day", "verb"], name="store_paperevent_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "number"), name="store_paperevent_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("undoes__isnull", False)),
                        fields=("paper", "undoes"),
                        name="store_paperevent_undone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("line", models.TextField()),
                ("charge", models.TextField()),
                ("supplier", models.TextField()),
                ("amount", models.BigIntegerField()),
                ("takes_back", models.TextField()),
                ("paper", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.paper")),
            ],
            options={
                "indexes": [models.Index(fields=["charge"], name="store_paperline_of")],
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "line"), name="store_paperline_once")
                ],
            },
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
