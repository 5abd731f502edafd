"""Editors and reviewers see what the site check found; reviewers keep the words to avoid."""

from django.db import migrations

EDITORS, REVIEWERS = ("Editors", "编辑"), ("Moderators", "审核")
RIGHTS = {
    ("sitefinding", "view"): EDITORS + REVIEWERS,
    ("sensitiveword", "view"): EDITORS + REVIEWERS,
    ("sensitiveword", "add"): REVIEWERS,
    ("sensitiveword", "change"): REVIEWERS,
    ("sensitiveword", "delete"): REVIEWERS,
}


def give(apps, schema_editor):
    """Give the groups their permissions, whatever they are called by now."""
    for (model, action), groups in RIGHTS.items():
        kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="home", model=model
        )
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=groups):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    """Roles."""

    dependencies = [("home", "0004_training_roles")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
