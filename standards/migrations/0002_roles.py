"""What editors and reviewers may do with the register, and the workflow that stands between them."""

from django.db import migrations

GROUPS = {
    ("编辑", "Editors"): {
        "standard": ("view", "add", "change"),
        "agency": ("view", "add", "change"),
        "icsclass": ("view",),
        "ccsclass": ("view", "add", "change"),
    },
    ("审核", "Moderators"): {
        "standard": ("view", "add", "change", "delete", "publish", "lock", "unlock"),
        "agency": ("view", "add", "change", "delete"),
        "icsclass": ("view", "add", "change"),
        "ccsclass": ("view", "add", "change"),
    },
}


def give(apps, schema_editor):
    """Give the groups their permissions and the register its workflow, where both exist."""
    kinds = apps.get_model("contenttypes", "ContentType")
    permissions = apps.get_model("auth", "Permission")
    for names, rights in GROUPS.items():
        group = apps.get_model("auth", "Group").objects.filter(name__in=names).first()
        for model, actions in rights.items() if group else ():
            kind, _ = kinds.objects.get_or_create(app_label="standards", model=model)
            for action in actions:
                permission, _ = permissions.objects.get_or_create(
                    content_type=kind,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {model}"},
                )
                group.permissions.add(permission)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(active=True).order_by("pk").first()
    if workflow:
        kind, _ = kinds.objects.get_or_create(app_label="standards", model="standard")
        apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
            content_type=kind, defaults={"workflow": workflow}
        )


class Migration(migrations.Migration):
    """Roles."""

    dependencies = [("standards", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
