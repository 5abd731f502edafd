"""The import of institutions in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.importing.admin.about import About
from onestop.catalogue.institutions.admin.forms import ConfirmForm, UploadForm
from onestop.catalogue.institutions.exporting import headers
from onestop.catalogue.institutions.importing.importer import Importer
from onestop.catalogue.institutions.importing.reading import Defaults
from onestop.catalogue.organisations.querysets import sees_everything

RIGHTS = tuple(
    f"catalogue.{action}_{model}"
    for model in ("organisation", "qualification", "capabilityscope")
    for action in ("add", "change")
)


def may_import(user: Any) -> bool:
    """Tell whether ``user`` may import: works for the whole network, and may write what an import writes."""
    return sees_everything(user) and user.has_perms(RIGHTS)


def _importer(said: dict[str, Any], chosen: dict[str, Any], **how: Any) -> Importer:
    return Importer(Defaults(kind=chosen["kind"], **said), complete=chosen["complete"], **how)


INSTITUTIONS = About(
    name="institutions",
    title=_("Import institutions"),
    allowed=may_import,
    make=_importer,
    columns=headers,
    known_by=pgettext_lazy("directory", "Certificate"),
    done=_("The institutions are in the directory and public."),
    leads_to=("/institutions/", _("To the public directory")),
    hint="catalogue/institutions/admin/hint.html",
    form=UploadForm,
    agreement=ConfirmForm,
)
