"""Until now nothing was sent. What has been owed for longer than a day is news to nobody: it would come as a flood."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

SAID = "It was owed before the desk could send mail."


def forgo(apps, schema_editor):
    owed = apps.get_model("activity", "Delivery").objects.using(schema_editor.connection.alias).filter(state="owed")
    owed.filter(owed_at__lt=timezone.now() - timedelta(days=1)).update(state="cancelled", last_error=SAID)


class Migration(migrations.Migration):
    dependencies = [("activity", "0004_sending")]
    operations = [migrations.RunPython(forgo, migrations.RunPython.noop)]
