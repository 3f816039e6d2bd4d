"""What was used and is not charged yet is found without a look at all that is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0017_charge_gross")]
    operations = [
        migrations.AddIndex(
            model_name="usagerecord",
            index=models.Index(fields=["supplier", "state", "day", "id"], name="store_usagerecord_new"),
        ),
    ]
