"""The roles of the network (municipal standard, roles of spec 5.3) as groups with their permissions.

Which rows a role sees is not here: ``for_user`` of the querysets decides it.
"""

from django.db import migrations

LOOK, KEEP, RUN = ("view",), ("view", "add", "change"), ("view", "add", "change", "delete")
OWN_PLACE = {
    "organisation": ("view", "change"),
    "openinghours": RUN,
    "changedday": RUN,
    "facility": KEEP,
    "laboratory": RUN,
    "equipment": RUN,
    "qualification": KEEP,
    "capabilityscope": RUN,
    "staffmember": KEEP,
    "shift": RUN,
    "siteselection": LOOK,
    "stationguidance": LOOK,
    "stationassessment": LOOK,
}
EVERYTHING = {model: RUN for model in OWN_PLACE}
ROLES = {
    "中心负责人": {**EVERYTHING, "organisation": (*RUN, "authorise"), "region": RUN},
    "服务中心坐席": {model: KEEP for model in OWN_PLACE} | {"shift": RUN, "region": LOOK},
    "服务站负责人": OWN_PLACE,
    "窗口服务人员": {
        model: LOOK for model in ("organisation", "facility", "qualification", "capabilityscope", "staffmember", "shift")
    },
    "服务网点": OWN_PLACE,
    "质量服务机构": {
        "organisation": ("view", "change"),
        "laboratory": RUN,
        "equipment": RUN,
        "qualification": KEEP,
        "capabilityscope": RUN,
        "staffmember": KEEP,
    },
    "市场监管监督": {model: LOOK for model in OWN_PLACE} | {"region": LOOK},
}


def give(apps, schema_editor):
    """Create the groups and give them their permissions; what a group has beyond that stays."""
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
            kind, _ = kinds.objects.get_or_create(app_label="catalogue", model=model)
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
        ("catalogue", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
