"""Who runs the site, for footer and meta tags; editors fill it in under 设置."""

from urllib.parse import quote

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from onestop.site.look.parts import Contact, Identity

POLICE_QUERY = "https://beian.mps.gov.cn/#/query/webSearch?code="

site_code_form = RegexValidator(r"^\d{10}$", _("A site code has ten digits, for example 6505000001."))
postcode_form = RegexValidator(r"^\d{6}$", _("A postcode has six digits, for example 839000."))
phone_form = RegexValidator(
    r"^\+?[\d\s()-]{5,24}$", _("A telephone number has digits, spaces and hyphens, for example 0902-2257813.")
)


@register_setting(icon="site", order=100)
class SiteSettings(BaseSiteSetting):
    """What the footer must say. Source: 国办发〔2017〕47号; an empty field is not shown."""

    tagline = models.CharField(_("line below the site's name"), max_length=40, blank=True)
    organiser = models.CharField(_("organised by"), max_length=60, blank=True)
    organiser_address = models.CharField(_("address"), max_length=100, blank=True)
    organiser_phone = models.CharField(_("telephone"), max_length=24, blank=True, validators=[phone_form])
    operator = models.CharField(_("run by"), max_length=60, blank=True)
    operator_address = models.CharField(_("address"), max_length=100, blank=True)
    operator_phone = models.CharField(_("telephone"), max_length=24, blank=True, validators=[phone_form])
    postcode = models.CharField(_("postcode"), max_length=6, blank=True, validators=[postcode_form])
    site_code = models.CharField(_("site code"), max_length=10, blank=True, validators=[site_code_form])
    icp_number = models.CharField(_("ICP record"), max_length=40, blank=True)
    police_number = models.CharField(_("public security record"), max_length=40, blank=True)
    region_name = models.CharField(
        _("region of validity"),
        max_length=40,
        blank=True,
        help_text=_("The region that the platform serves."),
    )
    standard_number = models.CharField(
        _("standard that the platform follows"),
        max_length=60,
        blank=True,
        help_text=_("Its number as printed; empty while it has none."),
    )
    standard_title = models.CharField(_("title of the standard"), max_length=100, blank=True)
    standard_scope = models.CharField(
        _("what the standard regulates"),
        max_length=200,
        blank=True,
        help_text=_("Its scope in a sentence."),
    )
    mark_url = models.URLField(_("address of the party and government organ mark"), blank=True)
    report_url = models.URLField(_("address of “report an error”"), blank=True)

    panels = [
        FieldPanel("tagline"),
        MultiFieldPanel(
            [
                FieldPanel("region_name"),
                FieldRowPanel([FieldPanel("standard_number"), FieldPanel("standard_title")]),
                FieldPanel("standard_scope"),
            ],
            heading=_("What the platform is for"),
        ),
        MultiFieldPanel(
            [FieldPanel("organiser"), FieldPanel("organiser_address"), FieldPanel("organiser_phone")],
            heading=_("Organiser of it"),
        ),
        MultiFieldPanel(
            [FieldPanel("operator"), FieldPanel("operator_address"), FieldPanel("operator_phone")],
            heading=_("Run by"),
        ),
        FieldPanel("postcode"),
        MultiFieldPanel(
            [
                FieldPanel("site_code"),
                FieldRowPanel([FieldPanel("icp_number"), FieldPanel("police_number")]),
                FieldPanel("mark_url"),
                FieldPanel("report_url"),
            ],
            heading=_("Records and marks"),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")

    @property
    def police_url(self) -> str:
        """Return where the public security record can be looked up: by its digits."""
        digits = "".join(sign for sign in self.police_number if sign.isdigit())
        return POLICE_QUERY + quote(digits)

    def identity(self) -> Identity:
        """Return what footer and meta tags show."""
        return Identity(
            tagline=self.tagline,
            organiser=Contact(self.organiser, self.organiser_phone, self.organiser_address, self.postcode),
            operator=Contact(self.operator, self.operator_phone, self.operator_address, self.postcode),
            site_code=self.site_code,
            icp_number=self.icp_number,
            police_number=self.police_number,
            police_url=self.police_url,
            mark_url=self.mark_url,
            report_url=self.report_url,
        )
