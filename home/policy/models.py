"""政策法规 and 政策解读 as pages."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from onestop.home.articles.around import Mark
from onestop.home.articles.entry import Entry
from onestop.home.columns.base import Column
from onestop.home.policy.choices import BADGES, ENDED, STATED, Level, Validity
from onestop.home.policy.filters import PolicyFilter
from onestop.home.policy.querysets import PolicyQuerySet
from onestop.home.policy.standing import marks
from onestop.home.rules import Fault
from onestop.site.pages import Places, public_only, restricted
from onestop.site.prepared import Parameter, Prepared


class PolicyPage(Entry):
    """A law, regulation or document: its text or the official place of it, and whether it counts."""

    level = models.CharField(_("level of the rule"), max_length=10, choices=Level.choices)
    issuer = models.CharField(_("issuing authority"), max_length=100)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    issued_on = models.DateField(_("handed out on"), db_index=True)
    effective_on = models.DateField(_("effective on"))
    validity = models.CharField(
        _("in force or not"),
        max_length=8,
        choices=[(value.value, value.label) for value in STATED],
        default=Validity.VALID,
    )
    repealed_on = models.DateField(
        _("repealed on"), null=True, blank=True, help_text=_("From this day it is shown as repealed.")
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaces",
        help_text=_("The page of the text that counts now."),
    )
    official_url = models.URLField(_("official text"), max_length=500, blank=True)

    objects = PageManager.from_queryset(PolicyQuerySet)()

    content_panels = [
        *Entry.content_panels,
        FieldPanel("official_url"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("level"), FieldPanel("document_number")]),
                FieldPanel("issuer"),
                FieldRowPanel(
                    [FieldPanel("issued_on", heading=_("Date of issue")), FieldPanel("effective_on")]
                ),
            ],
            heading=_("The document"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("validity"), FieldPanel("repealed_on")]),
                FieldPanel("replaced_by"),
            ],
            heading=_("Validity"),
        ),
        MultiFieldPanel(Entry.origin_panels, heading=_("Origin")),
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("document_number"),
        index.SearchField("intro"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.PolicyIndexPage"]
    template = "home/policy/policy.html"
    listed_by = "issued_on"

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    @property
    def has_text(self) -> bool:
        """Tell whether there is a text here or a way to the official one."""
        return bool(self.body) or bool(self.official_url)

    def own_faults(self) -> Iterator[Fault]:
        """Yield also what contradicts itself."""
        yield from super().own_faults()
        if self.issued_on and self.effective_on and self.effective_on < self.issued_on:
            yield Fault("effective_on", _t("It cannot take effect before it is issued."), "dates")
        if self.replaced_by_id and self.replaced_by_id == self.pk:
            yield Fault("replaced_by", _t("A text does not replace itself."), "replaced_by")
        if self.validity == Validity.REVISED and not self.replaced_by_id and not self.official_url:
            yield Fault(
                "replaced_by", _t("Name the revised text, or give its official address."), "replaced_by"
            )

    def validity_on(self, day: dt.date) -> Validity:
        """Return whether the text counts on ``day``; the twin of ``PolicyQuerySet.with_validity``."""
        if self.repealed_on and self.repealed_on <= day:
            return Validity.REPEALED
        if self.validity == Validity.VALID and self.effective_on > day:
            return Validity.UPCOMING
        return Validity(self.validity)

    @property
    def mark(self) -> Mark:
        """The validity of today as a badge."""
        state = self.validity_on(timezone.localdate())
        return Mark(BADGES[state], str(state.label))

    @property
    def has_ended(self) -> bool:
        """Tell whether nobody may rely on the text any more."""
        return self.validity_on(timezone.localdate()) in ENDED

    @property
    def newer(self) -> "PolicyPage | None":
        """Return the public text that counts instead of one that has ended."""
        found = self.replaced_by if self.has_ended else None
        return found if found is not None and found.live else None

    def explained_by(self) -> list[Any]:
        """Return the public interpretations of this text."""
        return _explaining(restricted())(policy=self.pk)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the interpretations, and what counts instead."""
        context = super().get_context(request, *args, **kwargs)
        context["mark"] = self.mark
        context["interpretations"] = self.explained_by() if self.pk else []
        context["ended"] = self.has_ended
        context["newer"] = self.newer
        return context


class InterpretationPage(Entry):
    """解读: what a policy means for enterprises, in plain words."""

    policies = ParentalManyToManyField(
        PolicyPage, verbose_name=_("policies explained"), related_name="interpretations"
    )

    content_panels = [
        *Entry.content_panels,
        FieldPanel("policies", widget=forms.CheckboxSelectMultiple, required_on_save=False),
        MultiFieldPanel(Entry.origin_panels, heading=_("Origin")),
    ]
    search_fields = [*Entry.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["home.InterpretationIndexPage"]
    template = "home/policy/interpretation.html"

    class Meta:
        verbose_name = _("interpretation")
        verbose_name_plural = _("interpretations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the policies that are explained, as far as they are public."""
        context = super().get_context(request, *args, **kwargs)
        context["policies"] = [policy for policy in self.policies.all() if policy.live]
        context["ended"] = [policy for policy in context["policies"] if policy.has_ended]
        return context

    @property
    def mark(self) -> Mark | None:
        """A badge once nothing that is explained counts any more."""
        return marks().get(self.pk)


@lru_cache(maxsize=20)
def _explaining(hidden: Places) -> "Prepared[InterpretationPage]":
    """Return the prepared query for the interpretations of a policy; ``hidden`` is written into it."""

    def make() -> models.QuerySet[InterpretationPage]:
        own = InterpretationPage.objects.live().filter(policies=Parameter("policy", models.IntegerField()))
        return public_only(own, hidden).order_by("-published_at")

    return Prepared(make)


class PolicyIndexPage(Column):
    """政策法规: the library."""

    filterset_class = PolicyFilter
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PolicyPage", "home.InterpretationIndexPage"]
    template = "home/columns/column.html"

    class Meta:
        verbose_name = _("policy library")

    def entries(self) -> models.QuerySet[Any]:
        """Return the public policies with their validity."""
        return PolicyPage.objects.child_of(self).live().public().with_validity()


class InterpretationIndexPage(Column):
    """政策解读: what the policies mean."""

    max_count = 1
    parent_page_types = ["home.PolicyIndexPage"]
    subpage_types = ["home.InterpretationPage"]
    template = "home/columns/column.html"

    class Meta:
        verbose_name = _("column of interpretations")

    def entries(self) -> models.QuerySet[Any]:
        """Return the public interpretations."""
        return InterpretationPage.objects.child_of(self).live().public()
