"""What the roles of spec 5.3 may do with the models of requests; which rows they see is the querysets'."""

from django.db import migrations

LOOK = ("view",)
KEEP = ("view", "add", "change")
CASES = {"servicerequest": LOOK, "enterprise": LOOK}
QUALITY = {"evaluation": LOOK, "rectification": LOOK}
SUPERVISION = {**QUALITY, "complaint": LOOK}
ROLES = {
    "中心负责人": {
        **SUPERVISION,
        "servicerequest": ("view", "file", "export"),
        "enterprise": ("view", "change", "merge"),
        "slapolicy": KEEP,
        "calendarday": (*KEEP, "delete"),
        "privacynotice": KEEP,
        "enterprisearchive": ("view", "change"),
        "accesslog": LOOK,
    },
    "服务中心坐席": {
        **SUPERVISION,
        "servicerequest": ("view", "file", "export"),
        "enterprise": ("view", "change"),
        "slapolicy": LOOK,
        "calendarday": LOOK,
        "enterprisearchive": LOOK,
    },
    "服务站负责人": {
        **QUALITY,
        "servicerequest": ("view", "file", "export"),
        "enterprise": LOOK,
        "enterprisearchive": LOOK,
    },
    "窗口服务人员": {"servicerequest": ("view", "file"), "enterprise": LOOK},
    "服务网点": {"servicerequest": ("view", "file"), "enterprise": LOOK},
    "质量服务机构": {**QUALITY, "servicerequest": LOOK},
    "专家": {"servicerequest": LOOK},
    "市场监管监督": {**CASES, **SUPERVISION, "enterprisearchive": LOOK, "accesslog": LOOK},
    "审计员": {"accesslog": LOOK},
}


def give(apps, schema_editor):
    """Give the groups their permissions; what a group has beyond that stays."""
    kinds = apps.get_model("contenttypes", "ContentType")
    permissions = apps.get_model("auth", "Permission")
    admin, _ = kinds.objects.get_or_create(app_label="wagtailadmin", model="admin")
    access, _ = permissions.objects.get_or_create(
        content_type=admin, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )
    for name, rights in ROLES.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(access)
        for model, actions in rights.items():
            kind, _ = kinds.objects.get_or_create(app_label="requests", model=model)
            for action in actions:
                permission, _ = permissions.objects.get_or_create(
                    content_type=kind,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {model}"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    """Roles."""

    dependencies = [
        ("requests", "0002_events_are_kept"),
        ("catalogue", "0002_network_roles"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
