"""Who works where, and who is at which window when (clauses 4.1.2.2 and 4.1.2.3)."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.organisations.choices import HEAD_POSTS, Kind, Post
from onestop.catalogue.organisations.querysets import RowRights


class StaffQuerySet(RowRights):
    """Questions to the staff."""

    def current(self, on: dt.date | None = None) -> Self:
        """Return who is in office on a day (today when left out)."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def heads(self) -> Self:
        """Return the heads, whenever they were."""
        return self.filter(post__in=HEAD_POSTS)


class StaffMember(models.Model):
    """A person in a post for a time. A new post is a new row, so the former heads remain."""

    organisation = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="staff",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account of the person"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="staff_posts",
        help_text=_("With it the person works with the rows of this organisation, and no others."),
    )
    name = models.CharField(_("name"), max_length=40)
    post = models.CharField(pgettext_lazy("staff", "post"), max_length=12, choices=Post.choices)
    specialty = models.CharField(_("specialty"), max_length=100, blank=True)
    qualification = models.CharField(
        _("qualification"), max_length=200, blank=True, help_text=_("Title, certificate and its number.")
    )
    phone = models.CharField(_("telephone"), max_length=24, blank=True, help_text=_("Never shown in public."))
    name_is_public = models.BooleanField(_("agrees that the name is shown"), default=False)
    starts_on = models.DateField(_("in office since"))
    ends_on = models.DateField(_("last day in office"), null=True, blank=True)

    objects = models.Manager.from_queryset(StaffQuerySet)()

    class Meta:
        verbose_name = _("member of the staff")
        verbose_name_plural = _("staff")
        ordering = ["organisation", "post", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="staff_term_ends_after_it_begins",
                violation_error_message=_("The last day cannot be before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_current(self, on: dt.date | None = None) -> bool:
        """Tell whether the person is in office on a day; the twin of ``StaffQuerySet.current``."""
        day = on or timezone.localdate()
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)

    def clean(self) -> None:
        """Refuse a head of the centre elsewhere, and the other way round."""
        super().clean()
        if not self.organisation_id:
            return
        self._hand_over_first()
        at_centre = self.organisation.kind == Kind.CENTRE
        if self.post in HEAD_POSTS and (self.post == Post.CENTRE_HEAD) != at_centre:
            raise ValidationError({"post": _("This head belongs to another kind of organisation.")})

    def _hand_over_first(self) -> None:
        """Refuse an end while cases are in hand: they would be nobody's (clause 4.1.2.3)."""
        cases = self.cases() if self.ends_on else 0
        if cases:
            text = _("Hand over first: %(n)s open cases are in this person’s hands.") % {"n": cases}
            raise ValidationError({"ends_on": text})

    def cases(self) -> int:
        """Return how many open cases the person has in hand, as the apps that hold cases say."""
        from onestop.catalogue.organisations.staffing import open_cases  # noqa: PLC0415 - needs the models

        return open_cases([self.pk])[self.pk] if self.pk else 0


class Shift(models.Model):
    """One person at one window for part of one day."""

    organisation = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="shifts",
    )
    staff = models.ForeignKey(
        StaffMember, verbose_name=_("on duty"), on_delete=models.CASCADE, related_name="shifts"
    )
    window = models.CharField(_("window"), max_length=40, help_text=_("As its sign says, e.g. window 1."))
    day = models.DateField(_("day"), db_index=True)
    starts = models.TimeField(pgettext_lazy("shift", "from"))
    ends = models.TimeField(pgettext_lazy("shift", "until"))

    objects = models.Manager.from_queryset(RowRights)()

    class Meta:
        verbose_name = _("window shift")
        verbose_name_plural = _("window shifts")
        ordering = ["-day", "window", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="shift_ends_after_it_begins",
                violation_error_message=_("The shift must end after it begins."),
            ),
            models.UniqueConstraint(
                fields=["staff", "day", "starts"],
                name="shift_once",
                violation_error_message=_("This person already has a shift that begins then."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.window} {self.starts:%H:%M}–{self.ends:%H:%M}"

    def clean(self) -> None:
        """Refuse somebody of another organisation, or out of office, or at two windows at once."""
        super().clean()
        if not (self.staff_id and self.organisation_id and self.day):
            return
        if self.staff.organisation_id != self.organisation_id:
            raise ValidationError({"staff": _("This person works for another organisation.")})
        if self.staff.starts_on > self.day or (self.staff.ends_on and self.staff.ends_on < self.day):
            raise ValidationError({"staff": _("This person is not in office on that day.")})
        if self.starts and self.ends and self._overlaps().exists():
            raise ValidationError({"starts": _("This person has another shift at that time.")})

    def _overlaps(self) -> models.QuerySet["Shift"]:
        """Return other shifts of the same person that lie across this one."""
        same_day = Shift.objects.filter(staff=self.staff, day=self.day).exclude(pk=self.pk)
        return same_day.filter(starts__lt=self.ends, ends__gt=self.starts)
