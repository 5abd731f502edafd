"""A question is a page of its own, to be linked, searched and reviewed; ``/faq/`` shows them all."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html
from wagtail.search import index

from onestop.home.articles.around import trail
from onestop.home.articles.panels import StandardsPanel
from onestop.home.blocks.writing import SHORT_FEATURES
from onestop.home.questions.search import Question, matching, words_of
from onestop.home.questions.structured import questions_data
from onestop.home.rules import Fault, PublishRules, Weight
from onestop.search.pages.mixin import SearchablePage
from onestop.site.look.chrome import chrome_for
from onestop.site.look.meta import article_meta, column_meta
from onestop.site.look.shared import unasked
from onestop.site.page_cache import remember
from onestop.site.pages import SitePage
from onestop.standards.mentions import link

LONGEST_QUERY = 100
QUESTIONS = "questions"
"""The group in which the search finds questions."""


class Group(NamedTuple):
    """The questions of one category of services; ``slug`` names its place on the page."""

    title: str
    slug: str
    questions: list[Question]


class Known(NamedTuple):
    """All questions of the page, and their data for search engines."""

    questions: list[Question]
    structured: dict[str, Any]


class Answers(NamedTuple):
    """Questions with their answers as markup, and the data of all for search engines."""

    markup: SafeString
    structured: dict[str, Any]


class QuestionPage(SearchablePage, PublishRules, SitePage):
    """One question as an enterprise asks it, and the answer. The title is the question."""

    answer = RichTextField(_("answer"), features=SHORT_FEATURES)
    category = models.ForeignKey(
        "catalogue.ServiceCategory",
        verbose_name=_("category of services"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without one it stands last, among the general questions."),
    )
    words = models.CharField(
        _("other words for it"),
        max_length=200,
        blank=True,
        help_text=_("How people say it; the search box finds them too."),
    )
    source = models.CharField(_("source"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    content_panels = [
        *Page.content_panels,
        StandardsPanel(),
        FieldPanel("answer"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("category"), FieldPanel("order")]),
                FieldPanel("words"),
                FieldPanel("source"),
            ],
            heading=_("Where it stands"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("answer"), index.SearchField("words")]
    parent_page_types = ["home.FaqPage"]
    subpage_types: list[str] = []
    template = "home/questions/question.html"
    search_group = QUESTIONS

    class Meta:
        verbose_name = _("frequent question")
        verbose_name_plural = _("frequent questions")

    def own_faults(self) -> Iterator[Fault]:
        """Yield what a public answer lacks."""
        if not self.source.strip():
            yield Fault("source", _t("Name who gives the answer."), "source")

    def search_keywords(self) -> list[str]:
        """Return how people say it."""
        return self.words.split()

    @property
    def anchor(self) -> str:
        """The place of the question on the page of all questions."""
        return f"q-{self.pk}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the meta tags and structured data of an answer."""
        context = super().get_context(request, *args, **kwargs)
        context["page_meta"] = article_meta(self.title, self.first_published_at, self.source)
        context["breadcrumbs"] = trail(self, request)
        context["structured"] = questions_data([self])
        return context


class FaqPage(SitePage):
    """常见问题: all questions in their groups, and a box that finds some of them."""

    intro = models.CharField(_("in one sentence"), max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.QuestionPage"]
    template = "home/questions/faq.html"

    class Meta:
        verbose_name = _("page of questions")

    def questions(self) -> models.QuerySet[QuestionPage]:
        """Return the public questions in the order of their categories."""
        rows = QuestionPage.objects.child_of(self).live().public().select_related("category")
        return rows.order_by(F("category__order").asc(nulls_last=True), "category__code", "order", "path")

    def own_faults(self) -> Iterator[Fault]:
        """Yield a warning while there is no question."""
        if not self.questions().exists():
            message = _t("The column is empty. Publish something in it or hide it.")
            yield Fault("", message, "empty_column", Weight.WARNING)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the groups, or what the box found."""
        context = super().get_context(request, *args, **kwargs)
        answers = unasked(request, ("home.faq", self.pk), lambda: self.answers(request))
        context["asked"] = _asked(request)
        context["answers"] = answers.markup
        context["page_meta"] = column_meta(self.title, self.search_description or self.intro, "", self.title)
        context["breadcrumbs"] = trail(self, request)
        context["structured"] = answers.structured
        return context

    def answers(self, request: HttpRequest) -> Answers:
        """Return the questions that were asked for, or all."""
        asked = _asked(request)
        site = chrome_for(request).site
        key = ("home.faq.questions", self.pk, site.pk if site else None, get_language())
        known = remember(key, lambda: self.known(request))
        found = matching(known.questions, asked) if asked else known.questions
        context = {
            "request": request,
            "asked": asked,
            "here": self.get_url(request),
            "found": len(found),
            "groups": grouped(found),
        }
        markup = render_to_string("home/questions/answers.html", context)
        return Answers(markup, known.structured)

    def known(self, request: HttpRequest) -> Known:
        """Return all questions as plain values; finding a word in them asks the database nothing."""
        rows = list(self.questions())
        return Known([_read(row, request) for row in rows], questions_data(rows))


def _read(row: QuestionPage, request: HttpRequest) -> Question:
    category = row.category
    return Question(
        title=row.title,
        anchor=row.anchor,
        url=row.get_url(request) or "",
        prose=link(expand_db_html(row.answer)),
        group=(category.name, category.slug) if category else (_t("General questions"), "general"),
        words=words_of(f"{row.title} {row.words} {strip_tags(row.answer)}"),
    )


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST_QUERY]


def grouped(questions: Iterable[Question]) -> list[Group]:
    """Return ``questions``, which are in order, by category; those without one last."""
    groups: dict[str, Group] = {}
    for question in questions:
        title, slug = question.group
        groups.setdefault(slug, Group(title, slug, [])).questions.append(question)
    return list(groups.values())
