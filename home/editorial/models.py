"""What the last check of the site found, and the words that editors want to be warned of."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from onestop.home.rules import Weight


class SiteFinding(models.Model):
    """A finding of the last ``check_site``; each check replaces them all."""

    WEIGHTS: ClassVar[list[tuple[str, Any]]] = [
        (Weight.ERROR.value, _("breaks a rule")),
        (Weight.WARNING.value, _("worth a look")),
    ]

    code = models.CharField(_("rule"), max_length=40)
    weight = models.CharField(_("weight of the finding"), max_length=10, choices=WEIGHTS)
    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    field = models.CharField(_("field"), max_length=60, blank=True)
    title = models.CharField(_("where"), max_length=255, blank=True)
    message = models.TextField(_("what to do"))
    address = models.CharField(max_length=500, blank=True)
    found_at = models.DateTimeField(_("found"), default=timezone.now)

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("finding")
        verbose_name_plural = _("findings of the site check")
        ordering: ClassVar = ["weight", "code", "title"]

    def __str__(self) -> str:
        return f"{self.title}: {self.message}"


class SensitiveWord(models.Model):
    """A word that a public page should not have, or only after a second look."""

    word = models.CharField(_("word"), max_length=60, unique=True)
    advice = models.CharField(
        _("what to write instead"), max_length=200, blank=True, help_text=_("Shown to the editor.")
    )

    class Meta:
        verbose_name = _("word to avoid")
        verbose_name_plural = _("words to avoid")
        ordering: ClassVar = ["word"]

    def __str__(self) -> str:
        return self.word
