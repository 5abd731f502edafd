"""A link to an official site, with what the last checks found."""

import datetime as dt
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.links.kinds import LinkKind


class Problem(models.TextChoices):
    """Why a check failed."""

    STATUS = "status", _("it answers with an error")
    TIMEOUT = "timeout", _("no answer in time")
    UNREACHABLE = "unreachable", _("cannot be reached")
    CERTIFICATE = "certificate", _("its certificate is not valid")


class LinkQuerySet(models.QuerySet["ExternalLink"]):
    """Links."""

    def shown(self) -> Self:
        """Leave out what failed too often in a row: users are not sent to a dead address."""
        return self.filter(failures__lt=settings.LINK_HIDDEN_AFTER)

    def failing(self) -> Self:
        """Return what failed at its last check."""
        return self.filter(failures__gt=0)


class ExternalLink(models.Model):
    """An official site that services and guides send people to (clause 4.2.3.1)."""

    name = models.CharField(_("name"), max_length=80, help_text=_("As the site calls itself."))
    url = models.URLField(
        pgettext_lazy("link", "address"),
        max_length=500,
        unique=True,
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={"unique": _("This address is in the directory already.")},
    )
    kind = models.CharField(pgettext_lazy("link", "kind"), max_length=20, choices=LinkKind)
    description = models.CharField(
        _("what one finds there"), max_length=200, blank=True, help_text=_("One sentence for enterprises.")
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("The lowest number stands first within its kind.")
    )
    checked_at = models.DateTimeField(_("last checked"), null=True, blank=True, editable=False)
    http_status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True, editable=False)
    problem = models.CharField(
        _("problem"), max_length=20, choices=Problem, blank=True, default="", editable=False
    )
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, editable=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("official link")
        verbose_name_plural = _("official links")
        ordering = ("order", "pk")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=LinkKind.values), name="link_kind_known")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Forget what was found at another address before a new one is kept."""
        if self.pk and ExternalLink.objects.filter(pk=self.pk).exclude(url=self.url).exists():
            self.checked_at, self.http_status, self.problem, self.failures = None, None, "", 0
        super().save(*args, **kwargs)

    @property
    def host(self) -> str:
        """Return the name of the machine, by which people know an official address."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_shown(self) -> bool:
        """Tell whether users see it."""
        return self.failures < settings.LINK_HIDDEN_AFTER

    def record(self, when: dt.datetime, status: int | None, problem: str) -> None:
        """Keep what a check found; one success forgives all failures.

        Args:
            when: the moment of the check.
            status: the HTTP status, if there was an answer.
            problem: a value of ``Problem``; empty for a link that works.
        """
        self.checked_at, self.http_status, self.problem = when, status, problem
        self.failures = self.failures + 1 if problem else 0
        self.save(update_fields=["checked_at", "http_status", "problem", "failures"])
