"""Cases as pages. Without the enterprise's consent none is public."""

from collections.abc import Iterator
from typing import Any

import django_filters

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from onestop.home.articles.around import Mark
from onestop.home.articles.entry import Entry
from onestop.home.columns.base import Column
from onestop.home.columns.filters import ColumnFilter
from onestop.home.rules import Fault


class Form(models.TextChoices):
    """How the experience is passed on."""

    MODEL = "model", _("Model")
    VISIT = "visit", _("Visit")
    EXCHANGE = "exchange", _("Exchange")


class CasePage(Entry):
    """One experience: who, how it was done, what it brought."""

    form = models.CharField(_("form"), max_length=8, choices=Form.choices)
    enterprise = models.CharField(
        _("enterprise"), max_length=80, help_text=_("As the enterprise agreed to be named; or its kind only.")
    )
    method = models.CharField(_("method"), max_length=300)
    effect = models.CharField(
        _("effect"), max_length=300, help_text=_("With figures only if they are proven.")
    )
    consented = models.BooleanField(_("the enterprise agreed in writing to this publication"), default=False)
    consented_on = models.DateField(_("agreed on"), null=True, blank=True)
    consent_kept = models.CharField(
        _("where the consent is kept"), max_length=120, blank=True, help_text=_("Never shown to the public.")
    )

    content_panels = [
        *Entry.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("form"), FieldPanel("enterprise")]),
                FieldPanel("method"),
                FieldPanel("effect"),
            ],
            heading=_("The experience"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("consented"),
                FieldRowPanel([FieldPanel("consented_on"), FieldPanel("consent_kept")]),
            ],
            heading=_("Consent"),
            help_text=_("Nothing of an enterprise is published without its consent."),
        ),
        MultiFieldPanel(Entry.origin_panels, heading=_("Origin")),
    ]
    search_fields = [*Entry.search_fields, index.SearchField("method"), index.SearchField("effect")]
    parent_page_types = ["home.CaseIndexPage"]
    template = "home/cases/case.html"

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    def own_faults(self) -> Iterator[Fault]:
        """Yield also what is missing of the consent."""
        yield from super().own_faults()
        if not self.consented:
            yield Fault(
                "consented",
                _t("The enterprise has not agreed to the publication. Ask for its consent in writing first."),
                "consent",
            )
        elif self.consented_on is None:
            yield Fault("consented_on", _t("Give the day on which the enterprise agreed."), "consent")
        elif self.consented_on > timezone.localdate():
            yield Fault("consented_on", _t("The day of the consent lies in the future."), "consent")

    @property
    def mark(self) -> Mark:
        """The form as a badge."""
        return Mark("match", self.get_form_display())


class CaseFilter(ColumnFilter):
    """By form and year."""

    form_of = django_filters.ChoiceFilter(
        label=_("Form of the experience"), field_name="form", choices=Form.choices, empty_label=_("All forms")
    )
    field_order = ("form_of", "year")


class CaseIndexPage(Column):
    """先进经验."""

    filterset_class = CaseFilter
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.CasePage"]
    template = "home/columns/column.html"

    class Meta:
        verbose_name = _("column of cases")

    def entries(self) -> models.QuerySet[Any]:
        """Return the public cases."""
        return CasePage.objects.child_of(self).live().public()
