"""Give negotiations, deals and usage records their tables, with their guards."""

import django.db.models.deletion
from django.db import migrations, models

from comptoir.store import guards


def install(_apps, schema_editor):
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0005_orders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("seller", models.TextField()),
                ("colleague", models.TextField()),
                ("unit", models.TextField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("set_by", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "colleague"], name="store_delegation_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_from__lt", models.F("valid_to"))),
                        name="store_delegation_lasting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seller", models.F("colleague")), _negated=True),
                        name="store_delegation_other",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FloorRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("unit", models.TextField()),
                ("offering", models.TextField()),
                ("floor", models.TextField()),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("set_by", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["unit"], name="store_floorrow_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_from__lt", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="store_floorrow_lasting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Negotiation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("public_id", models.TextField(unique=True)),
                ("supplier", models.TextField()),
                ("offering", models.TextField()),
                ("per", models.TextField()),
                ("customer", models.TextField()),
                ("asker", models.TextField()),
                ("currency", models.TextField()),
                ("state", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["customer", "offering"], name="store_negotiation_of"),
                    models.Index(fields=["supplier", "state"], name="store_negotiation_supplier"),
                    models.Index(
                        condition=models.Q(("expires_at__isnull", False)),
                        fields=["expires_at"],
                        name="store_negotiation_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "agreed",
                                    "asked",
                                    "awaiting approval",
                                    "countered",
                                    "declined",
                                    "ended",
                                    "expired",
                                    "offered",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="store_negotiation_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SellerMandate",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("person", models.TextField()),
                ("unit", models.TextField()),
                ("concession", models.PositiveIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("set_by", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "person"], name="store_sellermandate_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_from__lt", models.F("valid_to")), _connector="OR"
                        ),
                        name="store_sellermandate_lasting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("concession__lte", 10000)), name="store_sellermandate_share"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UsageImport",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("supplier", models.TextField()),
                ("source", models.TextField()),
                ("file_name", models.TextField()),
                ("file_hash", models.TextField()),
                ("mapping", models.TextField()),
                ("rows", models.IntegerField()),
                ("created", models.IntegerField()),
                ("duplicate", models.IntegerField()),
                ("rejected", models.IntegerField()),
                ("actor", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("supplier", "file_hash"),
                        name="store_usageimport_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rows",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("created"), "+", models.F("duplicate")
                                    ),
                                    "+",
                                    models.F("rejected"),
                                ),
                            )
                        ),
                        name="store_usageimport_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UsageReject",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("row", models.IntegerField()),
                ("cells", models.TextField()),
                ("reasons", models.TextField()),
                (
                    "usage_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rejects",
                        to="store.usageimport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AgreedDeal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("public_id", models.TextField(unique=True)),
                ("change", models.BigIntegerField(unique=True)),
                ("supplier", models.TextField()),
                ("customer", models.TextField()),
                ("offering", models.TextField()),
                ("price", models.TextField()),
                ("per", models.TextField()),
                ("currency", models.TextField()),
                ("min_quantity", models.TextField()),
                ("conditions", models.TextField(blank=True)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("while_inside", models.BooleanField()),
                ("agreed_by", models.TextField()),
                ("seller", models.TextField()),
                ("approver", models.TextField(blank=True)),
                ("agreed_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("replaces", models.TextField(blank=True)),
                ("reasons", models.TextField()),
                ("ends_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.TextField(blank=True)),
                ("end_note", models.TextField(blank=True)),
                ("end_change", models.BigIntegerField(null=True, unique=True)),
                (
                    "negotiation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deal",
                        to="store.negotiation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["customer", "offering"], name="store_agreeddeal_of"),
                    models.Index(fields=["supplier"], name="store_agreeddeal_supplier"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_from__lt", models.F("valid_to")), _connector="OR"
                        ),
                        name="store_agreeddeal_lasting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_change", None), ("ended_at", None), ("ends_on", None)),
                            models.Q(
                                ("end_change__isnull", False),
                                ("ended_at__isnull", False),
                                ("ends_on__isnull", False),
                                ("ends_on__gte", models.F("valid_from")),
                                ("recorded_at__lt", models.F("ended_at")),
                            ),
                            _connector="OR",
                        ),
                        name="store_agreeddeal_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approver", models.F("seller")), _negated=True),
                        name="store_agreeddeal_four_eyes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NegotiationMove",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("verb", models.TextField()),
                ("speaker", models.TextField()),
                ("person", models.TextField()),
                ("at", models.DateTimeField()),
                ("state", models.TextField()),
                ("price", models.TextField(blank=True)),
                ("min_quantity", models.TextField(blank=True)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("conditions", models.TextField(blank=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("lent_by", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("reasons", models.TextField()),
                (
                    "negotiation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="store.negotiation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("negotiation", "number"), name="store_negotiationmove_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UsageRecord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("public_id", models.TextField(unique=True)),
                ("supplier", models.TextField()),
                ("offering", models.TextField()),
                ("customer", models.TextField()),
                ("person", models.TextField(blank=True)),
                ("resource", models.TextField(blank=True)),
                ("booking", models.TextField(blank=True)),
                ("day", models.DateField()),
                ("starts_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("measures", models.TextField()),
                ("source", models.TextField()),
                ("device", models.TextField(blank=True)),
                ("external_id", models.TextField(blank=True)),
                ("identity", models.TextField()),
                ("content", models.TextField()),
                ("state", models.TextField()),
                ("row", models.IntegerField(null=True)),
                ("note", models.TextField(blank=True)),
                ("recorded_by", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="store.usagerecord",
                    ),
                ),
                (
                    "usage_import",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="store.usageimport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["supplier", "identity"], name="store_usagerecord_identity"),
                    models.Index(
                        condition=models.Q(("booking", ""), _negated=True),
                        fields=["booking"],
                        name="store_usagerecord_booking",
                    ),
                    models.Index(fields=["supplier", "day"], name="store_usagerecord_day"),
                    models.Index(fields=["customer", "day"], name="store_usagerecord_customer"),
                    models.Index(
                        condition=models.Q(("usage_import__isnull", False)),
                        fields=["usage_import"],
                        name="store_usagerecord_import",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["charged", "duplicate", "recorded", "rejected", "replaced", "undone"],
                            )
                        ),
                        name="store_usagerecord_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_at", None), ("starts_at", None)),
                            models.Q(("starts_at__isnull", False), ("starts_at__lt", models.F("ends_at"))),
                            _connector="OR",
                        ),
                        name="store_usagerecord_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("recorded", "charged"))),
                        fields=("supplier", "identity"),
                        name="store_usagerecord_once",
                    ),
                ],
            },
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
