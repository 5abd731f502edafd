"""What editors, reviewers and the centre may do with the categories of the services; items are pages."""

from django.db import migrations

KEEP, RUN = ("view", "add", "change"), ("view", "add", "change", "delete")
ROLES = {
    ("中心负责人",): RUN,
    ("编辑", "Editors"): KEEP,
    ("审核", "Moderators"): RUN,
}


def give(apps, schema_editor):
    """Give the groups that exist their permissions; what a group has beyond that stays."""
    kinds = apps.get_model("contenttypes", "ContentType")
    permissions = apps.get_model("auth", "Permission")
    kind, _ = kinds.objects.get_or_create(app_label="catalogue", model="servicecategory")
    for names, actions in ROLES.items():
        group = apps.get_model("auth", "Group").objects.filter(name__in=names).first()
        for action in actions if group else ():
            permission, _ = permissions.objects.get_or_create(
                content_type=kind,
                codename=f"{action}_servicecategory",
                defaults={"name": f"Can {action} service category"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    """Roles."""

    dependencies = [
        ("catalogue", "0003_directory_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
