"""The enterprise’s own archive in its room: to look at, to print, to take away (clause 6.1 ⑤)."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onestop.requests.archives import exporting, reading
from onestop.requests.archives.exporting import Export
from onestop.requests.archives.models import ArchiveItem, EnterpriseArchive, ItemQuerySet
from onestop.requests.archives.services import private_of
from onestop.requests.archives.shown import show
from onestop.requests.enterprises import accounts, looking, rooms
from onestop.requests.enterprises.models import Membership
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.site.look.parts import Link


def items_of(membership: Membership) -> ItemQuerySet:
    """Return the sealed items that a member reads: all of the enterprise once its licence was compared."""
    proved = membership.confirmed_at is not None
    rows = ArchiveItem.objects.of(membership.enterprise).of_member(membership.user, proved=proved).kept()
    return rows.select_related("case", "archive").order_by("-sealed_at", "-pk")


@require_safe
@rooms.member_required
def archive(request: HttpRequest) -> HttpResponse:
    """Show cover and list of the archive."""
    membership = rooms.membership_of(request)
    places = ArchiveItem.objects
    context = {
        "archive": EnterpriseArchive.objects.filter(enterprise=membership.enterprise).first(),
        "items": items_of(membership),
        "removed": places.removed_of(membership.enterprise) if membership.confirmed_at else places.none(),
        "enterprise": membership.enterprise,
        "breadcrumbs": rooms.trail((_("Quality archive"), "")),
    }
    return render(request, "requests/archives/my_archive.html", context)


@require_safe
@rooms.member_required
def item(request: HttpRequest, number: str) -> HttpResponse:
    """Show what was sealed of one case, without what is the staff's alone."""
    found = get_object_or_404(items_of(rooms.membership_of(request)), number=number)
    contact = private_of(found).get("contact", {})
    context = {
        "shown": show(found, inside=False),
        "contact": [(label, contact[name]) for name, label in looking.FIELDS.items() if contact.get(name)],
        "breadcrumbs": rooms.trail((_("Quality archive"), "/my/archive/"), (found.number, "")),
    }
    return render(request, "requests/archives/my_item.html", context)


@require_safe
@rooms.member_required
def printed(request: HttpRequest) -> HttpResponse:
    """Show cover, catalogue and content to be printed on A4."""
    export = _export(request)
    context = {
        "export": export,
        "shown": [show(each, inside=False) for each in export.items],
        "breadcrumbs": [Link(_("Quality archive"), "/my/archive/")],
        "back": "/my/archive/",
        "noindex": True,
    }
    return render(request, "requests/archives/print.html", context)


@require_POST
@rooms.member_required
def export(request: HttpRequest) -> HttpResponseBase:
    """Hand out the archive as a ZIP or a PDF, after that was written down."""
    made = _export(request)
    looking.note_look(
        Actor(request.user), Role.ENTERPRISE, reading.FIELDS, made.purpose, enterprise=made.enterprise
    )
    return exporting.answer_paper(made) if "pdf" in request.POST else exporting.answer(made)


def _export(request: HttpRequest) -> Export:
    membership = rooms.membership_of(request)
    who = accounts.person_of(request.user).name or membership.enterprise.name
    purpose = _("The enterprise’s own copy")
    return Export(membership.enterprise, list(items_of(membership)), inside=False, who=who, purpose=purpose)
