"""A guide made ready for the template."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from onestop.catalogue.organisations.hours import opening_on
from onestop.catalogue.services import flow
from onestop.catalogue.services.choices import Charged, Form, Need
from onestop.catalogue.services.codes import qr
from onestop.catalogue.services.entries import Entry, entries
from onestop.catalogue.services.models import ServiceItemPage, ServiceMaterial, ServiceStep
from onestop.catalogue.services.offering import Network, network_today, offered
from onestop.catalogue.services.references import Reference, look_up
from onestop.catalogue.services.wording import days_text
from onestop.site.look.chrome import chrome_for
from onestop.site.look.parts import Contact, Link
from onestop.site.prepared import related_rows

LONGEST_HEADLINE = 18
TOWER = 24
"""Signs beyond which an answer in large letters becomes a tall narrow column."""
_STOPS = "：；。，"


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the four answers on top."""

    icon: str
    term: str
    value: str
    note: str = ""

    @property
    def is_long(self) -> bool:
        """Tell whether the answer is a sentence that nothing splits: in large letters it would be a tower."""
        return len(self.value) > TOWER


@dataclass(frozen=True, slots=True)
class Material:
    """A line of the checklist."""

    row: ServiceMaterial
    amount: str
    need: str | Promise
    blank_url: str
    sample_url: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go, with the hours of today."""

    name: str
    url: str
    address: str
    phone: str
    dial: str
    hours: str
    is_open: bool
    note: str
    is_sample: bool


class GuideView:
    """What the page of a guide prints.

    Args:
        request: the request.
        item: the item, which may be a draft or an earlier version.
        today: decides who offers it and which standard is in force.
        network: the organisations that work today; read when left out.
    """

    def __init__(
        self, request: HttpRequest, item: ServiceItemPage, today: dt.date, network: Network | None = None
    ) -> None:
        self.request = request
        self.item = item
        self.today = today
        self.network = network_today() if network is None else network

    @cached_property
    def url(self) -> str:
        """Return the full address of the guide."""
        return self.request.build_absolute_uri(self.path)

    @property
    def path(self) -> str:
        """Return the address of the guide within the site."""
        return self.item.get_url(self.request) or "/"

    @property
    def conditions(self) -> list[str]:
        """Return the conditions."""
        return self.item.lines("conditions")

    @property
    def promise(self) -> str:
        """Return the promised time in words."""
        return days_text(self.item.promised_days, instant=self.item.instant)

    @property
    def code(self) -> SafeString:
        """Return the QR code of the address."""
        return qr(self.url)

    @cached_property
    def facts(self) -> list[Fact]:
        """Return what one gets, who may ask, how long it takes and what it costs."""
        item = self.item
        result, about_result = headline(item.result)
        audience, about_audience = headline(item.audience)
        fee, about_fee = str(item.get_charged_display()), item.fee_standard
        if item.charged == Charged.NONE and about_fee.rstrip("。") in {fee, ""}:
            about_fee = ""
        return [
            Fact("document", _("What you get"), result, about_result or item.delivery),
            Fact("person", _("Who can ask"), audience, about_audience),
            Fact(
                "clock",
                _("How long it takes"),
                days_text(item.promised_days, instant=item.instant),
                self.time_note,
            ),
            Fact("money", _("What it costs"), fee, about_fee),
        ]

    @property
    def time_note(self) -> str:
        """Return the limit by law, or that the steps add up to the promise."""
        return self.item.statutory or _("Counted from the day we accept it")

    @cached_property
    def steps(self) -> list[ServiceStep]:
        """Return the steps."""
        return related_rows(self.item, "steps")

    @cached_property
    def picture(self) -> SafeString:
        """Return the way as a picture."""
        stations = [
            flow.Station(step.name, step_time(step), str(step.get_who_display()), yours=step.is_yours)
            for step in self.steps
        ]
        return flow.draw(
            tuple(stations), _("The way through: %(steps)s") % {"steps": " → ".join(s.name for s in stations)}
        )

    @property
    def sum(self) -> str:
        """Return how the steps add up, such as “1 + 5 + 1 = 7”."""
        days = [step.days for step in self.steps if step.days]
        return f"{' + '.join(map(str, days))} = {sum(days)}" if len(days) > 1 else ""

    @cached_property
    def materials(self) -> list[Material]:
        """Return the checklist."""
        rows = related_rows(self.item, "materials", "blank_file", "sample_file")
        return [self._material(number, row) for number, row in enumerate(rows, start=1)]

    def _material(self, number: int, row: ServiceMaterial) -> Material:
        blank = row.blank_file.url if row.blank_file else ""
        sample = row.sample_file.url if row.sample_file else ""
        page = f"{self.item.get_url(self.request)}forms/{number}/" if self.item.pk else ""
        if page and not blank and row.blank_text.strip():
            blank = page
        if page and not sample and row.sample_text.strip():
            sample = f"{page}sample/"
        amount = str(Form(row.form).label)
        if row.form != Form.ELECTRONIC:
            amount = _("%(form)s, %(copies)d") % {"form": amount, "copies": row.copies}
        return Material(row, amount, Need(row.need).label, blank, sample)

    @cached_property
    def places(self) -> list[Place]:
        """Return who offers it today; the item's qualification rule has been applied."""
        return [self._place(row) for row in offered(self.item, self.today, self.network)]

    def _place(self, row: Any) -> Place:
        host = row.organisation
        opening = opening_on(host, self.today)
        contact = Contact(host.name, host.phone if host.shows_contact else "")
        return Place(
            name=host.name,
            url=host.get_absolute_url(),
            address=host.address if host.shows_contact else "",
            phone=contact.phone,
            dial=contact.dial,
            hours=str(opening) if opening.spans or opening.reason or host.hours.all() else "",
            is_open=bool(opening.spans),
            note=row.note,
            is_sample=host.is_sample,
        )

    @property
    def is_offered(self) -> bool:
        """Tell whether anybody offers it today, and the guide is valid."""
        return bool(self.places) and not self.validity_notice

    @property
    def validity_notice(self) -> str:
        """Return what to say if the guide is not valid today."""
        item = self.item
        if item.valid_from and item.valid_from > self.today:
            return _("This guide becomes valid on %(day)s.") % {"day": item.valid_from.isoformat()}
        if item.valid_to and item.valid_to < self.today:
            return _("This guide was valid until %(day)s.") % {"day": item.valid_to.isoformat()}
        return ""

    @cached_property
    def _numbers(self) -> list[str]:
        return [row.number for row in related_rows(self.item, "standards")]

    @cached_property
    def _references(self) -> dict[str, Reference]:
        numbers = list(self._numbers)
        numbers += [block.value["standard"] for block in self.item.basis if block.value.get("standard")]
        return look_up(numbers, self.today)

    @property
    def standards(self) -> list[Reference]:
        """Return the standards it works with that are not named as its basis."""
        named = {block.value.get("standard") for block in self.item.basis}
        return [self._references[number] for number in self._numbers if number not in named]

    @property
    def basis(self) -> list[tuple[Any, Reference | None]]:
        """Return each basis with its standard, if it is one."""
        return [
            (block.value, self._references.get(block.value.get("standard") or ""))
            for block in self.item.basis
        ]

    @cached_property
    def related(self) -> list[Entry]:
        """Return the related items that are offered, else the others of the same clause."""
        known = entries()
        chosen = [known[row.other_id] for row in related_rows(self.item, "related") if row.other_id in known]
        if chosen:
            return chosen
        return [
            each for each in known.values() if each.clause == self.item.clause and each.pk != self.item.pk
        ]

    @cached_property
    def versions(self) -> Sequence[Any]:
        """Return the published versions, newest first."""
        return related_rows(self.item, "versions") if self.item.pk else []

    @property
    def latest(self) -> Any | None:
        """Return the newest published version."""
        return self.versions[0] if self.versions else None

    @cached_property
    def phone(self) -> Contact:
        """Return whom to call with questions: the item's own number, else the operator's."""
        operator = chrome_for(self.request).identity.operator
        return Contact(operator.name, self.item.phone or operator.phone)

    @cached_property
    def complaint_phone(self) -> Contact:
        """Return whom to call with complaints: the item's own number, else the organiser's."""
        organiser = chrome_for(self.request).identity.organiser
        return Contact(organiser.name, self.item.complaint_phone or organiser.phone)

    @property
    def breadcrumbs(self) -> list[Link]:
        """Return the way here: home, the directory, the category."""
        base = f"{(self.item.get_url(self.request) or '/').rstrip('/').rpartition('/')[0]}/"
        trail = [Link(_("Home"), reverse("wagtail_serve", args=[""])), Link(_("Find a service"), base)]
        if self.item.category:
            trail.append(Link(self.item.category.name, f"{base}?category={self.item.category.slug}"))
        return [*trail, Link(self.item.title, "", current=True)]


def headline(text: str) -> tuple[str, str]:
    """Split a long answer at its first stop: what stands out, and the rest as a note."""
    if len(text) <= LONGEST_HEADLINE:
        return text, ""
    for stop in _STOPS:
        first, found, rest = text.partition(stop)
        if found and len(first) <= LONGEST_HEADLINE and rest.strip():
            return first, rest.strip()
    return text, ""


def step_time(step: ServiceStep) -> str:
    """Return the time of a step in words."""
    return days_text(step.days) if step.days else _("not counted")
