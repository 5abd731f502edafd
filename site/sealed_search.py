"""Searching lists for people and enterprises. What was typed is sealed in the address.

A telephone number or a name in an address would stand in logs and histories (clause 6.3), so the form sends
it by POST and the list is asked for with the sealed text.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from wagtail_modeladmin.views import IndexView

from onestop.site import secrecy

PARAMETER = "s"
LONGEST = 120


def sealed_address(path: str, asked: QueryDict, text: str) -> str:
    """Return the address of the list for ``text``, with the filters of ``asked`` but from its first page."""
    kept = asked.copy()
    for name in (PARAMETER, "p", "view"):
        kept.pop(name, None)
    if text := text.strip()[:LONGEST]:
        kept[PARAMETER] = secrecy.seal(text)
    return f"{path}?{kept.urlencode()}" if kept else path


class SealedSearch:
    """What a ``ListingView`` is mixed with whose rows are of people or enterprises."""

    SEALED = True
    """Has the template send what is typed by POST."""
    SEARCH_VAR = PARAMETER
    IGNORED_PARAMS = (*IndexView.IGNORED_PARAMS, PARAMETER)
    _typed = ""

    @property
    def query(self) -> str:
        """What was typed; it is set to what the address has."""
        return self._typed

    @query.setter
    def query(self, sealed: str) -> None:
        self._typed = secrecy.unseal(sealed)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 - Django's
        """Seal what was typed into the address."""
        return redirect(sealed_address(request.path, request.GET, request.POST.get("q", "")))
