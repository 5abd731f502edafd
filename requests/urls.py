"""Addresses of requests, of all packages; those of the admin come through ``register_admin_urls``."""

from django.urls import URLPattern, URLResolver, include, path

from onestop.requests.apps import PACKAGES

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"onestop.requests.{package}.urls")) for package in PACKAGES
]
