"""Who could serve a case, with scores and reasons that anybody can follow (clauses 4.2.5.2, 4.3.3.2).

Nothing that can be bought is in the order: it is qualification, the item, nearness, load, and then the name.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.catalogue.institutions.ranges import read_span
from onestop.catalogue.institutions.scopes import Offer, Verdict, Wanted, offers
from onestop.catalogue.organisations.choices import Kind, QualificationKind
from onestop.catalogue.organisations.models import Organisation, Qualification
from onestop.catalogue.services.offering import Network, network_on, offered, without_calibration
from onestop.requests.matching import scoring
from onestop.requests.matching.previous import tried
from onestop.requests.matching.wanting import Wish, wish_of
from onestop.requests.workflow.models import ServiceRequest

STRICT = frozenset({QualificationKind.METROLOGY, QualificationKind.SPECIAL_EQUIPMENT})
"""Kinds whose holder may do what the scope names and nothing else (clauses 4.2.4.1, 4.2.6.2)."""


class Fit(StrEnum):
    """Whether somebody may be proposed."""

    YES = "yes"
    CONFIRM = "confirm"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the certificates of one organisation say about a wish."""

    fit: Fit
    reason: str
    points: int = 0
    verdict: str = ""
    qualification: Qualification | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One organisation held against a case."""

    organisation: Organisation
    finding: Finding
    score: int
    reasons: tuple[str, ...] = field(default=())
    was_tried: str = ""

    @property
    def fit(self) -> Fit:
        """Return whether it may be proposed; one that was tried before may not, by default."""
        return Fit.NO if self.was_tried else self.finding.fit

    @property
    def why_not(self) -> str:
        """Return why it may not be proposed."""
        return self.was_tried or (self.finding.reason if self.finding.fit == Fit.NO else "")

    def as_row(self) -> dict[str, Any]:
        """Return it in plain values, to be kept."""
        return {
            "organisation": self.organisation.pk,
            "name": self.organisation.name,
            "fit": str(self.fit),
            "score": self.score,
            "reasons": list(self.reasons),
            "why_not": self.why_not,
            "verdict": self.finding.verdict,
            **certificate_row(self.finding.qualification),
            "scope": self.finding.scope,
        }


def certificate_row(held: Qualification | None) -> dict[str, str]:
    """Return a certificate in plain values, to be kept."""
    until = held.valid_until if held else None
    return {
        "certificate": str(held) if held else "",
        "valid_until": until.isoformat() if until else "",
        "official_url": held.official_url if held else "",
    }


def look_up(case: ServiceRequest, on: dt.date | None = None) -> list[Candidate]:
    """Return who could serve ``case`` on a day, who may be proposed first; then who may not, and why.

    Whose certificate is not valid on that day does not appear at all (clause 4.2.5.2).
    """
    day = on or timezone.localdate()
    network, wish = network_on(day), wish_of(case)
    on_item = {row.organisation_id for row in offered(case.item, day, network)} if case.item else set()
    idle = without_calibration(case.item.provisions.all(), network) if case.item else set()
    found = find(wish, day, network, on_item, idle)
    before, known = tried(case), scoring.Circumstances.of(found, on_item)
    places = Organisation.objects.select_related("region").in_bulk(list(found))
    rows = []
    for pk, finding in found.items():
        place = places[pk]
        more = scoring.circumstances(case, place, known)
        rows.append(_candidate(place, finding, more, before.get(pk, "")))
    return sorted(rows, key=lambda row: (list(Fit).index(row.fit), -row.score, row.organisation.name))


def find(wish: Wish, day: dt.date, network: Network, on_item: set[int], idle: set[int]) -> dict[int, Finding]:
    """Return what is to be said about each institution that comes into question, by its id.

    Args:
        wish: what is wanted.
        day: when.
        network: who works then.
        on_item: who offers the item then.
        idle: whose own laboratory, in which they offer the item, has no valid calibration then.
    """
    wanted = wish.wanted
    places = {pk: host for pk, host in network.items() if host.organisation.kind == Kind.PROVIDER}
    found: dict[int, Finding] = {}
    if not wish.is_empty:
        found = {pk: each for pk, each in _by_scope(wish, day).items() if pk in places}
    certificates = _certificates(places, wanted.kinds, day)
    for pk, host in places.items():
        holds = bool(wanted.kinds) and set(wanted.kinds) <= host.qualifications
        if pk not in found and (holds if wanted.kinds else pk in on_item):
            finding = _without_scope(wish, certificates.get(pk))
            if finding:
                found[pk] = finding
    for pk in idle & found.keys():
        found[pk] = Finding(Fit.NO, _("Its own laboratory has no equipment with a valid calibration."))
    return found


def out_of_scope(wish: Wish, place: int, day: dt.date) -> Finding | None:
    """Return why who holds a certificate may not do what it does not name, of the kinds that are strict."""
    if wish.is_empty or not STRICT & set(wish.wanted.kinds):
        return None
    finding = _by_scope(wish, day).get(place) or _without_scope(wish, None)
    return finding if finding and finding.fit == Fit.NO else None


def _by_scope(wish: Wish, day: dt.date) -> dict[int, Finding]:
    """Return the best that scopes say, by organisation."""
    wanted = wish.wanted
    # A standard decides alone: annexes name products in words of their own.
    words = "" if wanted.standard and not STRICT & set(wanted.kinds) else wanted.words
    asked = Wanted(wanted.standard, words, wanted.span, wanted.kinds)
    found: dict[int, Finding] = {}
    for offer in offers(asked, day):
        found.setdefault(offer.qualification.organisation_id, _from_offer(offer))
    return found


def _from_offer(offer: Offer) -> Finding:
    unclear = not offer.offered and read_span(offer.scope.limits) is None
    if not offer.offered and not unclear:
        return Finding(
            Fit.NO, offer.reason, 0, str(offer.verdict or ""), offer.qualification, str(offer.scope)
        )
    sure = not unclear and offer.verdict in {None, Verdict.QUALIFIED}
    points = scoring.QUALIFIED if sure else scoring.HINT
    return Finding(
        Fit.YES if sure else Fit.CONFIRM,
        offer.reason,
        points,
        str(offer.verdict or "within_scope"),
        offer.qualification,
        str(offer.scope),
    )


def _without_scope(wish: Wish, certificate: Qualification | None) -> Finding | None:
    """Return what is to be said of somebody whose scopes do not name what is wanted."""
    wanted = wish.wanted
    if wish.is_empty:
        reason = (
            _("holds %(certificate)s, valid today") % {"certificate": certificate}
            if certificate
            else _("offers this item")
        )
        return Finding(Fit.YES, reason, scoring.HOLDS, "holds", certificate)
    if STRICT & set(wanted.kinds):
        reason = _("its certificate does not name “%(wish)s”") % {"wish": wish.in_words()}
        return Finding(Fit.NO, reason, 0, "not_named", certificate)
    if wanted.standard:
        return None
    reason = _("its scope does not name “%(wish)s”; to be confirmed") % {"wish": wish.in_words()}
    return Finding(Fit.CONFIRM, reason, scoring.HINT, "not_named", certificate)


def _certificates(places: Iterable[int], kinds: Iterable[str], day: dt.date) -> dict[int, Qualification]:
    """Return the certificate of some kinds that each organisation holds longest, by its id."""
    rows = Qualification.objects.valid_on(day).filter(kind__in=list(kinds), organisation__in=list(places))
    lasting = sorted(rows, key=lambda row: (row.valid_until or dt.date.max, row.pk))
    return {row.organisation_id: row for row in lasting}


def _candidate(
    place: Organisation, finding: Finding, circumstances: Iterable[tuple[int, str]], was_tried: str
) -> Candidate:
    gained = list(circumstances)
    points = finding.points + sum(each for each, _reason in gained)
    return Candidate(
        place, finding, points, (finding.reason, *(reason for _each, reason in gained)), was_tried
    )
