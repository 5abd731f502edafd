"""What the home page remembers of its panels is what is true at the next request."""

import datetime as dt

import pytest

from django.test import Client, RequestFactory
from django.utils import timezone

from wagtail import hooks

from onestop.catalogue.organisations.models import ChangedDay
from onestop.home.models.home import below
from onestop.home.training.choices import Place
from onestop.home.training.models import TrainingEventPage
from onestop.home.training.panels import NextTrainingPanel
from onestop.site import hooks as site_hooks
from onestop.site.page_cache import bump
from onestop.tests.factories import network
from onestop.tests.factories.columns import article, column
from onestop.tests.factories.training import event, registered

pytestmark = pytest.mark.django_db(transaction=True)


def text(client: Client) -> str:
    """Return the home page."""
    return client.get("/").content.decode()


def test_what_is_published_is_on_the_home_page_at_once(client: Client) -> None:
    notices = column("notices", title="通知公告")
    page = article(notices, title="第一则通知")
    bump()
    assert ">第一则通知<" in text(client)
    page.title = "改过的通知"
    page.save_revision().publish()
    article(notices, title="第二则通知")
    shown = text(client)
    assert ">第一则通知<" not in shown
    assert ">改过的通知<" in shown
    assert ">第二则通知<" in shown
    page.unpublish()
    assert ">改过的通知<" not in text(client)


def test_changed_hours_and_places_taken_are_on_the_home_page_at_once(client: Client) -> None:
    network.network_page()
    centre = network.centre()
    network.office_hours(centre, (dt.time(9), dt.time(12)))
    training = event("质量培训", quota=2)
    bump()
    first = text(client)
    assert centre.name in first
    assert "剩 2" in first or "2 个名额" in first or "余 2" in first, first[first.index("质量培训") :][:300]
    day = timezone.localdate()
    ChangedDay.objects.create(organisation=centre, day=day, reason="盘点")
    registered(training)
    then = text(client)
    assert "盘点" in then
    assert TrainingEventPage.objects.get().count(Place.CONFIRMED) == 1
    assert then != first


def test_what_a_clock_ends_is_kept_no_longer_than_its_panel_says() -> None:
    request = RequestFactory().get("/")
    event("质量培训", opens_at=timezone.now() + dt.timedelta(seconds=90))
    panel = NextTrainingPanel("培训", "/training/")
    assert 80 < panel.seconds <= 90
    with hooks.register_temporarily(site_hooks.HOME_PANELS, lambda _request: panel):
        assert 80 < below(request).seconds <= 90
