"""One thing that a check of the site found."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wagtail.models import Page

from onestop.home.rules import Weight


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong and where it is put right.

    Attributes:
        code: A short name that stays the same: ``alt``, ``empty_column``.
        message: What is wrong and what to do, for an editor.
        page: The page concerned; nothing for the site as a whole.
        field: Name of the page's field, if one is to blame.
        weight: An error breaks a rule of public sites; a warning is worth a look.
        subject: Shown where there is no page: the name of a link.
        edit_url: Where it is put right; that of the page if not given.
    """

    code: str
    message: str
    page: Page | None = None
    field: str = ""
    weight: Weight = Weight.ERROR
    subject: str = ""
    edit_url: str = ""

    @property
    def address(self) -> str:
        """Return where it is put right, at the field."""
        if self.edit_url or self.page is None:
            return self.edit_url
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        if not self.field:
            return url
        # Wagtail's own address of a field knows none for a table of rows, whose list has a name of its own.
        model: Any = self.page.specific_class
        fields = {field.name: field for field in model._meta.get_fields()}  # noqa: SLF001 - Django's public API
        rows = self.field in fields and fields[self.field].one_to_many
        return f"{url}#id_{self.field}-FORMS" if rows else f"{url}#:w:contentpath={self.field}"

    @property
    def title(self) -> str:
        """Return what it is about."""
        return self.page.title if self.page else self.subject
