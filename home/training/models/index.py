"""培训与活动: the column of all events."""

import hashlib
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page

from onestop.site.pages import SitePage

NOTICE_FEATURES = ["bold", "ol", "ul", "link"]


class TrainingIndexPage(RoutablePageMixin, SitePage):
    """The list of events with its month, its feeds, and what holds for every registration."""

    intro = models.CharField(_("in one sentence"), max_length=200, blank=True)
    privacy_notice = RichTextField(
        _("privacy notice"),
        blank=True,
        features=NOTICE_FEATURES,
        help_text=_(
            "Stands above the consent of every registration: who handles the data, what for, which data, how "
            "long it is kept, how to have it corrected or deleted."
        ),
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months that personal data is kept"),
        default=36,
        validators=[MinValueValidator(1)],
        help_text=_("After the end of an event; then names and contacts are deleted. Proofs stay checkable."),
    )
    issuer = models.CharField(
        _("issuer of the proofs"), max_length=100, blank=True, help_text=_("Printed on each proof.")
    )

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldPanel("privacy_notice"), FieldPanel("retention_months"), FieldPanel("issuer")],
            heading=_("Registration and proofs"),
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.TrainingEventPage"]
    max_count = 1

    class Meta:
        verbose_name = _("training and activities")

    @property
    def notice_version(self) -> str:
        """Return a short digest of the privacy notice, kept with each consent."""
        return hashlib.sha256(self.privacy_notice.encode()).hexdigest()[:12]

    @path("")
    def serve_list(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the list."""
        from onestop.home.training.views import index  # noqa: PLC0415 - views need the models

        return index.listing(request, self)

    @path("calendar/")
    def serve_calendar(self, request: HttpRequest) -> HttpResponseBase:
        """Serve all events as a calendar."""
        from onestop.home.training.views import index  # noqa: PLC0415 - views need the models

        return index.calendar(request, self)

    @path("feed/")
    def serve_feed(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the news of training as RSS."""
        from onestop.home.training.views import index  # noqa: PLC0415 - views need the models

        return index.feed(request, self)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the one address of the list."""
        return Page.get_sitemap_urls(self, request)
