"""Publishing many pages at once: one that breaks a rule of public sites stops all of it, with words."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.models import Page

from onestop.home.rules import PublishRules, Weight, faults
from onestop.site.bulk_pages import to_publish


def refuse_unfinished(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: Any
) -> HttpResponse | None:
    """Publish nothing while a page breaks a rule; say which, and what is wrong."""
    if action_type != "publish":
        return None
    said = [text for page in to_publish(objects, action) for text in _broken(page)]
    for text in said:
        messages.error(request, text)
    return redirect(action.next_url) if said else None


def _broken(page: Page) -> list[str]:
    if not issubclass(page.specific_class, PublishRules):
        return []
    found = [each for each in faults(page.get_latest_revision_as_object()) if each.weight is Weight.ERROR]
    words = {"title": page.title, "why": " ".join(each.message for each in found)}
    return [_("“%(title)s” cannot be published: %(why)s") % words] if found else []
