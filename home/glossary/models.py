"""Terms as a register, and the page that shows them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page
from wagtail.search import index

from onestop.home.articles.around import trail
from onestop.site.look.meta import column_meta
from onestop.site.look.structured import CONTEXT
from onestop.site.pages import SitePage


class Origin(models.TextChoices):
    """Whose words a definition is in. Ours are never shown as the standard's."""

    STANDARD = "standard", _("Text of the standard")
    PLATFORM = "platform", _("Explained by the platform")
    OTHER = "other", _("Text of a law or another standard")


class Term(index.Indexed, models.Model):
    """A term in Chinese and English, and what it means."""

    name = models.CharField(_("term"), max_length=40, unique=True)
    english = models.CharField(_("English term"), max_length=120, blank=True)
    definition = models.TextField(_("definition"), max_length=600)
    origin = models.CharField(_("whose words"), max_length=8, choices=Origin.choices)
    clause = models.CharField(
        _("where it stands"), max_length=80, blank=True, help_text=_("Clause, law or standard.")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("english")]),
        FieldPanel("definition"),
        FieldRowPanel([FieldPanel("origin"), FieldPanel("clause")]),
        FieldPanel("note"),
        FieldPanel("order"),
    ]
    search_fields = [index.SearchField("name"), index.SearchField("english"), index.SearchField("definition")]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin="platform") | ~Q(clause=""),
                name="term_quoted_from_somewhere",
                violation_error_message=_("Say where the definition stands, or mark it as the platform's."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def anchor(self) -> str:
        """The place of the term on the page."""
        return f"term-{self.pk}"


class GlossaryPage(SitePage):
    """名词术语."""

    intro = models.CharField(_("in one sentence"), max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    max_count = 1
    parent_page_types = ["home.HomePage", "home.InfoPage"]
    subpage_types: list[str] = []
    template = "home/glossary/glossary.html"

    class Meta:
        verbose_name = _("glossary")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the terms."""
        context = super().get_context(request, *args, **kwargs)
        terms = list(Term.objects.all())
        context["terms"] = terms
        context["page_meta"] = column_meta(self.title, self.search_description or self.intro, "", self.title)
        context["breadcrumbs"] = trail(self, request)
        context["structured"] = {
            "@context": CONTEXT,
            "@type": "DefinedTermSet",
            "name": self.title,
            "hasDefinedTerm": [
                {"@type": "DefinedTerm", "name": term.name, "description": term.definition} for term in terms
            ],
        }
        return context
