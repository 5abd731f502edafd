"""An event: training, publicity, exchange, a visit."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from onestop.home.blocks import BodyBlock
from onestop.home.rules import Fault, PublishRules
from onestop.home.training.choices import HOSTED, Kind, Place, Stage
from onestop.home.training.event_form import EventForm
from onestop.home.training.models.panels import CONTENT, REGISTRATION, tabs
from onestop.home.training.querysets import EventManager
from onestop.site.pages import SitePage
from onestop.site.prepared import related_rows

FULL_PERCENT = 100
RESERVED = frozenset({"calendar", "check-in", "feed", "feedback", "my", "verify"})
"""Addresses below the column that are no events."""


class TrainingEventPage(RoutablePageMixin, PublishRules, SitePage):
    """One event with its sessions. ``starts_at`` and ``ends_at`` follow from the sessions at every save."""

    kind = models.CharField(_("kind"), max_length=13, choices=Kind.choices, default=Kind.COURSE)
    topic = models.ForeignKey(
        "home.Topic",
        verbose_name=_("topic"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
    )
    intro = models.CharField(
        _("in one sentence"), max_length=200, help_text=_("What participants gain; shown in lists.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    target_group = models.CharField(_("meant for"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=150, blank=True, help_text=_("Room and address."))
    venue = models.ForeignKey(
        "catalogue.Organisation",
        verbose_name=_("at an organisation of the network"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Its address is shown as the place."),
    )
    join_url = models.URLField(
        _("address of the meeting"),
        blank=True,
        help_text=_("For online events. Only those whose place is confirmed see it."),
    )
    join_note = models.CharField(
        _("how to join"), max_length=200, blank=True, help_text=_("Meeting number, password. Likewise.")
    )
    organiser = models.CharField(_("organised by"), max_length=100)
    contact_phone = models.CharField(_("telephone for questions"), max_length=24, blank=True)
    fee = models.CharField(_("cost"), max_length=80, blank=True, help_text=_("And who charges it."))
    host = models.CharField(
        _("host enterprise"), max_length=100, blank=True, help_text=_("Whose floor is visited.")
    )
    host_consent = models.BooleanField(
        _("the host has agreed in writing to be named and visited"),
        default=False,
        help_text=_("Without it a visit or demonstration at an enterprise cannot be published."),
    )
    needs_registration = models.BooleanField(_("people register"), default=True)
    quota = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Whoever comes later is put on the waiting list. Empty: no limit."),
    )
    opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("Empty: at the beginning.")
    )
    gives_proof = models.BooleanField(_("participants get a proof"), default=False)
    attendance_rule = models.PositiveSmallIntegerField(
        _("attendance needed for a proof, %"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(FULL_PERCENT)],
    )
    assessed = models.BooleanField(
        _("ends with an assessment"), default=False, help_text=_("Then only those who passed get a proof.")
    )
    called_off = models.BooleanField(_("called off"), default=False)
    called_off_note = models.CharField(_("why, and what now"), max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True, editable=False, db_index=True)
    ends_at = models.DateTimeField(null=True, editable=False, db_index=True)

    loaded_with = ("topic", "venue")
    objects = EventManager()

    base_form_class = EventForm
    content_panels = [*Page.content_panels, *CONTENT]
    registration_panels = REGISTRATION
    edit_handler = tabs(content_panels, registration_panels, Page.promote_panels, Page.settings_panels)
    parent_page_types: ClassVar[list[str]] = ["home.TrainingIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("topic"),
        index.FilterField("starts_at"),
    ]

    class Meta:
        verbose_name = _("training event")
        verbose_name_plural = _("training events")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at"))
                | Q(closes_at__isnull=True)
                | Q(opens_at__isnull=True),
                name="training_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(quota__gte=1) | Q(quota__isnull=True), name="training_quota_of_one_at_least"
            ),
        ]

    def clean(self) -> None:
        """Refuse, beside its field, what nobody could keep."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.slug in RESERVED:
            errors["slug"] = _("This address is taken by the site itself. Choose another word.")
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            errors["closes_at"] = _("Registration must close after it opens. Check both times.")
        if errors:
            raise ValidationError(errors)

    def own_faults(self) -> Iterator[Fault]:
        """Yield what must be there before it is published; a draft may wait for it."""
        host = self.host.strip()
        if not (self.place.strip() or self.venue_id or self.join_url):
            yield Fault(
                "place", _t("Say where it takes place, or give the address of the online meeting."), "place"
            )
        if self.kind == Kind.VISIT and not host and not self.venue_id:
            yield Fault(
                "host",
                _t("Name the enterprise that is visited, or choose the organisation of the network above."),
                "host",
            )
        if self.kind in HOSTED and host and not self.host_consent:
            yield Fault(
                "host_consent",
                _t("Ask the enterprise first: it must agree to be named and visited."),
                "consent",
            )
        if self.called_off and not self.called_off_note.strip():
            yield Fault(
                "called_off_note",
                _t("Say why it is called off and what participants should do."),
                "called_off",
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the times that follow from the sessions."""
        if not kwargs.get("update_fields"):
            self.derive()
        super().save(*args, **kwargs)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish, and tell whoever takes part when time or place are no longer what they were."""
        from onestop.home.training import publishing  # noqa: PLC0415 - it needs the models

        before = publishing.announced(self.pk)
        published = super().publish(revision, *args, **kwargs)
        publishing.tell_changes(self.pk, before)
        return published

    def derive(self) -> None:
        """Set from when to when the event lasts."""
        sessions = list(self.sessions.all())
        self.starts_at = min((each.starts_at for each in sessions), default=None)
        self.ends_at = max((each.ends_at for each in sessions), default=None)

    @cached_property
    def session_list(self) -> list[Any]:
        """Return the sessions by time."""
        return sorted(related_rows(self, "sessions"), key=lambda session: session.starts_at)

    @property
    def hours(self) -> Decimal:
        """Return the class hours of all sessions."""
        return sum((session.hours for session in self.session_list), Decimal(0))

    @property
    def last_call(self) -> dt.datetime | None:
        """Return until when one can register: the closing time, at the latest the beginning."""
        times = [time for time in (self.closes_at, self.starts_at) if time]
        return min(times, default=None)

    @property
    def shown_place(self) -> str:
        """Return where it takes place, in one line; empty for an event that is only online."""
        parts = [self.venue.name, self.venue.address] if self.venue else []
        return " ".join(part for part in [*parts, self.place] if part)

    @property
    def has_door(self) -> bool:
        """Tell whether somebody stands at an entrance: not where it is only online."""
        return bool(self.shown_place)

    @property
    def is_online(self) -> bool:
        """Tell whether one can take part from elsewhere."""
        return bool(self.join_url)

    def count(self, place: Place) -> int:
        """Return how many registrations are in ``place``, annotated or asked."""
        known: int | None = getattr(self, str(place.value), None)
        return self.registrations.filter(place=place).count() if known is None else known

    @property
    def places_left(self) -> int | None:
        """Return how many places are free; ``None`` without a limit."""
        return None if self.quota is None else max(self.quota - self.count(Place.CONFIRMED), 0)

    def stage(self, now: dt.datetime | None = None) -> Stage:
        """Return where the event stands ``now``."""
        now = now or timezone.now()
        if self.called_off:
            return Stage.CALLED_OFF
        if self.ends_at is None or self.ends_at < now:
            return Stage.OVER
        if self.starts_at is not None and self.starts_at <= now:
            return Stage.RUNNING
        return self._before(now) if self.needs_registration else Stage.FREE

    def _before(self, now: dt.datetime) -> Stage:
        """Return where the registration stands before the event begins."""
        if self.opens_at and now < self.opens_at:
            return Stage.SOON
        if self.last_call and now >= self.last_call:
            return Stage.CLOSED
        return Stage.FULL if self.places_left == 0 else Stage.OPEN

    def takes_registrations(self, now: dt.datetime | None = None) -> bool:
        """Tell whether one can register ``now``, if only for the waiting list."""
        return self.live and self.stage(now) in {Stage.OPEN, Stage.FULL}

    @path("")
    def serve_event(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the event."""
        from onestop.home.training.views import event  # noqa: PLC0415 - views need the models

        return event.detail(request, self)

    @path("register/")
    def serve_registration(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the form by which one registers."""
        from onestop.home.training.views import event  # noqa: PLC0415 - views need the models

        return event.register(request, self)

    @path("calendar/")
    def serve_calendar(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the event for a calendar."""
        from onestop.home.training.views import event  # noqa: PLC0415 - views need the models

        return event.calendar(request, self)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return the one address of the event."""
        return Page.get_sitemap_urls(self, request)
