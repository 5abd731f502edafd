"""Addresses of accounts that django-allauth does not have."""

from django.urls import path

from onestop.site.accounts import views

urlpatterns = [
    path("second-factor/", views.second_factor, name="account_second_factor"),
    path("email/", views.own_addresses),
]
