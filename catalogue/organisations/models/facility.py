"""场所设施 (clauses 4.1.1.2 and 4.1.1.5): what a place has, as last looked at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations.querysets import RowRights


class Facility(models.Model):
    """The equipment of one place; what of it is missing, ``self_check`` says."""

    organisation = models.OneToOneField(
        "catalogue.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="facility",
    )
    base_institution = models.CharField(
        _("testing institution it is based on"),
        max_length=100,
        blank=True,
        help_text=_("Of the centre: the local inspection and testing institution, with its size."),
    )
    fixed_facilities = models.TextField(
        _("fixed test facilities"), max_length=400, blank=True, help_text=_("Where, which, how large.")
    )
    windows = models.PositiveSmallIntegerField(_("service windows"), default=0)
    sign_photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("photograph of the one-stop service sign"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    content_displayed = models.BooleanField(_("the services are displayed at the place"), default=False)
    process_displayed = models.BooleanField(_("the process is displayed at the place"), default=False)
    computers = models.PositiveSmallIntegerField(_("computers with network"), default=0)
    printers = models.PositiveSmallIntegerField(_("printers"), default=0)
    has_remote_meeting = models.BooleanField(_("has a remote meeting system"), default=False)
    meeting_url = models.URLField(
        _("address of the meeting room"), blank=True, help_text=_("Only those with an appointment see it.")
    )
    looked_at = models.DateField(_("last looked at on"), null=True, blank=True)
    looked_at_by = models.CharField(_("looked at by"), max_length=40, blank=True)

    objects = models.Manager.from_queryset(RowRights)()

    class Meta:
        verbose_name = _("facilities of a place")
        verbose_name_plural = _("facilities")
        ordering = ["organisation"]

    def __str__(self) -> str:
        return str(_("Facilities of %(name)s") % {"name": self.organisation})
