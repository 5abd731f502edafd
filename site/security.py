"""Headers of every answer and the idle limit of a session."""

import time
from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from onestop.site.settings.security import ADMIN_POLICY, PERMISSIONS_POLICY

SLIDE_SECONDS = 300
"""A session in use is prolonged this often, so that reading does not write to the database at every click."""


ENDED = "ended"
"""Parameter of the sign-in: somebody comes from a session that is not there any more."""


def is_preview(request: HttpRequest) -> bool:
    """Return whether Wagtail renders a draft for the preview frame of its editor.

    It does so with a request of its own, that has the page's public address.
    """
    return bool(getattr(request, "is_preview", False))


class SecurityHeadersMiddleware(CSPMiddleware):
    """Content-Security-Policy, strict for the public and as Wagtail needs it below ``/admin/``, and others.

    A view may still change its policy with django-csp's decorators.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self.admin_path = reverse("wagtailadmin_home")

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001 - django-csp's own signature
    ) -> PolicyParts:
        """Return the policy for ``request``."""
        parts = super().get_policy_parts(request, response, report_only)
        in_admin = request.path.startswith(self.admin_path) or is_preview(request)
        if in_admin and parts.config is None and not report_only:
            parts.config = ADMIN_POLICY
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the headers that the view has not set itself."""
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_preview(request):
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return super().process_response(request, response)


class NulMiddleware:
    """Refuses a NUL in the query of an address below ``/admin/`` (400).

    Lists of the admin hand what is asked for to the database as it is, and PostgreSQL takes no NUL. The
    public pages answer it themselves, with what else was asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, unless there is one."""
        if "%00" in request.META.get("QUERY_STRING", "") and request.path.startswith(self.admin_path):
            raise BadRequest("NUL in the query")
        return self.get_response(request)


class IdleSessionMiddleware:
    """Ends a session ``SESSION_COOKIE_AGE`` after it was last used, not after it began."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the session of who is signed in as used, at most every five minutes; if it ended, say so."""
        response = self.get_response(request)
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            return response
        if request.session.is_empty():
            say_that_it_ended(response)
            return response
        now = int(time.time())
        if now - request.session.get("used", 0) >= SLIDE_SECONDS:
            request.session["used"] = now
        return response


def say_that_it_ended(response: HttpResponseBase) -> None:
    """Have the sign-in say why one has to sign in again, if ``response`` leads there and back.

    Whoever comes with any cookie is told the same: what the rules are, and nothing of an account.
    """
    where = response.get("Location", "")
    if where.startswith((reverse("account_login"), reverse("wagtailadmin_login"))) and "next=" in where:
        response["Location"] = f"{where}&{ENDED}="
