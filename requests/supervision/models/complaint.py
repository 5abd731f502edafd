"""Complaints and disputes as they come in (clause 5.6; GB/T 19012 and GB/T 19013, process 3.1 and 3.2)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.evaluation import rows
from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import secrecy


class Subject(models.TextChoices):
    """What a complaint is about."""

    SERVICE = "service", _("How the service was done")
    PERSON = "person", _("How somebody behaved")
    INSTITUTION = "institution", _("An institution")
    PLATFORM = "platform", _("This platform itself")


class Remedy(models.TextChoices):
    """What the complainant asks for (GB/T 19012, 7.6)."""

    EXPLANATION = "explanation", _("An explanation")
    APOLOGY = "apology", _("An apology")
    REDO = "redo", _("Doing it again")
    REFUND = "refund", _("Giving the fee back")
    COMPENSATION = "compensation", _("Compensation")
    SUPPORT = "support", _("Technical support")
    OTHER = "other", pgettext_lazy("remedy", "Something else")


class Channel(models.TextChoices):
    """How a complaint came."""

    ONLINE = "online", pgettext_lazy("complaint", "Online")
    ROOM = "room", _("From the page of a request")
    WINDOW = "window", pgettext_lazy("complaint", "At the window")
    PHONE = "phone", pgettext_lazy("complaint", "By telephone")
    LETTER = "letter", pgettext_lazy("complaint", "By letter")


class TakenUp(models.Model):
    """What somebody uninvolved takes up once it has come in."""

    taken_up_at = models.DateTimeField(_("taken up at"), null=True, blank=True)
    taken_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken up by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Questions to the complaints; whoever is complained about does not learn who did."""

    def for_user(self, user: Any) -> Self:
        """Return those that ``user`` may read: head and authority all, agents those that are not theirs."""
        given = roles.roles_of(user)
        if given & {Role.HEAD, Role.SUPERVISOR}:
            return self.all()
        if Role.AGENT in given:
            mine = Q(case__handler__user=user) | Q(case__events__actor=user)
            mine |= Q(office__in=organisations_of(user)) & ~Q(office__kind=Kind.CENTRE)
            return self.exclude(pk__in=self.filter(mine).values("pk"))
        return self.none()


class Complaint(TakenUp):
    """A complaint. It leaves no trace in the case it is about: whoever serves there must not see it."""

    number = models.CharField(_("number"), max_length=32, unique=True)
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(_("how it came"), max_length=6, choices=Channel.choices)
    case = models.ForeignKey(
        ServiceRequest,
        verbose_name=_("service request"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
    )
    office = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("who is complained about"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
    )
    subject = models.CharField(_("about"), max_length=11, choices=Subject.choices)
    description = models.TextField(_("what happened"), max_length=4000)
    evidence = models.TextField(_("what shows it"), blank=True, max_length=2000)
    remedy = models.CharField(_("what is asked for"), max_length=12, choices=Remedy.choices)
    name_sealed = models.TextField(blank=True)
    phone_sealed = models.TextField(blank=True)
    phone_print = models.CharField(max_length=64, blank=True, db_index=True)
    contact_name = secrecy.Sealed("name_sealed")
    phone = secrecy.Sealed("phone_sealed", "phone_print")
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written down by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    written_at = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("written down at"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    acknowledged_at = models.DateTimeField(_("acknowledged at"), default=timezone.now)
    first_words = models.TextField(_("what the complainant was told"), blank=True, max_length=1000)
    accept_due_on = models.DateField(_("accepted until"))
    answer_due_on = models.DateField(_("answered until"))
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ("-received_at", "-pk")
        permissions = [("file_complaint", "Can write down a complaint for somebody")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_due_on__gte=models.F("accept_due_on")), name="complaint_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(taken_up_at__isnull=True) | Q(taken_up_by__isnull=False),
                name="complaint_is_taken_up_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Method(models.TextChoices):
    """How a dispute is settled (GB/T 19013)."""

    FACILITATIVE = "facilitative", _("Mediation")
    ADVISORY = "advisory", _("A recommendation")
    DETERMINATIVE = "determinative", _("A decision")


class Standing(models.TextChoices):
    """How far a dispute is; it follows from its days and is kept nowhere."""

    ASKED = "asked", _("the other party is asked")
    READY = "ready", _("both agree, to be taken up")
    TAKEN_UP = "taken_up", _("taken up")
    DECLINED = "declined", _("the other party does not agree")


class DisputeQuerySet(models.QuerySet["Dispute"]):
    """Questions to the disputes."""

    def for_user(self, user: Any) -> Self:
        """Return those that ``user`` may read: centre and authority all, office and other party their own."""
        if not getattr(user, "is_active", False):
            return self.none()
        if roles.sees_all_cases(user):
            return self.all()
        return self.filter(rows.theirs(user, "other_party"), case__in=ServiceRequest.objects.for_user(user))

    def unanswered(self) -> Self:
        """Return those to which the other party has said neither yes nor no."""
        return self.filter(other_agreed_at__isnull=True, other_declined_at__isnull=True)

    def ready(self) -> Self:
        """Return those that both sides agree to settle and that nobody has taken up."""
        agreed = self.filter(enterprise_agreed_at__isnull=False, other_agreed_at__isnull=False)
        return agreed.filter(taken_up_at__isnull=True)

    def standing(self, standing: str) -> Self:
        """Return those that are so far; the twin of ``Dispute.standing``."""
        ways = {
            Standing.ASKED: self.unanswered,
            Standing.READY: self.ready,
            Standing.TAKEN_UP: lambda: self.filter(taken_up_at__isnull=False),
            Standing.DECLINED: lambda: self.filter(other_declined_at__isnull=False),
        }
        return ways[Standing(standing)]()


class Dispute(TakenUp):
    """A dispute that was notified; it is taken up only when both sides have agreed to method and terms."""

    number = models.CharField(_("number"), max_length=32, unique=True)
    case = models.ForeignKey(
        ServiceRequest, verbose_name=_("service request"), on_delete=models.PROTECT, related_name="disputes"
    )
    other_party = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("other party"),
        on_delete=models.PROTECT,
        related_name="disputes",
    )
    method = models.CharField(_("way of settling"), max_length=13, choices=Method.choices)
    claim = models.TextField(_("what is claimed"), max_length=4000)
    notified_at = models.DateTimeField(_("notified at"), default=timezone.now)
    enterprise_agreed_at = models.DateTimeField(_("the enterprise agreed at"), null=True, blank=True)
    other_agreed_at = models.DateTimeField(_("the other party agreed at"), null=True, blank=True)
    other_declined_at = models.DateTimeField(_("the other party declined at"), null=True, blank=True)
    other_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered for the other party by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    other_words = models.TextField(_("what the other party says"), blank=True, max_length=2000)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ("-notified_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_up_at__isnull=True)
                | Q(enterprise_agreed_at__isnull=False, other_agreed_at__isnull=False),
                name="dispute_is_taken_up_with_both_consents",
            ),
            models.CheckConstraint(
                condition=Q(other_agreed_at__isnull=True) | Q(other_declined_at__isnull=True),
                name="dispute_has_one_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def standing(self) -> Standing:
        """Return how far it is."""
        if self.taken_up_at:
            return Standing.TAKEN_UP
        if self.other_declined_at:
            return Standing.DECLINED
        return Standing.READY if self.other_agreed_at else Standing.ASKED
