"""Whether a text tells whose request it is about: names, numbers, contacts (clause 6.3; PIPL art. 23)."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from onestop.requests.workflow.models import ServiceRequest
from onestop.site.contacts import has_telephone

SHORTEST_SECRET = 2
SHORTEST_CORE = 4
LEGAL_FORM = re.compile(r"(股份有限公司|有限责任公司|有限公司|专业合作社|合作社|集团|公司|工厂|厂)$")


def secrets_in(text: str, case: ServiceRequest, more: Mapping[str, str] | None = None) -> str:
    """Return what of ``text`` tells who it is about, as a sentence; nothing if it can be read by anybody.

    Args:
        text: To be read by somebody to whom nothing of the case was handed over.
        case: What it is about.
        more: Further secrets, by what people call them.
    """
    secrets: dict[str, Any] = {
        _("the name of the enterprise"): case.enterprise_name,
        _("the credit code"): case.credit_code,
        _("the name of the contact"): case.contact_name,
        _("a telephone number"): case.phone,
        _("an e-mail address"): case.email,
        _("the number of the request"): case.number or "",
        **(more or {}),
    }
    found = [
        what for what, secret in secrets.items() if len(secret) >= SHORTEST_SECRET and _holds(text, secret)
    ]
    core = LEGAL_FORM.sub("", case.enterprise_name.strip())
    if len(core) >= SHORTEST_CORE and _holds(text, core):
        found.insert(0, _("the name of the enterprise"))
    if has_telephone(text):
        found.append(_("a telephone number"))
    return _("Take out: %(what)s.") % {"what": "、".join(dict.fromkeys(found))} if found else ""


def _holds(text: str, secret: str) -> bool:
    """Tell whether a text holds a secret, however it is spaced."""
    return _tight(secret) in _tight(text)


def _tight(text: str) -> str:
    return re.sub(r"[\s\-－—]", "", text).casefold()
