"""Addresses of ``supervision``. The argument is called ``token`` so that the log masks it."""

from django.urls import URLPattern, path

from onestop.requests.supervision import room_views, views

urlpatterns: list[URLPattern] = [
    path("my/complaints/", room_views.complaints, name="requests_my_complaints"),
    path("complaints/new/", views.new, name="requests_complaint_new"),
    path("complaints/<str:token>/", views.complaint, name="requests_complaint"),
]
