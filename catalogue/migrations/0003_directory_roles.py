"""What the roles may do with experts and official links; institutions belong to the network's roles."""

from django.db import migrations

LOOK, KEEP, RUN = ("view",), ("view", "add", "change"), ("view", "add", "change", "delete")
ROLES = {
    ("中心负责人",): {"expert": (*RUN, "review"), "expertfield": RUN, "externallink": RUN},
    ("服务中心坐席",): {"expert": KEEP, "expertfield": KEEP, "externallink": KEEP},
    ("市场监管监督",): {"expert": LOOK},
    ("编辑", "Editors"): {"externallink": KEEP},
    ("审核", "Moderators"): {"externallink": RUN},
}


def give(apps, schema_editor):
    """Give the groups that exist their permissions; what a group has beyond that stays."""
    kinds = apps.get_model("contenttypes", "ContentType")
    permissions = apps.get_model("auth", "Permission")
    for names, rights in ROLES.items():
        group = apps.get_model("auth", "Group").objects.filter(name__in=names).first()
        for model, actions in rights.items() if group else ():
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
        ("catalogue", "0002_network_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
