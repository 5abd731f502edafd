"""What participants say afterwards."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onestop.home.training.choices import Opinion


class Feedback(models.Model):
    """One answer to an event; voluntary, once a registration."""

    registration = models.OneToOneField(
        "home.Registration", on_delete=models.CASCADE, related_name="feedback"
    )
    content = models.PositiveSmallIntegerField(_("Content: was it useful?"), choices=Opinion.choices)
    teaching = models.PositiveSmallIntegerField(_("Speakers: was it clear?"), choices=Opinion.choices)
    organisation = models.PositiveSmallIntegerField(
        _("Organisation: time, place, notice"), choices=Opinion.choices
    )
    words = models.TextField(
        _("What should we do better? What do you need next?"), max_length=1000, blank=True
    )
    given_at = models.DateTimeField(auto_now_add=True)

    QUESTIONS = ("content", "teaching", "organisation")

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")

    def __str__(self) -> str:
        return str(self.registration_id)
