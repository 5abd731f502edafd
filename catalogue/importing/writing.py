"""Writing a row of the register, or saying beside which fields it cannot be kept."""

from typing import Any

from django.core.exceptions import ValidationError

from onestop.catalogue.importing.reasons import Problem, Reason, Refused

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"


def save(row: Any) -> None:
    """Save what the model takes.

    Raises:
        Refused: with every field that it does not.
    """
    try:
        row.full_clean()
    except ValidationError as error:
        raise refused(row, error) from error
    row.save()


def refused(row: Any, error: ValidationError) -> Refused:
    """Return why a row cannot be kept, field by field."""
    return Refused(
        *(
            Problem(name, Reason.VALUE, str(getattr(row, name, "") or ""), " ".join(messages))
            for name, messages in error.message_dict.items()
        )
    )
