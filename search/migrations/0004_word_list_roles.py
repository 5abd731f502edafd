"""Editors and reviewers keep the words of the search."""

from django.db import migrations

GROUPS = ("Editors", "Moderators", "编辑", "审核")
ACTIONS = ("view", "add", "change", "delete")


def give(apps, schema_editor):
    """Give the groups their permissions; they have Wagtail's names until ``home`` renames them."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="search", model="wordlist"
    )
    for action in ACTIONS:
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind,
            codename=f"{action}_wordlist",
            defaults={"name": f"Can {action} wordlist"},
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    """Roles."""

    dependencies = [("search", "0003_page_texts")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
