"""What an event consists of: sessions, materials, standards."""

from decimal import Decimal
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.models import Orderable

from onestop.standards import numbers

MOST_HOURS = 24


class TrainingSession(Orderable):
    """A part of an event from–to, with its 学时; attendance is recorded for each."""

    event = ParentalKey("home.TrainingEventPage", on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until when"))
    title = models.CharField(_("what"), max_length=80, blank=True)
    hours = models.DecimalField(
        _("class hours"),
        max_digits=4,
        decimal_places=1,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(MOST_HOURS))],
        help_text=_("0 if none are counted."),
    )

    panels: ClassVar[list[Panel]] = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("hours")]),
        FieldPanel("title"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("session")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="training_session_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.title or f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    def clean(self) -> None:
        """Refuse, beside its field, a session that ends before it begins."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must come after the beginning. Check both times.")})


class TrainingMaterial(Orderable):
    """Slides, a video, a leaflet; a video or a picture needs its text beside it."""

    event = ParentalKey("home.TrainingEventPage", on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=120)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("file"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    url = models.URLField(_("or address"), blank=True)
    text = models.TextField(
        _("words of it"), blank=True, help_text=_("For those who cannot see or hear it, or have no time to.")
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldPanel("document"),
        FieldPanel("url"),
        FieldPanel("text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("paper or slides")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a material that is nothing but a title."""
        super().clean()
        if not (self.document_id or self.url or self.text.strip()):
            raise ValidationError(
                {"document": _("Give a file, an address, or at least the text of the material.")}
            )


class TrainingStandard(Orderable):
    """A standard that the event is about; its status is that of the day it is read (clause 4.2.1.3)."""

    event = ParentalKey("home.TrainingEventPage", on_delete=models.CASCADE, related_name="standard_links")
    number = models.CharField(
        _("standard number"),
        max_length=80,
        help_text=_("Without a year: always the newest edition in force. With a year: that edition."),
    )
    note = models.CharField(_("what of it"), max_length=120, blank=True)

    panels: ClassVar[list[Panel]] = [FieldRowPanel([FieldPanel("number"), FieldPanel("note")])]

    class Meta(Orderable.Meta):
        verbose_name = _("linked standard")

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """Refuse, beside its field, what is no number of a standard; keep the number as it is printed."""
        super().clean()
        parsed = numbers.parse(self.number)
        if parsed is None or parsed.bare:
            raise ValidationError(
                {
                    "number": _(
                        "This is not a standard number we can read. Write it as printed, e.g. GB/T 19012."
                    )
                }
            )
        self.number = numbers.display(parsed)
