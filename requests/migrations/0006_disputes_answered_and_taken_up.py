"""Who takes a complaint up, what the other party of a dispute says, and who may see the disputes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


ROLES = ("中心负责人", "服务中心坐席", "市场监管监督")


def give(apps, _editor):
    """Let centre and authority open the register of disputes; which rows they see is the queryset's."""
    kinds = apps.get_model("contenttypes", "ContentType")
    kind, _ = kinds.objects.get_or_create(app_label="requests", model="dispute")
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename="view_dispute", defaults={"name": "Can view dispute"}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_sample_forms'),
        ('requests', '0005_evaluation_signature'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='complaint',
            name='first_words',
            field=models.TextField(blank=True, max_length=1000, verbose_name='what the complainant was told'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='taken_up_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken up at'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='taken_up_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken up by'),
        ),
        migrations.AddField(
            model_name='dispute',
            name='other_answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered for the other party by'),
        ),
        migrations.AddField(
            model_name='dispute',
            name='other_declined_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='the other party declined at'),
        ),
        migrations.AddField(
            model_name='dispute',
            name='other_words',
            field=models.TextField(blank=True, max_length=2000, verbose_name='what the other party says'),
        ),
        migrations.AlterField(
            model_name='dispute',
            name='taken_up_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken up by'),
        ),
        migrations.AlterField(
            model_name='notification',
            name='to',
            field=models.CharField(choices=[('enterprise', 'Enterprise'), ('office', 'Office'), ('doer', 'Whoever serves'), ('centre', 'Service centre'), ('supervisor', 'Supervising authority')], max_length=10, verbose_name='to whom'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('taken_up_at__isnull', True), ('taken_up_by__isnull', False), _connector='OR'), name='complaint_is_taken_up_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.CheckConstraint(condition=models.Q(('other_agreed_at__isnull', True), ('other_declined_at__isnull', True), _connector='OR'), name='dispute_has_one_answer'),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
