"""Choosers with a search box: Wagtail offers one only for models that its own search indexes."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from onestop.standards.admin import searching
from onestop.standards.models import Standard


class SearchForm(BaseFilterForm):
    """A chooser's search box; numbers of standards in any spelling, else words."""

    q = forms.CharField(
        label=_("Search term"), widget=forms.TextInput(attrs={"placeholder": _("Search")}), required=False
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Return what matches the term; everything without one."""
        term = self.cleaned_data["q"].strip()
        if not term:
            return objects
        self.is_searching, self.search_query = True, term
        if objects.model is Standard:
            return searching.find(objects, term)
        fields = {field.name for field in objects.model._meta.fields}  # noqa: SLF001 - Django's public API
        conditions = [
            Q(**{f"{name}__icontains": term}) for name in ("code", "name", "name_en") if name in fields
        ]
        return objects.filter(Q(*conditions, _connector=Q.OR))


class SearchingChooseView(ChooseView):
    """The chooser's window."""

    filter_form_class = SearchForm


class SearchingResultsView(ChooseResultsView):
    """The chooser's results alone."""

    filter_form_class = SearchForm


class SearchingChooser(SnippetChooserViewSet):
    """A chooser with a search box."""

    choose_view_class = SearchingChooseView
    choose_results_view_class = SearchingResultsView
