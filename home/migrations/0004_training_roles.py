"""Who works on registrations: the service centre on all of them, a window at the door (5.3, contact data)."""

from django.db import migrations

ALL = {
    "registration": ("view", "add", "change", "check_in", "import", "export"),
    "proof": ("view", "add", "change"),
    "feedback": ("view",),
}
DOOR = {"registration": ("check_in",)}
ROLES = {"中心负责人": ALL, "服务中心坐席": ALL, "窗口服务人员": DOOR}
NAMES = {
    "check_in": "Can record who came",
    "import": "Can import trainees",
    "export": "Can export lists with contacts",
}


def give(apps, schema_editor):
    """Give the roles their permissions, and the way into the admin."""
    groups = apps.get_model("auth", "Group")
    permissions = apps.get_model("auth", "Permission")
    kinds = apps.get_model("contenttypes", "ContentType")
    access = permissions.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin").first()
    for role, rights in ROLES.items():
        group, _ = groups.objects.get_or_create(name=role)
        if access:
            group.permissions.add(access)
        for model, actions in rights.items():
            kind, _ = kinds.objects.get_or_create(app_label="home", model=model)
            for action in actions:
                permission, _ = permissions.objects.get_or_create(
                    content_type=kind,
                    codename=f"{action}_{model}",
                    defaults={"name": NAMES.get(action, f"Can {action} {model}")},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    """Roles."""

    dependencies = [
        ("home", "0003_content"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
