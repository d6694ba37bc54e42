import datetime
import django.core.validators
from django.db import migrations, models

from itdesk.text import fold


SHOWN = [
    'in-use', 'in-stock', 'reserved', 'ordered', 'being-prepared', 'in-repair', 'out-of-service', 'retired', 'lost',
    'stolen', 'disposed',
]  # as assets.models had it that day


def fill_keys(apps, schema_editor):
    """What assets.models.Asset.derive() computes, for the assets that are there already."""
    Asset = apps.get_model('assets', 'Asset')
    rows = Asset.objects.using(schema_editor.connection.alias)
    names = ['make_key', 'serial_key', 'shown_rank', 'warranty_key']
    done = 0
    while batch := list(rows.filter(pk__gt=done).order_by('pk')[:1000]):
        for asset in batch:
            is_held = asset.holder_id and asset.status in ('in-stock', 'reserved')
            asset.make_key = fold(f'{asset.manufacturer} {asset.model}')[:300]
            asset.serial_key = fold(asset.serial_number)[:200]
            asset.shown_rank = SHOWN.index('in-use' if is_held else asset.status)
            asset.warranty_key = asset.warranty_end or datetime.date(9999, 12, 31)
        rows.bulk_update(batch, names)
        done = batch[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('assets', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='TagSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix', models.CharField(max_length=40, unique=True, verbose_name='tag prefix, lower case')),
                ('next_number', models.PositiveBigIntegerField(default=1, verbose_name='next number')),
                ('digits', models.PositiveSmallIntegerField(default=4, verbose_name='digits')),
            ],
            options={
                'verbose_name': 'tag series',
                'verbose_name_plural': 'tag series',
            },
        ),
        migrations.AddField(
            model_name='asset',
            name='make_key',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='asset',
            name='serial_key',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='asset',
            name='shown_rank',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='asset',
            name='warranty_key',
            field=models.DateField(default=datetime.date(9999, 12, 31), editable=False),
        ),
        migrations.RunPython(fill_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='category',
            name='prefix',
            field=models.CharField(blank=True, help_text='The first letters of its tags. Without them every tag is typed.', max_length=10, validators=[django.core.validators.RegexValidator('\\A[A-Za-z0-9-]+\\Z', 'Use letters, digits and hyphens.')], verbose_name='tag prefix'),
        ),
        migrations.AddIndex(
            model_name='asset',
            index=models.Index(condition=models.Q(('binned_at__isnull', True)), fields=['make_key', 'id'], name='asset_by_make'),
        ),
        migrations.AddIndex(
            model_name='asset',
            index=models.Index(condition=models.Q(('binned_at__isnull', True)), fields=['serial_key', 'id'], name='asset_by_serial'),
        ),
        migrations.AddIndex(
            model_name='asset',
            index=models.Index(condition=models.Q(('binned_at__isnull', True)), fields=['shown_rank', 'id'], name='asset_by_status'),
        ),
        migrations.AddIndex(
            model_name='asset',
            index=models.Index(condition=models.Q(('binned_at__isnull', True)), fields=['shown_rank', 'tag_key', 'id'], name='asset_of_status'),
        ),
        migrations.AddIndex(
            model_name='asset',
            index=models.Index(condition=models.Q(('binned_at__isnull', True)), fields=['warranty_key', 'id'], name='asset_by_warranty'),
        ),
    ]
