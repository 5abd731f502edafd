"""In the editor: which standards a page names that should not be named any more."""

import json
from typing import Any

from django.utils.safestring import SafeString

from wagtail.admin.panels import Panel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from onestop.standards.mentions import outdated


def texts_of(page: Page) -> list[str]:
    """Return what is written in the text fields of ``page``, with its markup."""
    texts = []
    for field in page._meta.get_fields():  # noqa: SLF001 - Django's public API of models
        if isinstance(field, StreamField):
            raw = getattr(page, field.name).get_prep_value()
            texts.append(json.dumps(raw, ensure_ascii=False))
        elif isinstance(field, RichTextField):
            texts.append(str(getattr(page, field.name)))
    return texts


class StandardsPanel(Panel):
    """Warns of replaced and withdrawn standards in the saved text; not there while there are none."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        template_name = "home/articles/standards_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.warnings = outdated(texts_of(self.instance)) if self.instance.pk else []

        def is_shown(self) -> bool:
            """Tell whether there is anything to warn of."""
            return bool(self.warnings) and super().is_shown()

        def render_html(self, parent_context: Any = None) -> SafeString:
            """Return the list of warnings."""
            rendered: SafeString = super().render_html(parent_context)
            return rendered
