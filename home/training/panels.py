"""The home page's section “next training”."""

from typing import Any

from laces.components import Component

from django.utils import timezone

from onestop.home.training import showing
from onestop.home.training.models import TrainingEventPage

SHOWN = 3


class NextTrainingPanel(Component):
    """The next events with their places; true for some ``seconds``."""

    order = 300
    template_name = "home/training/panel.html"

    def __init__(self, title: str, url: str) -> None:
        self.title, self.url = title, url
        self.cards, self.seconds = next_cards(url)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Component's own
        """Return the cards."""
        return {"title": self.title, "url": self.url, "cards": self.cards}


def next_cards(url: str) -> tuple[list[showing.Card], int]:
    """Return the next events as cards, and for how many seconds what they say is true."""
    now = timezone.now()
    events = TrainingEventPage.objects.live().public().upcoming(now).filter(called_off=False)
    shown = list(events.select_related("venue").with_places()[:SHOWN])
    return [showing.card(event, url, now) for event in shown], showing.true_for(shown, now)
