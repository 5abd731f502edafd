"""What training attaches to admin and site; ``home/wagtail_hooks.py`` loads it."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail_modeladmin.options import modeladmin_register

from onestop.home.training import day, demo
from onestop.home.training.admin.desk import EXPORTED
from onestop.home.training.admin.group import TrainingGroup, admin_urls
from onestop.home.training.admin.import_views import IMPORTED
from onestop.home.training.admin.registrations import LOOKED
from onestop.home.training.models import TrainingIndexPage
from onestop.home.training.panels import NextTrainingPanel
from onestop.site import hooks as site_hooks
from onestop.site.look.chrome import chrome_for

modeladmin_register(TrainingGroup)
hooks.register(site_hooks.DESK_TASKS, day.tasks)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the pages of training in the admin."""
    return admin_urls()


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name what is noted in the history of an event."""
    actions.register_action(LOOKED, _("Look at a contact"), _("Looked at the contact of a participant"))
    actions.register_action(EXPORTED, _("Take a list"), _("Took the list of participants with contacts"))
    actions.register_action(IMPORTED, _("Import trainees"), _("Imported a list of trainees"))


@hooks.register(site_hooks.HOME_PANELS)
def next_training(request: HttpRequest) -> NextTrainingPanel | None:
    """Return the next events, once there are any."""
    column = chrome_for(request).first(TrainingIndexPage)
    panel = NextTrainingPanel(column.title, column.url) if column else None
    return panel if panel and panel.cards else None


@hooks.register(site_hooks.LOAD_DEMO, order=65)
def load_demo(say: Callable[[str], None]) -> None:
    """Put the column and one event of each kind in place."""
    demo.load(say)
