"""Directed edges between standards (spec 2.5)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey

from onestop.standards import numbers
from onestop.standards.choices import Degree, Extent, Origin, RelationKind
from onestop.standards.models.keys import NamesANumber


class StandardRelation(NamesANumber):
    """``standard`` replaces, adopts, cites or amends the standard that ``target_number`` names.

    The number is the statement; ``target`` is the record it resolves to in this register, if there is one,
    and is kept up by ``onestop.standards.services``. A dated citation stays on its edition; an undated one
    means the edition in force with its amendments (clause 2 of the municipal standard).

    Besides what was stated there are ``replaces`` edges of another origin, which ``services`` makes: the
    other end of a ``replaced_by``, and the succession of a number's editions. So who replaces a record is
    always told by the ``replaces`` edges to it.
    """

    named_by = "target_number"

    standard = ParentalKey("standards.Standard", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("kind"), max_length=11, choices=RelationKind.choices)
    target_number = models.CharField(
        _("number of the other standard"),
        max_length=120,
        help_text=_("With its year if one edition is meant, without it if always the edition in force."),
    )
    target_full_key = models.CharField(max_length=160, editable=False, db_index=True, blank=True)
    target_base_key = models.CharField(max_length=140, editable=False, db_index=True, blank=True)
    target = models.ForeignKey(
        "standards.Standard",
        verbose_name=_("record of the other standard"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="inbound_relations",
    )
    extent = models.CharField(
        _("extent"),
        max_length=4,
        choices=Extent.choices,
        default=Extent.FULL,
        help_text=_("How much is replaced; only for “replaces”."),
    )
    degree = models.CharField(
        _("degree of adoption"),
        max_length=3,
        choices=Degree.choices,
        blank=True,
        help_text=_("Only for “adopts”."),
    )
    dated = models.BooleanField(_("dated reference"), default=True, editable=False)
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    origin = models.CharField(
        _("origin"), max_length=7, choices=Origin.choices, default=Origin.STATED, editable=False
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["kind", "target_number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "kind", "target_number", "clause", "origin"], name="relation_stated_once"
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=True) | ~models.Q(target=models.F("standard")),
                name="relation_not_to_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=RelationKind.ADOPTS) | models.Q(degree=""),
                name="relation_degree_only_for_adoption",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target_number}"

    def clean(self) -> None:
        """Refuse, beside its field, what the database would refuse."""
        super().clean()
        if self.degree and self.kind != RelationKind.ADOPTS:
            raise ValidationError({"degree": _("Only an adopted standard has a degree of adoption.")})

    def set_keys(self, parsed: numbers.Number | None) -> None:
        """Take over the keys of the number, its normal form and whether it names one edition."""
        if parsed:
            self.target_number = numbers.display(parsed)
            self.target_full_key, self.target_base_key = parsed.full_key, parsed.base_key
            self.dated = bool(parsed.year)
