"""A row a press of a staff form, so that a second one does nothing; whoever proposed a refusal is told."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0007_written_down_and_erased'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Press',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'press of a button',
                'verbose_name_plural': 'presses of buttons',
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='press_once')],
            },
        ),
        migrations.AlterField(
            model_name='notification',
            name='to',
            field=models.CharField(choices=[('enterprise', 'Enterprise'), ('office', 'Office'), ('doer', 'Whoever serves'), ('centre', 'Service centre'), ('supervisor', 'Supervising authority'), ('proposer', 'Whoever proposed it')], max_length=10, verbose_name='to whom'),
        ),
    ]
