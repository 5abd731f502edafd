"""Addresses of ``supervision``. The argument is called ``token`` so that the log masks it."""

from django.urls import URLPattern, path

from onestop.requests.supervision import views

urlpatterns: list[URLPattern] = [
    path("complaints/new/", views.new, name="requests_complaint_new"),
    path("complaints/<str:token>/", views.complaint, name="requests_complaint"),
]
