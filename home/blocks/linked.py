"""Blocks that show something of this site as it stands on the day they are read."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from wagtail import blocks

from onestop.site.comparing import Compared
from onestop.standards import numbers
from onestop.standards.mentions import Reference, look_up


class NumberBlock(blocks.CharBlock):
    """The number of a standard, in any spelling."""

    def clean(self, value: str) -> str:
        """Return the number as printed.

        Raises:
            ValidationError: it cannot be read as a number.
        """
        text = super().clean(value)
        parsed = numbers.parse(text)
        if parsed is None or parsed.bare:
            raise ValidationError(
                _t("“%(text)s” is not a standard number we can read. Write it as printed, e.g. GB/T 19012.")
                % {"text": text}
            )
        return numbers.display(parsed)


class StandardBlock(Compared, blocks.StructBlock):
    """A standard with its status of today. Without a year it is always the edition in force (clause 2)."""

    number = NumberBlock(
        max_length=80,
        label=_("standard number"),
        help_text=_("Without a year: always the newest edition in force. With a year: that edition."),
    )
    note = blocks.CharBlock(required=False, max_length=200, label=_("what it is needed for"))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add ``reference``, from those that the page has looked up together, else by itself."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        known = (parent_context or {}).get("references")
        context["reference"] = reference_of(str(value.get("number", "")), known)
        return context

    class Meta:
        icon = "doc-full-inverse"
        label = _("Standard")
        template = "home/blocks/standard.html"


def reference_of(text: str, known: Any = None) -> Reference | None:
    """Return what the number ``text`` stands for today; ``known`` is what ``look_up`` gave for a page."""
    parsed = numbers.parse(text)
    if parsed is None or parsed.bare:
        return None
    key = parsed.parent.full_key
    if known is not None and key in known:
        found: Reference = known[key]
        return found
    return look_up([parsed.parent], timezone.localdate(), amendments=True).get(key)


class ServiceBlock(Compared, blocks.StructBlock):
    """A card that leads to a service guide."""

    page = blocks.PageChooserBlock(page_type="catalogue.ServiceItemPage", label=_("service"))
    text = blocks.CharBlock(
        required=False, max_length=120, label=_("one sentence"), help_text=_("Left empty: the guide's own.")
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Service card")
        template = "home/blocks/service.html"
