"""What the network's rules do not allow, field by field (clauses 1, 3.2, 3.3, 4.1.1.1, 4.1.1.4)."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from onestop.catalogue.organisations.choices import (
    BASIS_KINDS,
    BASIS_LEVELS,
    PARENT_KINDS,
    BasisKind,
    Kind,
    Status,
)
from onestop.catalogue.organisations.regions import is_inside

if TYPE_CHECKING:
    from onestop.catalogue.organisations.models import Organisation

Problems = dict[str, Any]

WORKING = (Status.NOTICE, Status.RUNNING)
"""What nobody may be without a basis; preparing and ending need none."""


def problems(organisation: "Organisation") -> Problems:
    """Return what is wrong with an organisation: the field and a sentence that says what to do."""
    found = {**_place(organisation), **_region(organisation)}
    found |= _basis(organisation) if organisation.status in WORKING else _stated_basis(organisation)
    if organisation.kind == Kind.OUTLET:
        found |= _enterprise(organisation)
    if organisation.status == Status.SUSPENDED and not organisation.status_reason:
        found["status_reason"] = _("Say why it is suspended; visitors read it.")
    return found


def _place(organisation: "Organisation") -> Problems:
    """Check where it stands: 站→中心, 网点→站 or 中心."""
    kind, parent = organisation.kind, organisation.parent
    allowed = PARENT_KINDS.get(kind, ())
    if parent is None:
        if kind in {Kind.STATION, Kind.OUTLET} and organisation.status in WORKING:
            return {"parent": _("Say below which centre or station it stands.")}
        return {}
    if parent.pk is not None and parent.pk == organisation.pk:
        return {"parent": _("An organisation cannot stand below itself.")}
    if parent.kind not in allowed:
        below = {
            Kind.STATION: _("A station stands below the centre."),
            Kind.OUTLET: _("An outlet stands below a station or the centre."),
        }
        return {"parent": below.get(Kind(kind), _("An organisation of this kind stands below no other."))}
    return {}


def _region(organisation: "Organisation") -> Problems:
    """Check that the places lie in the settings' region; institutions may come from elsewhere."""
    if not organisation.region_id or organisation.kind == Kind.PROVIDER:
        return {}
    if is_inside(organisation.region.code):
        return {}
    text = _("%(region)s does not belong to the region of this platform (%(code)s).")
    return {"region": text % {"region": organisation.region, "code": settings.REGION_CODE}}


def _stated_basis(organisation: "Organisation") -> Problems:
    """Check what is stated of a basis, even while none is needed."""
    kinds = BASIS_KINDS.get(organisation.kind, ())
    found: Problems = {}
    if organisation.basis_kind and organisation.basis_kind not in kinds and kinds:
        found["basis_kind"] = (
            _("A centre acts as entrusted by the city’s authority.")
            if organisation.kind == Kind.CENTRE
            else _("A station acts as authorised, or after a public notice.")
        )
    levels = BASIS_LEVELS.get(organisation.basis_kind, ())
    if organisation.basis_level and levels and organisation.basis_level not in levels:
        found["basis_level"] = _("This basis is given by the city’s authority.")
    issued, until = organisation.basis_issued_on, organisation.basis_until
    if issued and until and until < issued:
        found["basis_until"] = _("The basis cannot end before it was issued. Check both dates.")
    begins, ends = organisation.notice_starts_on, organisation.notice_ends_on
    if begins and ends and ends < begins:
        found["notice_ends_on"] = _("The notice cannot end before it begins. Check both dates.")
    return found


def _basis(organisation: "Organisation") -> Problems:
    """Check that a working centre or station has its whole basis."""
    found = _stated_basis(organisation)
    if not BASIS_KINDS.get(organisation.kind):
        return found
    if not organisation.basis_kind:
        found["status"] = (
            _("A centre without the document that entrusts it cannot be in operation.")
            if organisation.kind == Kind.CENTRE
            else _("A station without authorisation or public notice cannot be published.")
        )
        return found
    needed = {
        "basis_level": _("Say whose basis it is: province or city."),
        "basis_issuer": _("Say which authority issued it."),
        "basis_number": _("Give the number of the document."),
        "basis_issued_on": _("Give the day of the document."),
    }
    if organisation.basis_kind == BasisKind.NOTICE:
        needed |= {
            "notice_starts_on": _("Give the first day of the notice."),
            "notice_ends_on": _("Give the last day of the notice."),
        }
    found |= {field: text for field, text in needed.items() if not getattr(organisation, field)}
    evidence = (organisation.basis_document_id, organisation.basis_url, organisation.notice_text.strip())
    if not any(evidence if organisation.basis_kind == BasisKind.NOTICE else evidence[:2]):
        found["basis_document"] = _("Attach the document, or give its published address.")
    return found


def _enterprise(organisation: "Organisation") -> Problems:
    """Check an outlet's enterprise: local always; once it works, with scale, elements and the key list."""
    found: Problems = {}
    region = organisation.enterprise_region
    if region is not None and not is_inside(region.code):
        found["enterprise_region"] = _("An outlet stands at a local enterprise; %(region)s is elsewhere.") % {
            "region": region
        }
    if organisation.status not in WORKING:
        return found
    needed = {
        "enterprise_name": _("Name the enterprise at which the outlet stands."),
        "enterprise_credit_code": _("Give the credit code of the enterprise."),
        "enterprise_region": _("Say where the enterprise belongs."),
        "enterprise_scale": _("Say how large the enterprise is."),
        "key_enterprise_basis": _("Say which list or document makes it a key enterprise."),
    }
    found |= {
        field: text
        for field, text in needed.items()
        if not getattr(organisation, field) and field not in found
    }
    least = settings.OUTLET_QUALITY_ELEMENTS
    if len(set(organisation.quality_elements)) < least:
        found["quality_elements"] = ngettext_lazy(
            "Tick at least %(n)s quality element.", "Tick at least %(n)s quality elements.", least
        ) % {"n": least}
    return found
