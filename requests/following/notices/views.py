"""The texts of notifications in the admin: one list of all kinds, and a form that makes a new version."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wagtail.admin import messages

from onestop.requests.following.models import NotificationTemplate
from onestop.requests.following.notices.table import KINDS, label_of
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role

EDITORS = frozenset({Role.HEAD, Role.AGENT})
LINK = "{link}"


class TextForm(forms.ModelForm):
    """The words of one kind."""

    class Meta:
        model = NotificationTemplate
        fields = ("subject", "text", "short")
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "short": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_link = LINK in str(KINDS[kind].text)

    def clean(self) -> dict[str, Any]:
        """Refuse a text that leads nowhere, where the words of the kind lead to a page."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("text", "short"):
            if self.needs_link and name in data and LINK not in data[name]:
                self.add_error(name, _("Name {link}: without it nobody finds the page."))
        return data


@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """Answer all kinds with their words of today, and of which version they are."""
    _check(request)
    newest = {each.kind: each for each in NotificationTemplate.objects.order_by("version")}
    rows = [
        {
            "kind": kind,
            "label": label_of(kind),
            "words": newest.get(kind) or words,
            "version": getattr(newest.get(kind), "version", 0),
        }
        for kind, words in KINDS.items()
    ]
    return render(request, "requests/following/texts.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer the form of one kind, or keep what was typed as its next version; what was stays.

    Raises:
        Http404: There is no such kind.
    """
    _check(request)
    if kind not in KINDS:
        raise Http404
    versions = list(NotificationTemplate.objects.filter(kind=kind).select_related("by"))
    form = TextForm(request.POST or None, initial=_now(kind, versions), kind=kind)
    if request.method == "POST" and form.is_valid():
        version = keep(kind, form.cleaned_data, request.user)
        messages.success(request, _("Version %(n)s holds from now on.") % {"n": version})
        return redirect("requests_texts")
    context = {"form": form, "label": label_of(kind), "versions": versions}
    return render(request, "requests/following/text.html", context)


def keep(kind: str, words: dict[str, str], user: Any) -> int:
    """Make ``words`` the version of ``kind`` that holds, and return its number.

    The same words once more, as of a button that was pressed twice, are the version that there is.
    """
    newest = NotificationTemplate.objects.filter(kind=kind).order_by("-version").first()
    if newest and all(getattr(newest, name) == value for name, value in words.items()):
        return newest.version
    try:
        with transaction.atomic():
            row = NotificationTemplate(kind=kind, by=user, version=next_version(kind), **words)
            row.save(force_insert=True)
    except IntegrityError:  # one was saved at the same moment
        if not NotificationTemplate.objects.filter(kind=kind, version=row.version).exists():
            raise
        return keep(kind, words, user)
    return row.version


def next_version(kind: str) -> int:
    """Return the number of the next version; call it in the transaction that uses it."""
    rows = NotificationTemplate.objects.select_for_update().filter(kind=kind).order_by("-version")
    last = rows.first()
    return (last.version if last else 0) + 1


def _now(kind: str, versions: list[NotificationTemplate]) -> dict[str, Any]:
    words: Any = versions[0] if versions else KINDS[kind]
    return {"subject": words.subject, "text": words.text, "short": words.short or words.text}


def _check(request: HttpRequest) -> None:
    """Let only the centre change what people are told.

    Raises:
        PermissionDenied: Somebody else asks.
    """
    if not roles.roles_of(request.user) & EDITORS:
        raise PermissionDenied
