"""Addresses of ``following``."""

from django.urls import URLPattern, path

from onestop.requests.following.pages import views

urlpatterns: list[URLPattern] = [
    path("my/", views.my, name="requests_my"),
    path("my/cases/<str:number>/", views.my_case, name="requests_my_case"),
    path("my/cases/<str:number>/do/<slug:action>/", views.my_action, name="requests_my_action"),
    path("requests/case/<str:token>/", views.holders_case, name="requests_case"),
    path("requests/case/<str:token>/do/<slug:action>/", views.holders_action, name="requests_action"),
]
