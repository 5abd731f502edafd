"""Addresses of ``enterprises``."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
