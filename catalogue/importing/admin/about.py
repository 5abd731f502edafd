"""What one kind of import says of itself to the pages of the admin."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onestop.catalogue.importing.admin.forms import ConfirmForm, UploadForm
from onestop.catalogue.importing.importer import Importer


@dataclass(frozen=True, slots=True)
class About:
    """A kind of import.

    Args:
        name: of its addresses: ``<name>/import/``, called ``<name>_import``.
        title: of its pages.
        allowed: tells whether an account may import.
        make: returns the importer for what is said of the whole file (source, checked, by), for the choices
            that the form of the agreement carries on, and for how it is to run.
        known_by: what rows are known by, as the head of a column.
        done: what has happened, when it has.
        leads_to: address and name of the page to look at then.
        hint: template that says what the table may look like.
        form: of the upload.
        agreement: form of the agreement.
    """

    name: str
    title: Any
    allowed: Callable[[Any], bool]
    make: Callable[..., Importer]
    columns: Callable[[], list[str]]
    known_by: Any
    done: Any
    leads_to: tuple[Any, Any]
    hint: str
    form: type[UploadForm] = UploadForm
    agreement: type[ConfirmForm] = ConfirmForm
