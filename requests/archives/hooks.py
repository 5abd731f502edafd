"""What ``archives`` attaches to site and admin; ``requests/wagtail_hooks.py`` loads it."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from onestop.requests.archives import ripe
from onestop.requests.archives.admin import ArchivesGroup
from onestop.requests.archives.desk_views import SEALERS, ArchiveView, ExportView, GapsView, ItemView
from onestop.requests.archives.merge_views import MergeView
from onestop.requests.workflow import roles
from onestop.site import hooks as site_hooks
from onestop.site.desk.tasks import Task, Urgency

modeladmin_register(ArchivesGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """Add the pages of archives."""
    at = "requests/archives/<int:pk>/"
    return [
        path("requests/archives/gaps/", GapsView.as_view(), name="requests_archive_gaps"),
        path("requests/archives/merge/", MergeView.as_view(), name="requests_merge"),
        path(at, ArchiveView.as_view(), name="requests_archive"),
        path(f"{at}take/", ExportView.as_view(), name="requests_archive_take"),
        path(f"{at}item/<str:number>/", ItemView.as_view(), name="requests_archive_item"),
    ]


@hooks.register(site_hooks.DESK_TASKS)
def desk_tasks(request: HttpRequest) -> Iterator[Task]:
    """Put what should be sealed and is not on the desk of the centre: something is missing in it."""
    if roles.roles_of(request.user) & SEALERS and (count := ripe.cases().count()):
        title = _("Complete the archive: something is missing")
        yield Task(title, reverse("requests_archive_gaps"), Urgency.WAITING, count=count)
