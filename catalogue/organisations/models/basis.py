"""On what an organisation acts: 委托, 授权 or 公示 (clauses 3.2 and 3.3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.organisations.choices import BasisKind, Level


class Basis(models.Model):
    """The document behind an organisation; for a public notice, the notice itself."""

    basis_kind = models.CharField(_("basis"), max_length=10, choices=BasisKind.choices, blank=True)
    basis_level = models.CharField(_("level of the issuer"), max_length=8, choices=Level.choices, blank=True)
    basis_issuer = models.CharField(pgettext_lazy("basis", "issued by"), max_length=100, blank=True)
    basis_number = models.CharField(_("document number"), max_length=60, blank=True)
    basis_issued_on = models.DateField(pgettext_lazy("basis", "issued on"), null=True, blank=True)
    basis_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("The last valid day; empty: without end. From the next day on it is suspended."),
    )
    basis_document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("attachment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    basis_url = models.URLField(
        _("address of the document"), blank=True, help_text=_("Where the authority has published it.")
    )
    notice_starts_on = models.DateField(_("notice begins on"), null=True, blank=True)
    notice_ends_on = models.DateField(
        _("notice ends on"),
        null=True,
        blank=True,
        help_text=_("The last day of the notice. Only after it the station takes requests."),
    )
    notice_text = models.TextField(
        _("text of the notice"), blank=True, help_text=_("Makes a notice page below the station's page.")
    )

    class Meta:
        abstract = True
