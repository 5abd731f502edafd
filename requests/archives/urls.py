"""Addresses of ``archives`` in the enterprise's room."""

from django.urls import URLPattern, path

from onestop.requests.archives import room_views

urlpatterns: list[URLPattern] = [
    path("my/archive/", room_views.archive, name="requests_my_archive"),
    path("my/archive/print/", room_views.printed, name="requests_my_archive_print"),
    path("my/archive/export/", room_views.export, name="requests_my_archive_export"),
    path("my/archive/<str:number>/", room_views.item, name="requests_my_archive_item"),
]
