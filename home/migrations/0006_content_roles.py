"""Roles of 5.3 that concern content: what is public at once is the reviewers'; others touch no content."""

from django.db import migrations

REVIEWERS, EDITORS = ("Moderators", "审核"), ("Editors", "编辑")
SYSTEM_ADMIN, AUDITOR = ("系统管理员",), ("审计员",)
KEEP = ("view", "add", "change", "delete")
RIGHTS = {
    # These have no draft that could wait for a review: what is saved is public.
    REVIEWERS: {
        "home": dict.fromkeys(("topic", "term", "institution", "objective"), KEEP),
        "catalogue": {"servicecategory": ("view", "change")},
    },
    EDITORS: {"home": dict.fromkeys(("topic", "term", "institution", "objective"), ("view",))},
    SYSTEM_ADMIN: {
        "auth": {"user": ("view", "add", "change"), "group": ("view",)},
        "home": {"sitesettings": ("change",)},
        "wagtailcore": {"site": ("view", "change")},
        "wagtailredirects": {"redirect": KEEP},
    },
    AUDITOR: {"wagtailcore": {"pagelogentry": ("view",), "modellogentry": ("view",)}},
}
NEW = (SYSTEM_ADMIN, AUDITOR)


def give(apps, schema_editor):
    """Create the two groups and give all four their permissions; what a group has beyond that stays."""
    groups = apps.get_model("auth", "Group").objects
    for names, rights in RIGHTS.items():
        if names in NEW:
            groups.get_or_create(name=names[0])
        group = groups.filter(name__in=names).first()
        if group is None:
            continue
        access = permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
        group.permissions.add(access)
        for app, models in rights.items():
            for model, actions in models.items():
                for action in actions:
                    name = f"Can {action} {model}"
                    group.permissions.add(permission(apps, app, model, f"{action}_{model}", name))


def shorten(apps, schema_editor):
    """Give the workflow a name that reads well on its button: 提交给审核."""
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="编辑提交，审核发布").update(name="审核")


def permission(apps, app, model, codename, name):
    """Return a permission, made if Django has not got to it yet."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )
    return found


class Migration(migrations.Migration):
    """Roles."""

    dependencies = [
        ("home", "0005_editorial_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
        migrations.RunPython(shorten, migrations.RunPython.noop),
    ]
