"""Addresses of ``following``."""

from django.urls import URLPattern, path

from onestop.requests.following.board import views as board
from onestop.requests.following.pages import calendar_views, views

urlpatterns: list[URLPattern] = [
    path("progress/", board.board, name="requests_board"),
    path("progress/progress.csv", board.table, name="requests_board_csv"),
    path("progress/figures/", board.how_counted, name="requests_figures"),
    path("my/", views.my, name="requests_my"),
    path("my/documents/", views.my_documents, name="requests_my_documents"),
    path("my/cases/<str:number>/", views.my_case, name="requests_my_case"),
    path("my/cases/<str:number>/do/<slug:action>/", views.my_action, name="requests_my_action"),
    path("my/calendar/", calendar_views.subscribe, name="requests_my_calendar"),
    path("my/calendar/<str:token>/requests.ics", calendar_views.of_account, name="requests_calendar"),
    path("requests/case/<str:token>/dates.ics", calendar_views.of_holder, name="requests_case_calendar"),
    path("requests/case/<str:token>/", views.holders_case, name="requests_case"),
    path("requests/case/<str:token>/do/<slug:action>/", views.holders_action, name="requests_action"),
]
