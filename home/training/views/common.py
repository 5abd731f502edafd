"""What the pages of participants have in common."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from onestop.home.training.models import TrainingIndexPage
from onestop.site.look.chrome import chrome_for
from onestop.site.look.parts import Link

P = ParamSpec("P")
GONE = 404


def private(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Keep what ``view`` answers out of every cache and every index.

    Referrer-Policy stays the site's own: with ``no-referrer`` a form comes back without its origin.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def trail(request: HttpRequest, *further: tuple[str, str]) -> Sequence[Link]:
    """Return the way to a page below the column of training: home, the column, ``further``."""
    home = Link(_("Home"), "/")
    found = chrome_for(request).first(TrainingIndexPage)
    column = [Link(found.title, found.url if further else "")] if found else []
    return [home, *column, *(Link(*each) for each in further)]


def say(
    request: HttpRequest, title: str, text: str, *, tone: str = "wait", status: int = 200, **context: Any
) -> HttpResponse:
    """Answer one clear message with a way on."""
    column = chrome_for(request).first(TrainingIndexPage)
    context.update(
        title=title,
        text=text,
        tone=tone,
        column=column,
        breadcrumbs=trail(request, (title, "")),
        noindex=True,
    )
    return render(request, "home/training/message.html", context, status=status)


def unknown_link(request: HttpRequest) -> HttpResponse:
    """Answer a link that we did not sign, that belongs to something else, or whose data has been deleted."""
    return say(
        request,
        _("This link opens nothing"),
        _(
            "It may have been cut off when it was copied, or its data has been deleted after the "
            "retention period. "
            "Open the whole link from your e-mail or confirmation, or call the organiser."
        ),
        tone="bad",
        status=GONE,
    )
