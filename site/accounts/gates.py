"""What stands between sign-in and work: a second factor to set up, a promise to give, a notice to read.

Asked once, when somebody signs in; what is open is kept in the session, so that no request costs a query.
``GateMiddleware`` leads to the first that is open, whatever was asked for; each takes itself away by
``pass_by``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from onestop.site import hooks

KEPT = "gates"
"""Key of the session."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Something to be done before anything else.

    Attributes:
        name: In the session.
        needed: ``f(request, user) -> bool``, asked when ``user`` signs in.
        url_name: Where it is done, below ``/accounts/``.
    """

    name: str
    needed: Callable[[HttpRequest, Any], bool]
    url_name: str


def all_gates() -> list[Gate]:
    """Return the gates in their order."""
    return sorted(hooks.collect(hooks.SIGN_IN_GATES), key=lambda gate: gate.name != "second_factor")


def note(request: HttpRequest, user: Any) -> None:
    """Write into the session what ``user``, who has just signed in, has to do first."""
    needed = [gate.name for gate in all_gates() if gate.needed(request, user)]
    if needed:
        request.session[KEPT] = needed


def pass_by(request: HttpRequest, name: str) -> None:
    """Take a gate away: what it asks for is done."""
    left = [each for each in request.session.get(KEPT, []) if each != name]
    if left:
        request.session[KEPT] = left
    else:
        request.session.pop(KEPT, None)


def put_back(request: HttpRequest, name: str) -> None:
    """Close a gate again in this session: what it asks for has been undone."""
    request.session[KEPT] = [name, *(each for each in request.session.get(KEPT, []) if each != name)]


class GateMiddleware:
    """Leads somebody who has signed in to the first open gate. Sign-in itself and files stay reachable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.free = ("/accounts/", settings.STATIC_URL, settings.MEDIA_URL, "/healthz")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead to the gate."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith(self.free):
            open_gates = request.session.get(KEPT)
            if open_gates:
                return self.lead(request, open_gates[0])
        return self.get_response(request)

    def lead(self, request: HttpRequest, name: str) -> HttpResponse:
        """Return the way to a gate, and back afterwards."""
        gate = next((each for each in all_gates() if each.name == name), None)
        if gate is None:  # an app that was taken out
            pass_by(request, name)
            return HttpResponseRedirect(request.get_full_path())
        back = request.get_full_path() if request.method == "GET" else "/"
        return HttpResponseRedirect(f"{reverse(gate.url_name)}?{urlencode({'next': back})}")
