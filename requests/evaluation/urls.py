"""Addresses of ``evaluation``. The argument is called ``token`` so that the log masks it."""

from django.urls import URLPattern, path

from onestop.requests.evaluation import room_views, views

urlpatterns: list[URLPattern] = [
    path("my/evaluations/", room_views.evaluations, name="requests_my_evaluations"),
    path("evaluate/<str:token>/", views.evaluate, name="requests_evaluate"),
    path("evaluate/<str:token>/paper/", views.paper, name="requests_evaluate_paper"),
]
