from django.db import migrations

from itdesk.searching.text import index_text

NAMES = ['tag', 'serial_number', 'manufacturer', 'model']


def write_texts(apps, schema_editor):
    """What assets.models.Asset.derive() computes, for the rows that are there already: each word behind two spaces."""
    Asset = apps.get_model('assets', 'Asset')
    rows = Asset.objects.using(schema_editor.connection.alias).only(*NAMES)
    done = 0
    while batch := list(rows.filter(pk__gt=done).order_by('pk')[:500]):
        for row in batch:
            row.search_text = index_text(*(getattr(row, name) for name in NAMES))
        rows.bulk_update(batch, ['search_text'])
        done = batch[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('assets', '0002_keys_and_tag_series'),
    ]

    operations = [
        migrations.RunPython(write_texts, migrations.RunPython.noop, elidable=True),
    ]
