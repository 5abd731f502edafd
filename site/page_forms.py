"""The form in which pages are edited."""

from typing import Any

from django.utils.text import slugify

from wagtail.admin.forms import WagtailAdminPageForm


class PageForm(WagtailAdminPageForm):
    """Asks for no address: left empty, it follows from the title, whether or not a script has written it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> Any:
        """Let what the script took from the title follow from it here: a title used before gets a number."""
        slug = self.cleaned_data.get("slug")
        is_public = self.instance.pk and self.instance.live
        if not is_public and slug == slugify(self.cleaned_data.get("title", ""), allow_unicode=True):
            self.cleaned_data["slug"] = ""
        return super().clean()
