"""A site of ours instead of Wagtail's welcome page, and Chinese names for the groups and the workflow it brings."""

from django.conf import settings
from django.db import migrations
from django.utils import timezone

GROUPS = {"Editors": "编辑", "Moderators": "审核"}
WORKFLOW = "编辑提交，审核发布"
TASK = "审核"


def create_home(apps, schema_editor):
    """Replace the welcome page, if it is still there, by a home page at the root of the default site."""
    page_model = apps.get_model("wagtailcore", "Page")
    site_model = apps.get_model("wagtailcore", "Site")
    home_model = apps.get_model("home", "HomePage")
    kinds = apps.get_model("contenttypes", "ContentType")
    if home_model.objects.exists():
        return
    plain, _ = kinds.objects.get_or_create(app_label="wagtailcore", model="page")
    welcome = page_model.objects.filter(content_type=plain, slug="home", depth=2).first()
    if welcome is None:
        return
    path, locale = welcome.path, welcome.locale_id
    site_model.objects.filter(root_page=welcome).delete()
    welcome.delete()
    kind, _ = kinds.objects.get_or_create(app_label="home", model="homepage")
    now = timezone.now()
    home = home_model.objects.create(
        title="首页",
        draft_title="首页",
        slug="home",
        content_type=kind,
        path=path,
        depth=2,
        numchild=0,
        url_path="/home/",
        locale_id=locale,
        first_published_at=now,
        last_published_at=now,
    )
    site_model.objects.create(
        hostname="localhost", port=80, root_page=home, is_default_site=True, site_name=settings.WAGTAIL_SITE_NAME
    )


def name_roles(apps, schema_editor):
    """Give the groups and the workflow that Wagtail brings their Chinese names."""
    groups = apps.get_model("auth", "Group")
    for old, new in GROUPS.items():
        if not groups.objects.filter(name=new).exists():
            groups.objects.filter(name=old).update(name=new)
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").update(name=WORKFLOW)
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").update(name=TASK)


def name_roles_back(apps, schema_editor):
    """Give the groups their old names."""
    groups = apps.get_model("auth", "Group")
    for old, new in GROUPS.items():
        groups.objects.filter(name=new).update(name=old)


class Migration(migrations.Migration):
    """First pages and roles."""

    # The last ones give the groups their rights by the old names, so they come first.
    dependencies = [
        ("home", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]

    operations = [
        migrations.RunPython(create_home, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(name_roles, name_roles_back, elidable=False),
    ]
