"""Addresses of ``filing``."""

from django.urls import URLPattern, path

from onestop.requests.filing.views import files, sending, track, wizard

urlpatterns: list[URLPattern] = [
    path("requests/new/", wizard.new, name="requests_new"),
    path("requests/new/need/", wizard.need, name="requests_new_need"),
    path("requests/new/contact/", wizard.contact, name="requests_new_contact"),
    path("requests/new/check/", sending.check, name="requests_new_check"),
    path("requests/new/also/", sending.also, name="requests_new_also"),
    path("requests/new/discard/", wizard.discard, name="requests_new_discard"),
    path("requests/again/<str:token>/", sending.again, name="requests_again"),
    path("requests/receipt/<str:number>/", sending.receipt, name="requests_receipt"),
    path("requests/track/", track.track, name="requests_track"),
    path("requests/track/send/", track.send, name="requests_track_send"),
    path("requests/track/code/", track.check, name="requests_track_code"),
    path("requests/files/<int:pk>/", files.of_account, name="requests_file"),
    path("requests/case/<str:token>/files/<int:pk>/", files.of_holder, name="requests_case_file"),
]
