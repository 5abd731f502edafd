"""Addresses of the search."""

from django.urls import path

from onestop.search.site_search.views import site_search

urlpatterns = [path("search/", site_search, name="site_search")]
