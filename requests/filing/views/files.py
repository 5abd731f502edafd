"""Handing out a file of a case after the permission check; everything else is a 404."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onestop.requests.filing import tokens
from onestop.requests.filing.models import Attachment
from onestop.requests.filing.reading import note_look, readable
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import ServiceRequest


@require_safe
def of_account(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a file of a case that the account may read."""
    cases = ServiceRequest.objects.for_user(request.user)
    case = get_object_or_404(cases, attachments__pk=pk)
    actor = Actor.of(request.user, case)
    attachment = get_object_or_404(readable(actor, case), pk=pk)
    note_look(actor, case)
    return _answer(attachment)


@require_safe
def of_holder(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:  # noqa: ARG001 - a view's
    """Hand out a file to whoever holds the link of its case."""
    case = tokens.find(token)
    if case is None:
        raise Http404
    return _answer(get_object_or_404(readable(Actor.holder(), case), pk=pk))


def _answer(attachment: Attachment) -> HttpResponseBase:
    """Send the file to be saved, never to be run: what it is, is said by us, and nothing in it may start."""
    try:
        opened = attachment.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("This file is not there any more.")) from error
    response = FileResponse(
        opened, as_attachment=True, filename=attachment.name, content_type=attachment.mime
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
