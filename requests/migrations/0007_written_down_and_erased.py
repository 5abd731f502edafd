"""Complaints that staff write down, files that were erased, and who may do and see so."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RIGHTS = {
    "file_complaint": ("complaint", "Can write down a complaint for somebody", ("窗口服务人员", "服务站负责人", "服务中心坐席")),
    "view_dispute": ("dispute", "Can view dispute", ("质量服务机构", "服务站负责人")),
}


def give(apps, _editor):
    """Give the groups their permissions; which rows they see is the querysets'."""
    kinds = apps.get_model("contenttypes", "ContentType")
    for codename, (model, name, groups) in RIGHTS.items():
        kind, _ = kinds.objects.get_or_create(app_label="requests", model=model)
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=groups):
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0006_sample_forms"),
        ("requests", "0006_disputes_answered_and_taken_up"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="erased_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="erased at"),
        ),
        migrations.AddField(
            model_name="complaint",
            name="written_at",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.organisation", verbose_name="written down at"),
        ),
        migrations.AddField(
            model_name="complaint",
            name="written_by",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="written down by"),
        ),
        migrations.AlterField(
            model_name="complaint",
            name="channel",
            field=models.CharField(choices=[("online", "Online"), ("room", "From the page of a request"), ("window", "At the window"), ("phone", "By telephone"), ("letter", "By letter")], max_length=6, verbose_name="how it came"),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
