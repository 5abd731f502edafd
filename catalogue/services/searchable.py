"""The words by which a service is found."""

from typing import Any, ClassVar

from onestop.search.pages.mixin import SearchablePage
from onestop.search.pages.plain import plain_text

SERVICES = "services"
LINES = ("audience", "conditions", "result", "delivery", "decided_by", "caution")


class SearchableGuide(SearchablePage):
    """What a service item says of itself to the search: everyday words, and every part of its guide."""

    search_group: ClassVar[str] = SERVICES

    def search_keywords(self: Any) -> list[str]:
        """Return the everyday words that its editors wrote down, with its code."""
        return [*self.lines("keywords"), self.code]

    def search_summary(self: Any) -> str:
        """Return what the visitor gets."""
        return str(self.summary)

    def search_body(self: Any) -> str:
        """Return conditions, materials, steps and questions."""
        rows = [f"{each.name} {each.text}" for each in self.steps.all()]
        rows += [each.name for each in self.materials.all()]
        return "\n".join([*(getattr(self, name) for name in LINES), *rows, plain_text(self)])
