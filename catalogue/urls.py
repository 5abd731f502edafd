"""Addresses of the catalogue that are not pages, gathered from its subpackages."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
