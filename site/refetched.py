"""What a press is answered with, fetched again at an address one can go back and forward to.

A page that answers a POST and must not be stored is an entry of the history that no browser shows again:
Chromium has an error there. So the browser is led to the form's own address with a mark, and the page waits
for it a quarter of an hour in the cache, sealed with a key that the browser alone has: what somebody typed
before agreeing to anything cannot be read by us (PIPL art. 13), and neither address nor log names it.
"""

import copy
import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from cryptography.fernet import Fernet, InvalidToken

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from onestop.site.secrecy import fingerprint

MARK = "answer"
"""The parameter that names a page which waits."""
COOKIE = "answer"
SECONDS = 15 * 60
LARGEST = 1024 * 1024
"""Bytes of a page; what is larger is answered directly."""
INSTEAD_OF = frozenset({HTTPStatus.OK, HTTPStatus.METHOD_NOT_ALLOWED})
"""What the address of a form answers to who may see it: a page, or that it takes presses alone."""
REFUSED = frozenset({HTTPStatus.CONFLICT, HTTPStatus.GONE, HTTPStatus.UNPROCESSABLE_ENTITY})
SHOWN_AT = "_shown_at"


def shown_at(response: HttpResponse, address: str) -> HttpResponse:
    """Have ``response`` be fetched at ``address``, also if staff would be shown it once only."""
    setattr(response, SHOWN_AT, address)
    return response


class RefetchedMiddleware:
    """Leads a browser from a press to the page that answers it; programs get the page itself.

    The page is shown only where its address answers whoever asks with a page: what somebody may not see any
    more, or a step that is not to be done any more, is answered as without the mark.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the view does, at an address of its own."""
        mark = _taken_out(request)
        before = _session_of(request) if mark else {}
        response = self.get_response(request)
        if request.method == "POST":
            if self._is_page(request, response):
                return _led(request, cast("HttpResponse", response))
            if COOKIE in request.COOKIES and response.status_code == HTTPStatus.FOUND:
                response.delete_cookie(COOKIE, samesite="Lax")  # it was right this time
        elif mark and response.status_code in INSTEAD_OF and _put(request, response, mark):
            _put_back(request, before)
        return response

    def _is_page(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        # What staff is shown once, such as a contact, stays shown once.
        public_page = response.status_code == HTTPStatus.OK and not request.path.startswith(self.admin_path)
        wanted = public_page or response.status_code in REFUSED or hasattr(response, SHOWN_AT)
        return (
            wanted
            and isinstance(response, HttpResponse)
            and "text/html" in request.headers.get("Accept", "")
            and response.get("Content-Type", "").startswith("text/html")
            and len(response.content) <= LARGEST
        )


def _taken_out(request: HttpRequest) -> str:
    """Take the mark out of the address: no view knows it, and none leads on with it. Return it."""
    if MARK not in request.GET:
        return ""
    asked = request.GET.copy()
    marks = asked.pop(MARK)
    request.GET = asked  # type: ignore[assignment]  # as Django's own setter takes it
    request.META["QUERY_STRING"] = asked.urlencode()
    return str(marks[-1])


def _led(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    key, mark = request.COOKIES.get(COOKIE, ""), secrets.token_urlsafe(9)
    if _box(key) is None:
        key = Fernet.generate_key().decode()
    box = cast("Fernet", _box(key))
    text = f"{_whose(request)}\n{page.status_code}\n".encode() + page.content
    caches["answers"].set(_name(mark), box.encrypt(text), SECONDS)
    asked = request.GET.copy()
    asked[MARK] = mark
    address = getattr(page, SHOWN_AT, request.path)
    led = HttpResponseRedirect(f"{address}?{asked.urlencode()}")
    led.cookies = page.cookies
    led.set_cookie(
        COOKIE,
        key,
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    add_never_cache_headers(led)
    return led


def _session_of(request: HttpRequest) -> dict[str, Any]:
    return copy.deepcopy(dict(request.session.items()))


def _put_back(request: HttpRequest, before: dict[str, Any]) -> None:
    """Undo what the page that nobody sees did to the session: a new secret beside the one that is shown."""
    if _session_of(request) != before:
        request.session.clear()
        request.session.update(before)


def _put(request: HttpRequest, response: Any, mark: str) -> bool:
    """Put the page that waits in the place of ``response``; tell whether the browser has its key."""
    box, sealed = _box(request.COOKIES.get(COOKIE, "")), caches["answers"].get(_name(mark))
    if box is None or sealed is None or not isinstance(response, HttpResponse):
        return False
    try:
        whose, status, page = box.decrypt(sealed).split(b"\n", 2)
    except InvalidToken:
        return False
    if whose.decode() != _whose(request):
        return False
    response.status_code, response.content = int(status), page
    add_never_cache_headers(response)
    return True


def _box(key: str) -> Fernet | None:
    try:
        return Fernet(key)
    except ValueError:
        return None


def _name(mark: str) -> str:
    return fingerprint(mark)  # whatever an address says is a name a cache takes


def _whose(request: HttpRequest) -> str:
    return str(request.user.pk or "")
