"""What is missing: categories without expert, clauses without item, items that nobody may offer, counties.

Each finding names where somebody can put it right.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.catalogue.experts.coverage import coverage
from onestop.catalogue.institutions.certificates import read_cma
from onestop.catalogue.links.kinds import STANDARDS, LinkKind
from onestop.catalogue.links.models import ExternalLink
from onestop.catalogue.organisations import layout
from onestop.catalogue.organisations.choices import QualificationKind, Status
from onestop.catalogue.organisations.models import Qualification
from onestop.catalogue.services.clauses import CLAUSES
from onestop.catalogue.services.models import ServiceItemPage, ServiceProvision
from onestop.catalogue.services.offering import Network, network_on, offered

DIRECTORIES = (QualificationKind.CMA, QualificationKind.CERTIFICATION_BODY)


class Weight(StrEnum):
    """How much a finding matters."""

    GAP = "gap"
    CARE = "care"

    @property
    def shape(self) -> str:
        """Return a sign that does not depend on colour."""
        return {"gap": "✕", "care": "!"}[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right.

    Attributes:
        clause: of the municipal standard.
        subject: what it is about.
        text: what is the matter.
        url: where to put it right.
    """

    clause: str
    subject: str
    text: str
    url: str
    weight: Weight = Weight.GAP


def without_expert(day: dt.date) -> Iterator[Finding]:
    """Yield the service categories for which nobody in the pool can be asked (4.1.2.1)."""
    for row in coverage(day):
        if row.is_missing:
            subject, text = f"{row.category.code} {row.category}", _("No expert in the pool for it.")
            yield Finding("4.1.2.1", subject, text, reverse("experts_modeladmin_index"))


def without_item(day: dt.date) -> Iterator[Finding]:
    """Yield the clauses of 4.2 without a published, valid item."""
    published = set(ServiceItemPage.objects.current(day).order_by().values_list("clause", flat=True))
    drafts: dict[str, int] = {}
    for pk, clause in ServiceItemPage.objects.filter(live=False).order_by().values_list("pk", "clause"):
        drafts.setdefault(clause, pk)
    for clause, name in CLAUSES.items():
        if clause in published:
            continue
        if clause in drafts:
            url, text = (
                reverse("wagtailadmin_pages:edit", args=[drafts[clause]]),
                _("Only a draft; publish it."),
            )
        else:
            url, text = reverse("wagtailadmin_explore_root"), _("No published service item.")
        yield Finding(clause, f"{clause} {name}", text, url)


def not_offered(day: dt.date) -> Iterator[Finding]:
    """Yield the published items that no organisation may offer, by rule of 4.1.1.2."""
    network = network_on(day)
    for item in ServiceItemPage.objects.current(day).prefetch_related("provisions"):
        rows = list(item.provisions.all())
        if offered(item, day, network):
            continue
        idle = "、".join(_idle_laboratories(rows, network))
        if not rows:
            text = _("Nobody is named who offers it.")
        elif idle:
            text = _("Not offered: no valid calibration in the laboratory of %(names)s.") % {"names": idle}
        elif item.required_qualification:
            kind = QualificationKind(item.required_qualification).label
            text = _("Not offered: no organisation has a valid %(kind)s.") % {"kind": kind}
        else:
            text = _("Not offered: none of its organisations works today.")
        weight = Weight.GAP if rows else Weight.CARE
        yield Finding(
            item.clause, item.title, text, reverse("wagtailadmin_pages:edit", args=[item.pk]), weight
        )


def _idle_laboratories(rows: list[ServiceProvision], network: Network) -> list[str]:
    hosts = [network.get(row.organisation_id) for row in rows if row.own_laboratory]
    return [host.organisation.name for host in hosts if host and not host.laboratory]


def without_station(day: dt.date) -> Iterator[Finding]:
    """Yield the counties without a working station (4.1.1.3)."""
    for county in layout.gaps(day):
        text = _("No working service station.")
        yield Finding("4.1.1.3", county.region.name, text, reverse("network_layout"))


def links_missing(_day: dt.date) -> Iterator[Finding]:
    """Yield kinds of standards without a working link, and links that failed when last checked (4.2.3.1)."""
    links = list(ExternalLink.objects.all())
    for kind in STANDARDS:
        if not any(link.kind == kind and link.is_shown for link in links):
            url = reverse("links_modeladmin_index")
            yield Finding("4.2.3.1", str(LinkKind(kind).label), _("No working link."), url)
    for link in links:
        if link.failures:
            why = {"n": link.failures, "why": link.get_problem_display()}
            text = _("Failed %(n)s times in a row: %(why)s") % why
            yield Finding(
                "4.2.3.1", link.name, text, reverse("links_modeladmin_edit", args=[link.pk]), Weight.CARE
            )


def directories(day: dt.date) -> Iterator[Finding]:
    """Yield certificates of the directories that are old, or have an impossible number (4.2.7.2, 4.2.7.3)."""
    oldest = day - dt.timedelta(days=settings.DIRECTORY_STALE_DAYS)
    rows: Any = Qualification.objects.filter(kind__in=DIRECTORIES).valid_on(day)
    rows = rows.exclude(organisation__status=Status.REVOKED).select_related("organisation")
    for held in rows.order_by("checked_on", "pk"):
        if held.checked_on is None or held.checked_on < oldest:
            checked = held.checked_on.isoformat() if held.checked_on else "—"
            yield _certificate(held, _("Last compared with the official source: %(day)s.") % {"day": checked})
        if held.kind == QualificationKind.CMA and read_cma(held.number, day) is None:
            yield _certificate(held, _("%(number)s is no CMA certificate number.") % {"number": held.number})


def _certificate(held: Qualification, text: str) -> Finding:
    clause = "4.2.7.3" if held.kind == QualificationKind.CMA else "4.2.7.2"
    url = reverse("catalogue_qualification_modeladmin_edit", args=[held.pk])
    return Finding(clause, f"{held.organisation} {held.number}", text, url, Weight.CARE)


CHECKS: tuple[Callable[[dt.date], Iterator[Finding]], ...] = (
    without_item,
    not_offered,
    without_expert,
    without_station,
    links_missing,
    directories,
)


def findings(on: dt.date | None = None) -> list[Finding]:
    """Return everything that is missing on a day, gaps first, then by clause."""
    day = on or timezone.localdate()
    found = [finding for check in CHECKS for finding in check(day)]
    return sorted(found, key=lambda each: (each.weight is not Weight.GAP, _parts(each.clause)))


def _parts(clause: str) -> tuple[int, ...]:
    return tuple(int(part) for part in clause.split("."))
