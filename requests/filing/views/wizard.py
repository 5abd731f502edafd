"""The form for everybody: four screens, kept as one goes, sent once (clauses 3.1, 4.3.2.1)."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onestop.catalogue.services.finding import find_services
from onestop.home.training.views.common import private
from onestop.requests.enterprises import notices
from onestop.requests.enterprises.rooms import memberships_of
from onestop.requests.filing import (
    attachments,
    details,
    drafts,
    holding,
    returned,
    sending_limits,
    similar,
    steps,
)
from onestop.requests.filing.forms import LONGEST, TRAP, ContactForm, NeedForm, contact_initial
from onestop.requests.filing.models import AttachmentKind
from onestop.requests.workflow.choices import Channel
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import contacts
from onestop.site.digits import number_of
from onestop.site.errors import bad_request, too_many_requests

KEPT = ("office", "about", "standard", "expert")
"""Parameters of an address that the form takes over: the window of a QR code, what was searched for."""

LONGEST_ABOUT = 200


@require_safe
@private
def new(request: HttpRequest) -> HttpResponse:
    """Answer the first screen: which service it is; an address that names one goes on at once."""
    if "item" in request.GET:
        return redirect(f"{reverse('requests_new_need')}?{request.GET.urlencode()}")
    asked = request.GET.get("q", "").strip()[:LONGEST_ABOUT]
    found = find_services(asked)
    kept = urlencode({name: request.GET[name] for name in KEPT if request.GET.get(name)})
    context = {
        "steps": steps.stepper("requests_new"),
        "asked": asked,
        "found": found,
        "shelves": []
        if asked
        else [(each, list(rows)) for each, rows in groupby(found, lambda e: e.category)],
        "draft": holding.draft_of(request),
        "kept": f"&{kept}" if kept else "",
        "adding": "add" in request.GET,
        "breadcrumbs": steps.trail(request, _("File a request")),
    }
    return render(request, "requests/filing/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def need(request: HttpRequest) -> HttpResponse:
    """Answer the second screen; whatever is sent is kept, also what has to be changed."""
    draft = holding.draft_of(request)
    named = request.POST if request.method == "POST" else request.GET
    item = steps.item_of(named.get("item")) if "item" in named else (draft.item if draft else None)
    if request.method != "POST":
        came_back = None if "item" in named else returned.need_form(request, draft, item)
        form = came_back or NeedForm(initial=_need_initial(request, draft), item=item)
        return _need_page(request, draft, item, form)
    if request.POST.get(TRAP):
        return bad_request(request, ValueError("trap"))
    if not sending_limits.screens.allow_request(request):
        return too_many_requests(request)
    return _need_sent(request, draft, item)


def _need_sent(request: HttpRequest, draft: ServiceRequest | None, item: Any) -> HttpResponse:
    form = NeedForm(request.POST, request.FILES, item=item)
    valid = form.is_valid()
    draft = _keep_need(request, draft, item, form)
    returned.let_go_need(request)
    pressed = request.POST.get("do", "next")
    if pressed == "save":
        return _similar(request, str(form["description"].value() or ""), item)
    if pressed.startswith("remove-"):
        _remove_file(draft, pressed.removeprefix("remove-"))
    if pressed == "next" and valid and form.is_valid():
        return redirect("requests_new_check" if draft.notice_version else "requests_new_contact")
    if pressed != "next" and not form.errors.get("files"):
        return redirect(f"{reverse('requests_new_need')}#files")
    returned.keep_need(request, draft, form)
    return redirect("requests_new_need")


def _need_initial(request: HttpRequest, draft: ServiceRequest | None) -> dict[str, Any]:
    if draft is None:
        about = request.GET.get("about", "")[:LONGEST_ABOUT]
        return {"description": about, details.STANDARD: request.GET.get(details.STANDARD, "")[:LONGEST_ABOUT]}
    return {**draft.details, "description": draft.description, "wanted_by": draft.wanted_by}


def _keep_need(
    request: HttpRequest, draft: ServiceRequest | None, item: Any, form: NeedForm
) -> ServiceRequest:
    """Keep what was typed, however it is, and of the files those that can be taken."""
    clean = form.cleaned_data
    known = draft.details if draft else {}
    about = [name for name in details.ABOUT if name not in form.fields]
    came = {name: _plain(request.POST[name]) for name in about if request.POST.get(name)}
    kept = {details.ALSO: known[details.ALSO]} if known.get(details.ALSO) else {}
    data: dict[str, Any] = {
        "item": item,
        "description": clean.get("description", _typed(form)),
        "details": {**{n: known[n] for n in about if n in known}, **kept, **came, **form.answers()},
    }
    if "wanted_by" in clean:
        data["wanted_by"] = clean["wanted_by"]
    if draft is None:
        data |= {"channel": Channel.COLUMN, "office": steps.office_of(request.POST.get("office"))}
        draft = drafts.create_draft(steps.actor_of(request), data)
    else:
        draft = drafts.save_draft(draft.pk, data)
    holding.keep_draft(request, draft)
    _keep_files(draft, form, request.FILES.getlist("files"))
    return draft


def _keep_files(draft: ServiceRequest, form: NeedForm, uploads: Iterable[Any]) -> None:
    """Keep what can be taken: whoever chose five files and one was faulty need not choose four again."""
    for upload in uploads:
        try:
            attachments.attach(draft, upload, AttachmentKind.NEED, draft.filed_by)
        except ValidationError as error:
            said = [str(each) for each in form.errors.get("files", ())]
            for message in error.messages:
                if message not in said:
                    form.add_error("files", message)


def _typed(form: NeedForm) -> str:
    """Return words that have to be changed, to be kept all the same; but never an identity number."""
    words = _plain(str(form["description"].value() or ""), 2 * LONGEST)
    if form.has_error("description", "identity"):
        return contacts.without_identity_numbers(words)
    return words


def _plain(text: str, longest: int = LONGEST_ABOUT) -> str:
    """Return what a database takes: not too long, and without the sign that ends a text in C."""
    return text[:longest].replace("\0", "")


def _remove_file(draft: ServiceRequest, key: str) -> None:
    """Remove a file of a draft; another's is not found."""
    for attachment in draft.attachments.filter(pk=number_of(key)):
        attachment.delete()
        attachment.remove_file()


def _similar(request: HttpRequest, text: str, item: Any) -> HttpResponse:
    context = {"similar": similar.similar_to(text, with_services=item is None)}
    return render(request, "requests/filing/similar.html", context)


def _need_page(request: HttpRequest, draft: ServiceRequest | None, item: Any, form: NeedForm) -> HttpResponse:
    named = request.GET
    text = draft.description if draft else str(form.initial.get("description", ""))
    context = {
        "steps": steps.stepper("requests_new_need"),
        "form": form,
        "item": item,
        "draft": draft,
        "files": draft.attachments.all() if draft else [],
        "office": draft.office if draft else steps.office_of(named.get("office")),
        "came": {
            name: named[name][:LONGEST_ABOUT]
            for name in details.ABOUT
            if named.get(name) and name not in form.fields
        },
        "similar": similar.similar_to(text, with_services=item is None),
        "trap": TRAP,
        "breadcrumbs": steps.trail(request, _("File a request")),
    }
    return render(request, "requests/filing/need.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def contact(request: HttpRequest) -> HttpResponse:
    """Answer the third screen; what is typed here is kept only once the privacy notice was agreed to."""
    draft = holding.draft_of(request)
    if draft is None:
        return steps.sent_already(request)
    if address := steps.missing(draft, "requests_new_contact"):
        return redirect(address)
    notice = notices.current()
    if request.method == "POST":
        if not sending_limits.screens.allow_request(request):
            return too_many_requests(request)
        form = ContactForm(request.POST)
        if form.is_valid():
            data = form.data_of(notice.version)
            drafts.save_draft(draft.pk, {**data, "enterprise": _own_enterprise(request, data)})
            return returned.let_go_contact(redirect("requests_new_check"))
        return returned.keep_contact(redirect("requests_new_contact"), draft, form)
    initial = contact_initial(draft) if draft.phone else _known(request, draft)
    form = returned.contact_form(request, draft) or ContactForm(initial=initial)
    context = {
        "steps": steps.stepper("requests_new_contact"),
        "form": form,
        "draft": draft,
        "item": draft.item,
        "notice": notices.items(notice),
        "similar": similar.similar_to(draft.description, with_services=draft.item is None),
        "breadcrumbs": steps.trail(request, _("File a request")),
    }
    return render(request, "requests/filing/contact.html", context)


def _known(request: HttpRequest, draft: ServiceRequest) -> dict[str, Any]:
    """Return what the platform knows of the account already: nobody is asked twice (国令 716, art. 7)."""
    known: dict[str, Any] = {"office": draft.office}
    if not request.user.is_authenticated:
        return known
    for membership in memberships_of(request.user)[:1]:
        enterprise = membership.enterprise
        known |= {
            "enterprise_name": enterprise.name,
            "credit_code": enterprise.credit_code,
            "region": enterprise.region,
        }
    person = getattr(request.user, "person", None)
    return known | {"contact_name": request.user.get_full_name(), "phone": person.phone if person else ""}


def _own_enterprise(request: HttpRequest, data: dict[str, Any]) -> Any:
    """Return the enterprise of the account if it is the one that was written down, else none yet."""
    if not request.user.is_authenticated:
        return None
    for membership in memberships_of(request.user):
        enterprise = membership.enterprise
        if data["credit_code"] == enterprise.credit_code and data["enterprise_name"] == enterprise.name:
            return enterprise
    return None


@require_POST
@private
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the draft away, as whoever wrote it on another's computer wants to."""
    draft = holding.draft_of(request)
    if draft is not None:
        drafts.discard(draft, "thrown away by whoever wrote it")
        messages.success(request, _("What you wrote has been deleted."))
    holding.let_go(request)
    return returned.let_go_contact(redirect("requests_new"))
