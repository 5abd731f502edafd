"""The request of an enterprise (服务需求): where it is, how it ended, who may see it."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from onestop.requests.workflow.choices import (
    FINAL,
    SERVED,
    STOPPED,
    UNDER_WAY,
    UNFINISHED,
    VOLUNTARY,
    Channel,
    Resolution,
    Stage,
    Status,
    Visibility,
)
from onestop.requests.workflow.querysets import RequestQuerySet
from onestop.site import secrecy

if TYPE_CHECKING:
    import datetime as dt

ENDED = (*SERVED, Status.REFUSED, Status.WITHDRAWN)


class ServiceRequest(models.Model):
    """One request. ``status`` is written by ``onestop.requests.workflow.moving`` alone.

    Overdue is never stored: ``stage_due_on`` is, and whoever asks compares it with the day
    (``RequestQuerySet.overdue``, ``clock.standing``). Names and telephones of people are sealed
    (``onestop.site.secrecy``); ``phone_print`` finds a number without telling it.
    """

    number = models.CharField(_("number"), max_length=32, unique=True, null=True, blank=True)
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(
        pgettext_lazy("request", "status"), max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    resolution = models.CharField(_("how it ended"), max_length=9, choices=Resolution.choices, blank=True)
    visibility = models.CharField(
        _("who may see it"), max_length=7, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    channel = models.CharField(_("how it came"), max_length=7, choices=Channel.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("came of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )

    enterprise = models.ForeignKey(
        "requests.Enterprise",
        verbose_name=_("enterprise"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    enterprise_name = models.CharField(_("name of the enterprise"), max_length=120, blank=True)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True, db_index=True)
    region = models.ForeignKey(
        "catalogue.Region",
        verbose_name=_("region"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    contact_sealed = models.TextField(blank=True)
    phone_sealed = models.TextField(blank=True)
    email_sealed = models.TextField(blank=True)
    phone_print = models.CharField(max_length=64, blank=True, db_index=True)
    # Whoever shows one of these has asked ``permissions`` and noted the look (``enterprises.looking``).
    contact_name = secrecy.Sealed("contact_sealed")
    phone = secrecy.Sealed("phone_sealed", "phone_print")
    email = secrecy.Sealed("email_sealed")

    item = models.ForeignKey(
        "catalogue.ServiceItemPage",
        verbose_name=_("service item"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cases",
    )
    item_title = models.CharField(_("title of the item"), max_length=255, blank=True)
    clause = models.CharField(_("clause of the standard"), max_length=12, blank=True, db_index=True)
    description = models.TextField(_("what is needed"), blank=True, max_length=4000)
    details = models.JSONField(_("details by kind of service"), default=dict, blank=True)
    wanted_by = models.DateField(_("wanted by"), null=True, blank=True)

    office = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("receiving office"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    office_reason = models.CharField(_("why this office"), max_length=200, blank=True)
    filed_at = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("filed at"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="filed_cases",
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handler = models.ForeignKey(
        "catalogue.StaffMember",
        verbose_name=_("in the hands of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_cases",
    )
    hand_overs = models.PositiveSmallIntegerField(_("times handed over"), default=0)
    is_important = models.BooleanField(_("important project"), default=False)
    important_reason = models.CharField(_("why it is important"), max_length=200, blank=True)

    notice_version = models.CharField(_("version of the privacy notice"), max_length=40, blank=True)
    policy = models.ForeignKey(
        "requests.SLAPolicy", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices, blank=True)
    stage_since = models.DateTimeField(_("stage since"), null=True, blank=True)
    stage_due_on = models.DateField(_("due on"), null=True, blank=True)
    promised_on = models.DateField(_("promised for"), null=True, blank=True)

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)
    moved_at = models.DateTimeField(_("last step at"), null=True, blank=True)
    touched_at = models.DateTimeField(_("last sign of life at"), null=True, blank=True)
    chain_length = models.PositiveIntegerField(default=0, editable=False)
    chain_head = models.CharField(max_length=64, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("service request")
        verbose_name_plural = _("service requests")
        ordering = ("-pk",)
        permissions = [
            ("export_servicerequest", "Can export lists of requests"),
            ("file_servicerequest", "Can file requests for enterprises"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | Q(number__isnull=False, submitted_at__isnull=False),
                name="request_has_number_once_submitted",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED, resolution__gt="") | (~Q(status__in=ENDED) & Q(resolution="")),
                name="request_has_resolution_once_ended",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[*UNDER_WAY[2:], *SERVED]) | Q(office__isnull=False),
                name="request_has_office_once_accepted",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="request_status_is_known"),
            models.CheckConstraint(
                condition=Q(is_important=False) | ~Q(important_reason=""),
                name="important_request_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "status", "stage_due_on"], name="request_queue"),
            models.Index(fields=["status", "stage_due_on"], name="request_due"),
            models.Index(
                fields=["stage_due_on", "-id"], condition=Q(status__in=UNFINISHED), name="request_unfinished"
            ),
            models.Index(fields=["-submitted_at"], name="request_newest"),
            models.Index(fields=["enterprise", "-submitted_at"], name="request_by_enterprise"),
            models.Index(fields=["handler", "status"], name="request_by_handler"),
        ]

    def __str__(self) -> str:
        return self.number or f"#{self.pk}"

    @property
    def status_words(self) -> str:
        """Return where it is in the words of staff, and how it ended where the status does not say so."""
        status = Status(self.status).label  # Django’s own way compares all choices; lists ask very often
        if self.resolution in {"", Resolution.SOLVED, Resolution.REFUSED, Resolution.WITHDRAWN}:
            return str(status)
        return gettext("%(status)s (%(ending)s)") % {
            "status": status,
            "ending": Resolution(self.resolution).label,
        }

    @property
    def is_final(self) -> bool:
        """Tell whether nothing can happen to it any more."""
        return self.status in FINAL

    @property
    def is_under_way(self) -> bool:
        """Tell whether the enterprise still waits for its service."""
        return self.status in UNDER_WAY

    def is_overdue(self, today: "dt.date") -> bool:
        """Tell whether the running stage should have ended before ``today``; the twin of ``overdue``."""
        return bool(self.stage and self.stage_due_on and self.stage_due_on < today and self.clock_runs)

    @property
    def clock_runs(self) -> bool:
        """Tell whether the clock of a stage runs."""
        return bool(self.stage) and self.stage not in VOLUNTARY and self.status not in STOPPED
