"""Addresses of training that are no pages of the tree: signed links and the checking of proofs.

The arguments are called ``token`` and ``code`` so that the log masks them (``onestop.site.logs``).
"""

from django.urls import path

from onestop.home.training.views import feedback, own, presence, proof

urlpatterns = [
    path("training/verify/", proof.ask, name="training_verify_form"),
    path("training/verify/<str:code>/", proof.verify, name="training_verify"),
    path("training/my/<str:token>/", own.own, name="training_own"),
    path("training/my/<str:token>/cancel/", own.cancel, name="training_cancel"),
    path("training/my/<str:token>/event.ics", own.calendar, name="training_own_calendar"),
    path("training/my/<str:token>/proof/", own.prove, name="training_prove"),
    path("training/my/<str:token>/certificate/", own.certificate, name="training_certificate"),
    path("training/check-in/<str:token>/", presence.check_in, name="training_check_in"),
    path("training/feedback/<str:token>/", feedback.feedback, name="training_feedback"),
]
