"""The editor of formatted text: what it sends is JSON, in which signs that cannot be seen are written out."""

import json
from typing import Any

from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from onestop.site.sent_forms import BREAKS, UNSEEN


def visible(value: Any) -> Any:
    """Return JSON whose texts have a space for each sign that cannot be seen: marks count from the start."""
    if isinstance(value, str):
        return UNSEEN.sub(" ", BREAKS.sub(" ", value))
    if isinstance(value, list):
        return [visible(each) for each in value]
    if isinstance(value, dict):
        return {name: visible(each) for name, each in value.items()}
    return value


class RichTextArea(DraftailRichTextArea):
    """Wagtail's own, without signs that no database or feed takes; named in ``settings.wagtail``."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the text as it is kept."""
        sent = data.get(name)
        if sent is None or "\\u" not in sent:
            return super().value_from_datadict(data, files, name)
        return super().value_from_datadict({name: json.dumps(visible(json.loads(sent)))}, files, name)
