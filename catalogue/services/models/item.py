"""A service item and its guide (办事指南)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from onestop.catalogue.organisations.choices import QualificationKind
from onestop.catalogue.services import clauses, numbering
from onestop.catalogue.services.blocks import BasisBlock, LinkBlock, QuestionBlock
from onestop.catalogue.services.choices import Channel, Charged, Kind
from onestop.catalogue.services.forms import ServiceItemForm
from onestop.catalogue.services.models.category import ServiceCategory
from onestop.catalogue.services.models.rows import MOST_DAYS
from onestop.catalogue.services.panels import EDIT_HANDLER
from onestop.catalogue.services.publishing import refuse_incomplete
from onestop.catalogue.services.querysets import ServiceItemManager
from onestop.catalogue.services.searchable import SearchableGuide
from onestop.site.pages import SitePage


def _lines(label: Any, help_text: Any) -> "models.TextField[str, str]":
    return models.TextField(label, blank=True, help_text=help_text)


class ServiceItemPage(SearchableGuide, RoutablePageMixin, SitePage):
    """A service and its guide, with every element of GB/T 36114 (process 3.5).

    A draft may be incomplete; ``services.rules`` says what must hold before it is published.
    Category and code follow from the clause.
    """

    clause = models.CharField(
        _("clause"),
        max_length=12,
        choices=clauses.CHOICES,
        db_index=True,
        help_text=_("The clause of the municipal standard that it fulfils; it decides the category."),
    )
    code = models.CharField(
        _("item code"), max_length=30, blank=True, help_text=_("Left empty, the next one of the clause.")
    )
    category = models.ForeignKey(
        ServiceCategory,
        verbose_name=_("category"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="items",
    )
    kind = models.CharField(_("sort of service"), max_length=12, choices=Kind)
    summary = models.CharField(_("in one sentence"), max_length=200, help_text=_("What the visitor gets."))
    keywords = _lines(
        _("everyday words"),
        _("How people ask for it, one a line: 送检, 化验. The search finds the service by them."),
    )
    important = models.BooleanField(
        _("important item"), default=False, help_text=_("Followed and filed as an important project.")
    )

    audience = models.CharField(_("for whom"), max_length=120)
    conditions = _lines(
        _("conditions"), _("One a line. No names of materials: those stand in the list of materials.")
    )
    online = models.BooleanField(Channel.ONLINE.label, default=False)
    window = models.BooleanField(Channel.WINDOW.label, default=False)
    visit = models.BooleanField(Channel.VISIT.label, default=False)

    promised_days = models.PositiveSmallIntegerField(
        _("promised time in working days"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("The sum of the steps."),
    )
    instant = models.BooleanField(
        _("done while you wait"), default=False, help_text=_("即办件: at most one working day.")
    )
    statutory = models.CharField(
        _("time limit by law"),
        max_length=120,
        blank=True,
        help_text=_("With its basis, if there is one."),
    )
    decided_by = models.CharField(
        _("who decides"),
        max_length=120,
        blank=True,
        help_text=_("Where an authority decides by law and the platform only helps."),
    )
    caution = models.CharField(_("caution"), max_length=300, blank=True, help_text=_("What to beware of."))

    charged = models.CharField(_("fee"), max_length=8, choices=Charged, default=Charged.NONE)
    fee_standard = models.CharField(
        _("rate"), max_length=200, blank=True, help_text=_("How much, or where it is shown.")
    )
    fee_basis = models.CharField(_("basis of the fee"), max_length=200, blank=True)
    charged_by = models.CharField(_("who charges"), max_length=100, blank=True)

    result = models.CharField(_("result"), max_length=120, help_text=_("The document or help one gets."))
    result_sample = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("sample of the result"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    delivery = models.CharField(_("how it reaches the visitor"), max_length=120)

    required_qualification = models.CharField(
        _("required qualification"),
        max_length=20,
        choices=QualificationKind,
        blank=True,
        help_text=_("An organisation offers it only on days on which it holds a valid one."),
    )
    phone = models.CharField(
        _("telephone for questions"), max_length=24, blank=True, help_text=_("Left empty, that of the site.")
    )
    complaint_phone = models.CharField(
        _("telephone for complaints"), max_length=24, blank=True, help_text=_("Left empty, that of the site.")
    )

    basis = StreamField([("basis", BasisBlock())], verbose_name=_("legal basis"), blank=True)
    faq = StreamField([("question", QuestionBlock())], verbose_name=_("frequent questions"), blank=True)
    links = StreamField([("link", LinkBlock())], verbose_name=_("official sites"), blank=True)

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    change_note = models.CharField(
        _("what changed"),
        max_length=200,
        blank=True,
        help_text=_("One sentence for visitors; asked for each time a published guide is published again."),
    )

    objects = ServiceItemManager()

    base_form_class = ServiceItemForm
    edit_handler = EDIT_HANDLER
    parent_page_types: ClassVar[list[str]] = ["catalogue.ServiceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = ["code", "change_note"]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("keywords"),
        index.SearchField("code"),
        index.FilterField("clause"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("service item")
        verbose_name_plural = _("service items")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="guide_dates_in_order",
            )
        ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Let category and code follow from the clause before anything is checked or kept."""
        numbering.follow_clause(self)
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with category and code, a draft too."""
        numbering.follow_clause(self)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse, beside its field, what no draft may have: a code twice, an end before the beginning."""
        super().clean()
        errors = {}
        if numbering.is_taken(self):
            errors["code"] = _("Another item has this code already.")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            errors["valid_to"] = _("It ends before it begins.")
        if errors:
            raise ValidationError(errors)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish, unless the guide is incomplete: also where no form has checked it (bulk, approval, code).

        Raises:
            PublicationRefused: with everything that is missing.
        """
        refuse_incomplete(revision.as_object())
        return super().publish(revision, *args, **kwargs)

    def lines(self, name: str) -> list[str]:
        """Return the lines of ``conditions`` or ``keywords``, without blank ones."""
        return [line.strip() for line in getattr(self, name).splitlines() if line.strip()]

    @property
    def channels(self) -> list[Channel]:
        """Return how it can be asked for."""
        return [channel for channel in Channel if getattr(self, channel.value)]

    @path("")
    def serve_guide(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the guide."""
        from onestop.catalogue.services import views  # noqa: PLC0415 - views need the models

        return views.guide(request, self)

    @path("versions/<int:number>/")
    def serve_version(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """Serve the guide as an earlier version had it."""
        from onestop.catalogue.services import views  # noqa: PLC0415 - views need the models

        return views.version(request, self, number)

    @path("forms/<int:number>/")
    def serve_form(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """Serve a blank form of our own, to be printed."""
        from onestop.catalogue.services import views  # noqa: PLC0415 - views need the models

        return views.form(request, self, number)

    @path("forms/<int:number>/sample/")
    def serve_sample(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """Serve the form as somebody might fill it in."""
        from onestop.catalogue.services import views  # noqa: PLC0415 - views need the models

        return views.form(request, self, number, filled=True)
