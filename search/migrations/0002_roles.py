"""Editors and reviewers read the questions without result and clear what is settled."""

from django.db import migrations

GROUPS = ("Editors", "Moderators", "编辑", "审核")
ACTIONS = ("view", "delete")


def give(apps, schema_editor):
    """Give the groups their permissions; they have Wagtail's names until ``home`` renames them."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="search", model="zeroresultquery"
    )
    for action in ACTIONS:
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind,
            codename=f"{action}_zeroresultquery",
            defaults={"name": f"Can {action} zeroresultquery"},
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    """Roles."""

    dependencies = [
        ("search", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
