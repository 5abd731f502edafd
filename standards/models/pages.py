"""The directory of standards as editable pages."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.url_routing import RouteResult

from onestop.site.page_cache import remember
from onestop.site.pages import SitePage
from onestop.standards.blocks import TEXT_FEATURES, IntroductionBlock
from onestop.standards.choices import StandardClass
from onestop.standards.models.standard import Standard


class StandardDirectoryPage(RoutablePageMixin, SitePage):
    """The directory at ``/standards/``: the search, and the page of every record below it.

    A page below it whose slug is a record's (``StandardPage``) comes before the record's plain page.
    """

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("One or two sentences above the search."),
    )

    content_panels: ClassVar[list[Panel]] = [*SitePage.content_panels, FieldPanel("introduction")]
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["standards.StandardPage"]

    class Meta:
        verbose_name = _("directory of standards")
        verbose_name_plural = _("directories of standards")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Prefer a published page with this slug to the record's plain page."""
        own = remember(("own pages", self.pk), self._slugs_of_own_pages)
        if path_components and path_components[0] in own:
            return SitePage.route(self, request, path_components)
        return super().route(request, path_components)

    def _slugs_of_own_pages(self) -> set[str]:
        """Return the slugs of the published pages below."""
        return set(StandardPage.objects.child_of(self).live().values_list("slug", flat=True))

    @path("")
    def serve_directory(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the search and its results."""
        from onestop.standards import views  # noqa: PLC0415 - views need the models

        return views.directory(request, self)

    @re_path(r"^(?P<slug>[-\w]+)/$")  # \w: the place in JJG(新) is part of the address
    def serve_record(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """Serve the page of a record, or 404."""
        from onestop.standards import views  # noqa: PLC0415 - views need the models

        return views.record(request, self, slug)


class StandardPage(SitePage):
    """A local standard's own page: its record, with what editors add: introduction, attachments and text."""

    standard = models.OneToOneField(
        Standard,
        verbose_name=_("standard"),
        on_delete=models.PROTECT,
        related_name="page",
        limit_choices_to={"standard_class": StandardClass.LOCAL},
    )
    introduction = StreamField(
        IntroductionBlock(), verbose_name=_("introduction of the standard"), blank=True, use_json_field=True
    )
    text = RichTextField(
        _("text of the standard"),
        blank=True,
        features=["h2", "h3", "h4", *TEXT_FEATURES, "image"],
        help_text=_("Only the text of a local standard that the office itself publishes."),
    )

    content_panels: ClassVar[list[Panel]] = [
        FieldPanel("standard"),
        FieldPanel("introduction"),
        InlinePanel("attachments", heading=_("Attachments"), label=_("attachment")),
        FieldPanel("text"),
    ]
    # Title and address follow from the standard.
    promote_panels: ClassVar[list[Panel]] = [FieldPanel("search_description")]
    parent_page_types: ClassVar[list[str]] = ["standards.StandardDirectoryPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page of a local standard")
        verbose_name_plural = _("pages of local standards")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Give the page the number's address and the standard's name before anything is checked."""
        if self.standard_id:
            self.title = str(self.standard)[:255]
            self.draft_title = self.title
            self.slug = self.standard.slug
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a standard that is not local: its text is not ours to publish."""
        super().clean()
        if self.standard_id and self.standard.standard_class != StandardClass.LOCAL:
            raise ValidationError({"standard": _("Only a local standard has a page of its own.")})

    def serve(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseBase:
        """Serve the record's page with the editors' content."""
        from onestop.standards import views  # noqa: PLC0415 - views need the models

        return views.record(request, self, self.slug)


class StandardAttachment(Orderable):
    """附件: a document offered on a local standard's page."""

    page = ParentalKey(StandardPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )
    label = models.CharField(_("label"), max_length=120, blank=True)

    panels: ClassVar[list[Panel]] = [FieldPanel("document"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.label or self.document.title
