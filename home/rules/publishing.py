"""No page that breaks a rule goes public: the form says it beside the field, the model refuses."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.base import BlockField

from onestop.home.rules.faults import Fault, Weight, faults
from onestop.site.page_forms import PageForm


def _errors(page: Any) -> list[Fault]:
    return [fault for fault in faults(page) if fault.weight is Weight.ERROR]


class PublishRulesForm(PageForm):
    """Checks the rules when a page is published or submitted; a draft may be saved unfinished."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        blocks: dict[str, list[Fault]] = {}
        for fault in _errors(self.instance):
            if fault.field in self.fields and isinstance(self.fields[fault.field], BlockField):
                blocks.setdefault(fault.field, []).append(fault)
            else:
                field = fault.field if fault.field in self.fields else None
                self.add_error(field, ValidationError(fault.message, code=fault.code))
        for field, found in blocks.items():
            # A text that is wrong in itself has not reached the page: what is said is of the one before it.
            if field not in self.errors:
                self.add_error(field, _of_blocks(found))


def _of_blocks(found: list[Fault]) -> StreamBlockValidationError:
    """Return one error that says each of ``found`` at its block: Wagtail shows no more than one of a text."""
    places: dict[int, list[str]] = {}
    for fault in found:
        if fault.place is not None:
            places.setdefault(fault.place, []).append(fault.message)
    return StreamBlockValidationError(
        {place: ValidationError(messages) for place, messages in places.items()},
        [fault.message for fault in found if fault.place is None],
    )


class PublishRules:
    """Mixin of page types whose published state obeys ``faults``. It stands before ``Page``."""

    base_form_class = PublishRulesForm

    def save(self, *args: Any, clean: bool = True, **kwargs: Any) -> None:
        """Save; refuse a public page with an error, also when a workflow or the clock publishes it.

        Raises:
            ValidationError: with the message of each error at its field.
        """
        if clean and getattr(self, "live", False):
            errors: dict[str, list[str]] = {}
            for fault in _errors(self):
                errors.setdefault(fault.field or NON_FIELD_ERRORS, []).append(fault.message)
            if errors:
                raise ValidationError(errors)
        super().save(*args, clean=clean, **kwargs)  # type: ignore[misc]
