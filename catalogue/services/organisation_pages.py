"""What the services add to the pages of an organisation: the flow for visitors, lines of the self-check."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from laces.components import Component

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail import hooks

from onestop.catalogue.organisations.choices import LAYERS, QualificationKind
from onestop.catalogue.organisations.hooks import ORGANISATION_SECTIONS, SELF_CHECKS
from onestop.catalogue.organisations.models import Organisation
from onestop.catalogue.organisations.self_check import Finding, State, laboratory_problems
from onestop.catalogue.services import poster
from onestop.catalogue.services.models import ServiceItemPage, ServiceProvision
from onestop.catalogue.services.offering import Host, network_on, network_today
from onestop.site.page_cache import remember

Named = list[tuple[str, str, bool]]
"""Title, required qualification and own laboratory of what an organisation is named for."""


class FlowSection(Component):
    """How a request goes, on the page of a place that takes it (clause 4.1.1.2)."""

    template_name = "catalogue/services/flow_section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the steps."""
        return {"steps": poster.stations()}


@hooks.register(ORGANISATION_SECTIONS, order=-1)
def flow_section(request: HttpRequest, organisation: Organisation) -> FlowSection | None:  # noqa: ARG001
    """Return the flow for a window that works."""
    return FlowSection() if organisation.kind in LAYERS and organisation.takes_requests() else None


@hooks.register(SELF_CHECKS)
def services_checked(organisation: Organisation, day: dt.date) -> list[Finding]:
    """Return whether an organisation has what the services need that it is named for (4.1.1.2, 4.1.1.6)."""
    named = remember(("services.named", day), lambda: _named(day)).get(organisation.pk, [])
    network = network_today() if day == timezone.localdate() else network_on(day)
    host = network.get(organisation.pk)
    if not named or host is None:
        return []
    missing = list(_missing(organisation, host, named, day))
    text = _("%(n)d services, each with people and the qualification that it requires") % {"n": len(named)}
    return missing or [Finding("4.1.1.2", _("what its services need"), State.FOUND, text)]


def _named(day: dt.date) -> dict[int, Named]:
    """Return for what each organisation is named on a day, by its id."""
    items = {item.pk: item for item in ServiceItemPage.objects.current(day)}
    named: dict[int, Named] = {}
    for row in ServiceProvision.objects.filter(item__in=items):
        if row.is_open_on(day):
            item = items[row.item_id]
            facts = (item.title, item.required_qualification, row.own_laboratory)
            named.setdefault(row.organisation_id, []).append(facts)
    return named


def _missing(organisation: Organisation, host: Host, named: Named, day: dt.date) -> Iterator[Finding]:
    if organisation.kind in LAYERS and not any(person.is_current(day) for person in organisation.staff.all()):
        text = _("%(n)d services and nobody in office") % {"n": len(named)}
        yield Finding("4.1.1.2", _("people for its services"), State.MISSING, text)
    lacking: dict[str, list[str]] = {}
    for title, required, _own in named:
        if required and required not in host.qualifications:
            lacking.setdefault(required, []).append(title)
    for kind, titles in lacking.items():
        yield Finding("4.1.1.2", str(QualificationKind(kind).label), State.MISSING, "、".join(titles))
    tested = [title for title, _required, own in named if own]
    if tested and not host.laboratory:
        why = "".join(laboratory_problems(organisation, day))
        yield Finding("4.1.1.6", _("own laboratory"), State.MISSING, f"{'、'.join(tested)}：{why}")
