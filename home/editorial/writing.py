"""写新的: from the first page of the admin to an empty form by one press, for whoever may write there."""

from typing import Any

from laces.components import Component

from django.http import HttpRequest
from django.urls import reverse

from wagtail.models import Page

from onestop.home.articles.models import ArticlePage
from onestop.home.cases.models import CaseIndexPage, CasePage
from onestop.home.columns.models import ColumnPage
from onestop.home.policy.models import (
    InterpretationIndexPage,
    InterpretationPage,
    PolicyIndexPage,
    PolicyPage,
)
from onestop.home.questions.models import FaqPage, QuestionPage
from onestop.home.training.models import TrainingEventPage, TrainingIndexPage
from onestop.site.page_cache import remember

WRITTEN: dict[type[Page], type[Page]] = {
    ColumnPage: ArticlePage,
    PolicyIndexPage: PolicyPage,
    InterpretationIndexPage: InterpretationPage,
    CaseIndexPage: CasePage,
    FaqPage: QuestionPage,
    TrainingIndexPage: TrainingEventPage,
}
"""What is written in which kind of column."""


class WritePanel(Component):
    """The columns, each leading to a new page in it, and the guides, which are changed rather than written.

    Wagtail's own way begins at the page tree, where the name of a column leads to the form of the column.
    """

    name = "write"
    template_name = "home/admin/write.html"
    order = 20

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the columns in which the account may write."""
        user = parent_context["request"].user
        return {
            "columns": [
                {"title": page.title, "url": _form(page)}
                for page in remember("home.written_columns", _columns)
                if page.permissions_for_user(user).can_add_subpage()
            ],
            "guides": reverse("service_items:index"),
        }


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put the panel on the first page of who writes pages."""
    if request.user.has_perm("home.view_sitefinding"):
        panels.append(WritePanel())


def _columns() -> list[Page]:
    """Return the public columns in the order of the tree."""
    return list(Page.objects.live().type(*WRITTEN).order_by("path"))


def _form(page: Page) -> str:
    """Return where a page is written in the column ``page``."""
    written = WRITTEN[page.specific_class]._meta  # noqa: SLF001 - Django's public API of models
    return reverse("wagtailadmin_pages:add", args=[written.app_label, written.model_name, page.pk])
