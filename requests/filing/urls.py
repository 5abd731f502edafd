"""Addresses of ``filing``."""

from django.urls import URLPattern, path

from onestop.requests.filing.views import files

urlpatterns: list[URLPattern] = [
    path("requests/files/<int:pk>/", files.of_account, name="requests_file"),
    path("requests/case/<str:token>/files/<int:pk>/", files.of_holder, name="requests_case_file"),
]
