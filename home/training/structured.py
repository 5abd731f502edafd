"""What machines read of an event: JSON-LD ``Event``, Open Graph."""

from typing import Any

from onestop.home.training.choices import Stage
from onestop.home.training.models import TrainingEventPage
from onestop.site.look.structured import CONTEXT

SCHEMA = f"{CONTEXT}/"


def event_data(event: TrainingEventPage, url: str, stage: Stage) -> dict[str, Any]:
    """Return ``event`` as a schema.org ``Event``, without the address of the meeting: it is for participants.

    Args:
        event: the event.
        url: its full address.
        stage: where it stands now.
    """
    modes = [name for name, is_so in (("Offline", event.shown_place), ("Online", event.is_online)) if is_so]
    mode = "Mixed" if len(modes) > 1 else "".join(modes)
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "EducationEvent",
        "@id": url,
        "url": url,
        "name": event.title,
        "description": event.intro,
        "startDate": event.starts_at.isoformat() if event.starts_at else "",
        "endDate": event.ends_at.isoformat() if event.ends_at else "",
        "eventStatus": SCHEMA + ("EventCancelled" if event.called_off else "EventScheduled"),
        "eventAttendanceMode": f"{SCHEMA}{mode}EventAttendanceMode" if mode else "",
        "location": _locations(event, url),
        "organizer": {"@type": "Organization", "name": event.organiser},
        "audience": {"@type": "Audience", "audienceType": event.target_group} if event.target_group else "",
        "maximumAttendeeCapacity": event.quota,
        "remainingAttendeeCapacity": event.places_left if stage in {Stage.OPEN, Stage.FULL} else None,
    }
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def _locations(event: TrainingEventPage, url: str) -> list[dict[str, str]]:
    places = []
    if event.shown_place:
        places.append({"@type": "Place", "name": event.shown_place, "address": event.shown_place})
    if event.is_online:
        places.append({"@type": "VirtualLocation", "url": url})
    return places


def open_graph(event: TrainingEventPage, url: str, site_name: str) -> dict[str, str]:
    """Return what other programs show of a link to ``event``."""
    return {
        "og:type": "article",
        "og:title": event.title,
        "og:description": event.intro,
        "og:url": url,
        "og:site_name": site_name,
    }
