"""Everything that the page of one organisation shows."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.db.models import DateField, F, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from onestop.catalogue.organisations import hooks, hours, staffing
from onestop.catalogue.organisations.choices import BasisKind, Kind, Outcome, Status
from onestop.catalogue.organisations.listing import places
from onestop.catalogue.organisations.models import (
    Organisation,
    Qualification,
    StationAssessment,
    StationGuidance,
)
from onestop.site import hooks as site_hooks
from onestop.site.look.parts import Contact, Link
from onestop.site.page_cache import remember
from onestop.site.prepared import related_rows

LATEST = 3
"""Guidance and assessments shown."""

Pairs = list[tuple[str, Any]]


def find(slug: str) -> Organisation | None:
    """Return a public organisation with what its page needs."""
    return next((place for place in places() if place.slug == slug), None)


def services_on(day: dt.date) -> dict[int, list[Link]]:
    """Return what each public organisation offers on a day; asked once, as content and day decide it."""
    return remember(("network.services", day), lambda: _ask_services(day))


def _ask_services(day: dt.date) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    ids = list(Organisation.objects.running(day).order_by().values_list("pk", flat=True))
    for offered in site_hooks.collect(hooks.SERVICES_OFFERED, ids, day):
        for pk, links in offered.items():
            found.setdefault(pk, []).extend(links)
    return found


class Profile:
    """An organisation as a visitor sees it at a moment."""

    def __init__(self, organisation: Organisation, moment: dt.datetime | None = None) -> None:
        self.organisation = organisation
        self.moment = timezone.localtime(moment)
        self.today = self.moment.date()
        self.now = hours.now_at(organisation, self.moment)
        self.standing = organisation.standing(self.today)

    @property
    def works(self) -> bool:
        """Tell whether it takes requests today."""
        return self.standing == Status.RUNNING

    @property
    def is_open(self) -> bool:
        """Tell whether its doors are open now."""
        return self.works and self.now.is_open

    @property
    def contact(self) -> Contact:
        """Return how it may be reached; an outlet's only as its enterprise agrees."""
        place = self.organisation
        if not place.shows_contact:
            return Contact(place.name)
        return Contact(place.name, place.phone, place.address)

    @cached_property
    def banner(self) -> tuple[str, str, str] | None:
        """Return tone, title and text of what to know before going there."""
        place = self.organisation
        if self.standing == Status.NOTICE:
            day = f"{place.notice_ends_on:%Y-%m-%d}" if place.notice_ends_on else "—"
            text = _("The notice ends on %(day)s. Until then no requests are taken here.") % {"day": day}
            return "wait", _("On public notice"), text
        if self.standing != Status.SUSPENDED:
            return None
        if place.status == Status.SUSPENDED:
            return "bad", _("Suspended"), place.status_reason
        day = f"{place.basis_until:%Y-%m-%d}"
        text = _("The document on which it acts ended on %(day)s. Please ask the centre.") % {"day": day}
        return "bad", _("Suspended"), text

    @cached_property
    def week(self) -> list[tuple[str, str]]:
        """Return the weekly hours; none where none are known."""
        return hours.week(self.organisation) if self.organisation.hours.all() else []

    @cached_property
    def changes(self) -> list[hours.Opening]:
        """Return the days of the next two weeks that are not as usual."""
        return hours.coming_changes(self.organisation, self.today)

    @cached_property
    def windows(self) -> list[staffing.OpenWindow]:
        """Return the windows of today."""
        return staffing.windows_on(self.organisation, self.today) if self.works else []

    @cached_property
    def qualifications(self) -> list[Qualification]:
        """Return its certificates, the valid ones first."""
        rows = related_rows(self.organisation, "qualifications")
        return sorted(rows, key=lambda each: (not each.is_valid_on(self.today), each.kind, each.number))

    @cached_property
    def services(self) -> list[Link]:
        """Return what is offered here today."""
        if not self.works:
            return []
        return services_on(self.today).get(self.organisation.pk, [])

    @cached_property
    def children(self) -> list[Organisation]:
        """Return the public organisations right below it."""
        if self.organisation.kind not in {Kind.CENTRE, Kind.STATION}:
            return []
        below = [place for place in places() if place.parent_id == self.organisation.pk]
        return sorted(below, key=lambda place: place.name)

    @cached_property
    def history(self) -> list[tuple[dt.date, str, str]]:
        """Return the latest guidance and assessments by the centre: day, kind, words."""
        if self.organisation.kind not in {Kind.STATION, Kind.OUTLET}:
            return []
        columns = ("day", "words", "period_from", "period_until")
        no_day = Value(None, output_field=DateField())
        guided = StationGuidance.objects.order_by().annotate(
            words=F("subject"), period_from=no_day, period_until=no_day
        )
        assessed = StationAssessment.objects.order_by().annotate(words=F("outcome"))
        here = {"organisation": self.organisation}
        rows = (
            guided.filter(**here).values_list(*columns).union(assessed.filter(**here).values_list(*columns))
        )
        return [_history_line(*row) for row in rows.order_by("-day")[: 2 * LATEST]]

    @cached_property
    def head(self) -> str:
        """Return who answers for the place: a name only if the person agrees; empty for institutions."""
        if self.organisation.kind not in {Kind.CENTRE, Kind.STATION, Kind.OUTLET}:
            return ""
        head = staffing.head_of(self.organisation, self.today)
        if head.person is None:
            return ""
        if head.stands_in:
            return _("run by the centre")
        return head.person.name if head.person.name_is_public else ""

    @cached_property
    def basis(self) -> Pairs:
        """Return on what it acts, as terms and values; an outlet: its enterprise."""
        place = self.organisation
        if place.kind == Kind.OUTLET:
            return _filled(
                (_("Enterprise"), place.enterprise_name),
                (_("Scale"), place.get_enterprise_scale_display()),
                (_("Quality elements"), "、".join(place.elements())),
                (_("Key enterprise by"), place.key_enterprise_basis),
            )
        if not place.basis_kind:
            return []
        until = place.basis_until
        validity = _("until %(day)s") % {"day": f"{until:%Y-%m-%d}"} if until else _("without end")
        return _filled(
            (_("Acts by"), place.get_basis_kind_display()),
            (pgettext("basis", "Issued by"), f"{place.basis_issuer} ({place.get_basis_level_display()})"),
            (pgettext("basis", "Document"), place.basis_number),
            (pgettext("basis", "Issued on"), place.basis_issued_on),
            (_("Valid"), validity),
        )

    @property
    def basis_url(self) -> str:
        """Return where the document can be read, if anywhere."""
        place = self.organisation
        if place.basis_url:
            return place.basis_url
        return place.basis_document.url if place.basis_document else ""

    @property
    def notice_url(self) -> str:
        """Return the address of its notice page, if it has one."""
        place = self.organisation
        has_notice = place.basis_kind == BasisKind.NOTICE and place.notice_starts_on
        return f"{place.get_absolute_url()}notice/" if has_notice else ""


def _history_line(
    day: dt.date, words: str, begins: dt.date | None, ends: dt.date | None
) -> tuple[dt.date, str, str]:
    """Return what the centre did: guidance by its subject, an assessment by its period and outcome."""
    if begins is None or ends is None:
        return day, pgettext("station", "Guidance"), words
    period = f"{begins:%Y-%m-%d}–{ends:%Y-%m-%d} {Outcome(words).label}"
    return day, pgettext("station", "Assessment"), period


def _filled(*pairs: tuple[str, Any]) -> Pairs:
    return [(str(term), value) for term, value in pairs if value]
