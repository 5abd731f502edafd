"""Publishing many pages at once: an incomplete guide among them stops all of it, with words."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from onestop.catalogue.services import rules
from onestop.catalogue.services.models import ServiceItemPage
from onestop.site.bulk_pages import to_publish


@hooks.register("before_bulk_action")
def refuse_incomplete_guides(
    request: HttpRequest,
    action_type: str,
    objects: Iterable[Page],
    action: Any,
) -> HttpResponse | None:
    """Publish nothing while a chosen guide breaks a rule; say which, and what is wrong."""
    if action_type != "publish":
        return None
    pages = [page for page in to_publish(objects, action) if page.specific_class is ServiceItemPage]
    said = [text for page in pages for text in _faults(page)]
    for text in said:
        messages.error(request, text)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home") if said else None


def _faults(page: Page) -> list[str]:
    found = rules.faults(page.get_latest_revision_as_object())
    words = {"title": page.title, "why": " ".join(str(fault.message) for fault in found)}
    return [_("“%(title)s” cannot be published: %(why)s") % words] if found else []
