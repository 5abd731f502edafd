"""Putting a page of the catalogue in its place, for demo content and tests."""

from typing import Any, TypeVar

from django.utils import timezone

from wagtail.models import Page, Site

AnyPage = TypeVar("AnyPage", bound=Page)


def publish_below_home(model: type[AnyPage], **fields: Any) -> AnyPage:
    """Return the page of this type; create and publish it below the home page if there is none."""
    found: AnyPage | None = model.objects.first()
    if found is not None:
        return found
    home = Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    page = model(first_published_at=timezone.now(), **fields)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page
