"""The import of experts in the admin."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.experts.importing.columns import COLUMNS
from onestop.catalogue.experts.importing.importer import Importer
from onestop.catalogue.importing.admin.about import About
from onestop.catalogue.importing.reading import Said

RIGHTS = ("catalogue.view_expert", "catalogue.add_expert")


def may_import(user: Any) -> bool:
    """Tell whether ``user`` may import: sees the register, and may add to it."""
    return bool(user.has_perms(RIGHTS))


def _importer(said: dict[str, Any], _chosen: dict[str, Any], **how: Any) -> Importer:
    return Importer(Said(**said), **how)


EXPERTS = About(
    name="experts",
    title=_("Import experts"),
    allowed=may_import,
    make=_importer,
    columns=lambda: COLUMNS.labels,
    known_by=pgettext_lazy("import of experts", "Person"),
    done=_("The people are in the register as candidates; the next step is their review."),
    leads_to=(reverse_lazy("experts_modeladmin_index"), _("To the register of experts")),
    hint="catalogue/experts/admin/hint.html",
)
