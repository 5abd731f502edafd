"""Error answers: pages in the site's look, JSON below ``/api/``; none of them needs the database."""

import logging
import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token

logger = logging.getLogger(__name__)

API_PREFIX = "/api/"
RETRY_SECONDS = 5

CODES = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    422: "invalid",
    429: "too_many_requests",
    500: "server_error",
    503: "unavailable",
}


def message_for(status: int) -> str:
    """Return what an error of ``status`` means and what to do, for a reader of the API."""
    return {
        400: _("The request could not be read. Please check what was sent."),
        403: _("This is not open to you."),
        404: _("There is nothing at this address."),
        405: _("This address does not answer requests of this kind."),
        422: _("A value is not of the described form."),
        429: _("Too many requests in a short time. Please wait a moment and try again."),
        500: _("Something went wrong on our side. It has been recorded; please try again later."),
        503: _("The service is not available for a moment. Please try again later."),
    }.get(status, HTTPStatus(status).phrase)


def error_json(
    status: int, message: str = "", code: str = "", fields: list[dict[str, str]] | None = None
) -> HttpResponse:
    """Return the API's answer for an error.

    Args:
        status: The HTTP status.
        message: What is wrong and what to do; a general one if empty.
        code: A word for programs; that of the status if empty.
        fields: For refused values, one ``{"field", "message"}`` each.
    """
    error: dict[str, object] = {
        "code": code or CODES.get(status, "error"),
        "message": message or message_for(status),
    }
    if fields:
        error["fields"] = fields
    return JsonResponse({"error": error}, status=status, json_dumps_params={"ensure_ascii": False})


def _answer(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    """Return the error as JSON or as a page, after the client."""
    if request.path.startswith(API_PREFIX):
        return error_json(status)
    return render(request, template or f"{status}.html", {"plain_frame": True}, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 400."""
    return _answer(request, 400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 403."""
    return _answer(request, 403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 404."""
    return _answer(request, 404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, in plain text if the page itself is what fails; 503 if the database did not do its part.

    One that is gone, starts again, kept somebody waiting too long or gave two of us up for each other (a
    deadlock) has undone what was begun: the same once more may well go through.
    """
    try:
        if isinstance(sys.exception(), OperationalError | InterfaceError):
            answer = _answer(request, 503)
            answer["Retry-After"] = str(RETRY_SECONDS)
            return answer
        return _answer(request, 500)
    except Exception:
        logger.exception("the error page failed")
        return HttpResponse(message_for(500), status=500, content_type="text/plain; charset=utf-8")


@never_cache
def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer 429; allauth calls it too, as ``handler429`` of the URLs."""
    return _answer(request, 429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer 403 for a form whose token is missing or old, with what to do about it."""
    return _answer(request, 403, "403_csrf.html")


def api_not_found(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer 404 for an address below ``/api/`` that no router knows."""
    return error_json(404)
