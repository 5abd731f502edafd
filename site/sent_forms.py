"""What forms send, for all of them: nothing that cannot be seen, and 400 for what no page of ours sends."""

import logging
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.db import DataError
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from onestop.site import errors

logger = logging.getLogger(__name__)

UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""Control signs, halves of signs and what is no sign at all. They come with what is copied out of PDF and old
Word files; PostgreSQL takes no NUL, and neither XML nor a workbook takes the others."""

BREAKS = re.compile("[\x0b\x0c\x85]")
"""Breaks of line and page, as word processors write them."""

FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
COUNT = "-TOTAL_FORMS"
LONGEST_COUNT = 6
NEXT = "next"
"""Where a form leads on to: Django takes what is no address for the name of one."""

READS = frozenset({"value_from_datadict", "value_omitted_from_data", "get_value_data", "_construct_form"})
"""Functions of Django and Wagtail that read a form's values: before anything is checked, or to show again in
a chooser what was not accepted."""

CHECKS = "full_clean"
TOO_LARGE = (OverflowError, DataError)
"""A key with more digits than any has: Django looks for the row in the database, which cannot hold it."""

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ValidationError, *TOO_LARGE)


def seen(text: str) -> str:
    """Return ``text`` without what cannot be seen; a break of a word processor is a space."""
    return BREAKS.sub(" ", UNSEEN.sub("", text))


class SentFormMiddleware:
    """Keeps out of every form what cannot be seen, and answers 400 where a form cannot be read at all.

    Wagtail reads a StreamField's own fields without checking them (a count that is no number, rich text that
    is no JSON): whoever sends such a thing has not used our page, and no error of ours is to be reported.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the view does."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Put the readable form in the place of what was sent.

        Raises:
            BadRequest: It says to have more parts than it has fields, or to lead on to what is no address.
        """
        if request.method != "POST" or request.content_type not in FORMS:
            return
        sent = request.POST
        if (sent.get(NEXT) or "/")[0] not in "/?#" and "://" not in sent[NEXT]:
            raise BadRequest("no address")
        for name in sent:
            if name.endswith(COUNT) and not _can_be(sent[name], len(sent)):
                raise BadRequest("more forms than fields")
        if any(UNSEEN.search(value) or BREAKS.search(value) for name in sent for value in sent.getlist(name)):
            request.POST = _readable(sent)  # type: ignore[assignment]  # Django's own setter takes it

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer 400 where reading the form has failed; anything else goes its way."""
        if request.method != "POST" or not isinstance(exception, UNREADABLE) or not _in_reading(exception):
            return None
        logger.warning("a form could not be read: %s", type(exception).__name__)
        return errors.bad_request(request, exception)


def _can_be(count: str, fields: int) -> bool:
    """Tell whether a form of so many fields can have ``count`` parts; what is no number its form refuses."""
    return not count.isdecimal() or (len(count) <= LONGEST_COUNT and int(count) <= fields)


def _readable(sent: QueryDict) -> QueryDict:
    changed = QueryDict(mutable=True, encoding=sent.encoding)
    for name in sent:
        changed.setlist(name, [seen(value) for value in sent.getlist(name)])
    changed._mutable = False  # noqa: SLF001 - as Django itself closes it
    return changed


def _in_reading(exception: Exception) -> bool:
    """Tell whether an exception comes from reading a form."""
    reads = READS | {CHECKS} if isinstance(exception, TOO_LARGE) else READS
    step = exception.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_name in reads:
            return True
        step = step.tb_next
    return False
