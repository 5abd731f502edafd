"""The parts of a guide that are only read: bases, questions, links."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail import blocks

from onestop.site.comparing import Compared
from onestop.standards import numbers


class BasisBlock(Compared, blocks.StructBlock):
    """设定依据: a law or a standard, and what it says."""

    title = blocks.CharBlock(label=_("law or standard"), max_length=120)
    article = blocks.CharBlock(label=_("article"), max_length=60, required=False)
    text = blocks.TextBlock(label=_("what it says"), max_length=400, required=False, rows=2)
    standard = blocks.CharBlock(
        label=_("standard number"),
        max_length=120,
        required=False,
        help_text=_("Of a standard: it is linked to its record and shows whether it is in force."),
    )
    url = blocks.URLBlock(label=_("address of the official text"), max_length=500, required=False)

    class Meta:
        icon = "doc-full"
        label = _("basis")

    def clean(self, value: Any) -> Any:
        """Refuse, beside its field, a standard number that cannot be read."""
        cleaned = super().clean(value)
        number = cleaned.get("standard")
        if number:
            parsed = numbers.parse(number)
            if parsed is None or parsed.bare:
                message = _("This is not a standard number we can read. Write it as printed.")
                raise blocks.StructBlockValidationError(
                    block_errors={"standard": ValidationError(message, code="unreadable_number")}
                )
        return cleaned


class QuestionBlock(Compared, blocks.StructBlock):
    """常见问题: a question as people ask it, and a plain answer."""

    question = blocks.CharBlock(label=pgettext_lazy("in an answer", "question"), max_length=120)
    answer = blocks.TextBlock(label=_("answer"), max_length=800, rows=3)

    class Meta:
        icon = "help"
        label = _("question and answer")


class LinkBlock(Compared, blocks.StructBlock):
    """An official site that is needed on the way."""

    url = blocks.URLBlock(label=_("web address"), max_length=500)
    title = blocks.CharBlock(
        label=_("name"), max_length=60, required=False, help_text=_("Left empty, the address is shown.")
    )

    class Meta:
        icon = "link"
        label = pgettext_lazy("in a guide", "official site")
